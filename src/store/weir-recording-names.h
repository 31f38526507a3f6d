/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* The number of every name that has none of its own: too long, or too many names. The block itself says it. */
#define WEIR_NAME_OTHER G_MAXUINT16
/* A name longer than this gets no number: names stay in memory for ever. */
#define WEIR_NAME_LENGTH 256u

/* Names of event types by number; 0 is "message". One writer; any thread asks for a name. */
typedef struct _WeirNames WeirNames;

WeirNames *weir_names_new (void);
void weir_names_free (WeirNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirNames, weir_names_free)

/* Writer. */
guint16 weir_names_intern (WeirNames *self, WeirSpan name);
/* Returns: (transfer full) (nullable): NULL for a number that was never given and for WEIR_NAME_OTHER */
char *weir_names_dup (WeirNames *self, guint16 number);

G_END_DECLS
