/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-stream.h"

G_BEGIN_DECLS

#define WEIR_TYPE_STREAM_PAGE (weir_stream_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirStreamPage, weir_stream_page, WEIR, STREAM_PAGE, GtkWidget)

/**
 * WeirStreamPage:
 *
 * Everything about one stream, live or opened: what is asked for, how the connection is, what came. Nothing is drawn or counted while
 * it is not mapped; the stream goes on.
 *
 * Its actions are in the group `stream`: start, stop, cut, reconnect, clear, save, address, filter, show-all, follow, detail, timeline,
 * request, any-type, trust-once, authority, serve, edit-script. The signal `script (GBytes *script, const char *title, gboolean run)`:
 * something of the page became a mock's script; @title may be %NULL. The signal `request-edit (gboolean to_start)` asks for the dialog that
 * edits the stream's request, or, with @to_start, for what is missing before it can be started.
 */
/* @search: for searching and counting; outlives the page */
GtkWidget *weir_stream_page_new (WeirStream *stream, WeirWorker *search);
/* (transfer none) */
WeirStream *weir_stream_page_get_stream (WeirStreamPage *self);
/* (transfer none): to be inserted where buttons outside of the page need them, as `stream` */
GActionGroup *weir_stream_page_get_actions (WeirStreamPage *self);
/* Takes the request for the next start, and starts anew. */
void weir_stream_page_connect (WeirStreamPage *self, WeirRequest *request);

G_END_DECLS
