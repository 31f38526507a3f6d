/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-detail.h"

G_BEGIN_DECLS

/* Reads rows for the detail pane: short ones at once, long ones in a thread; only the last wish counts. Main thread. */
typedef struct _WeirDetailLoader WeirDetailLoader;

/* @done: is given the detail (transfer full), also from within weir_detail_loader_read(); @slow: reading takes long enough to say so */
WeirDetailLoader *weir_detail_loader_new (void (*done) (WeirDetail *detail, gpointer user_data), void (*slow) (gpointer user_data),
                                          gpointer user_data);
/* Nothing is reported after it. */
void weir_detail_loader_free (WeirDetailLoader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDetailLoader, weir_detail_loader_free)

/* Returns: bytes that were read at once, on this thread */
gsize weir_detail_loader_read (WeirDetailLoader *self, WeirRecording *recording, guint64 number);
void weir_detail_loader_cancel (WeirDetailLoader *self);

G_END_DECLS
