/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-paste-reading.h"

G_BEGIN_DECLS

/* Of a pasted text that is no address and no command: what a mock server makes of it. Costs the whole text. Returns: %FALSE and nothing
 * done: a word that is likely to become something else */
gboolean weir_paste_serve_read (WeirPasteReading *self, WeirSpan text);

/**
 * weir_paste_serve_async:
 * @text: of which weir_paste_serve_read() says that it can be served; copied
 * @dialect: (nullable): of a model's answer, see weir_dialect_find()
 *
 * Makes the script, on another thread.
 */
void weir_paste_serve_async (WeirSpan text, const char *dialect, GAsyncReadyCallback done, gpointer user_data);
/* Errors: WEIR_CORE_ERROR, in words */
GBytes *weir_paste_serve_finish (GAsyncResult *result, GError **error);

G_END_DECLS
