/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-event.h"

G_BEGIN_DECLS

/* What a row's copies hold, read on another thread: a block may have many MiB. */

/* The data of an event; of any other row what it says. */
void weir_row_copy_data_async (WeirEvent *event, GAsyncReadyCallback done, gpointer user_data);
/* The block as received. */
void weir_row_copy_block_async (WeirEvent *event, GAsyncReadyCallback done, gpointer user_data);
/* Returns: (transfer full) (nullable): UTF-8, U+FFFD for what was none. Errors: as weir_recording_read() */
GBytes *weir_row_copy_finish (GAsyncResult *result, GError **error);

G_END_DECLS
