/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-sidebar-item.h"
#include "weir-stream.h"

G_BEGIN_DECLS

#define WEIR_TYPE_STREAM_ITEM (weir_stream_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirStreamItem, weir_stream_item, WEIR, STREAM_ITEM, WeirSidebarItem)

/**
 * weir_stream_item_new:
 * @page: (transfer floating): shows the stream
 * @actions: (nullable): what can be done on the page
 *
 * A stream in the sidebar, live or a recording: its name, its state, and how many events a second come or how long it waits.
 */
WeirSidebarItem *weir_stream_item_new (WeirStream *stream, GtkWidget *page, GActionGroup *actions);
/* (transfer none) */
WeirStream *weir_stream_item_get_stream (WeirStreamItem *self);

G_END_DECLS
