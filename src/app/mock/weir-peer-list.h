/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-peer-row.h"

G_BEGIN_DECLS

/**
 * WeirPeerList:
 *
 * Rows of one kind, or words where there are none. Several clients can be selected, one of the others; the log follows its end until
 * the person scrolls up.
 *
 * Signals: `row-activated (GObject)`: Enter or a double click; `selection-changed`.
 */
#define WEIR_TYPE_PEER_LIST (weir_peer_list_get_type ())
G_DECLARE_FINAL_TYPE (WeirPeerList, weir_peer_list, WEIR, PEER_LIST, AdwBin)

/* Once. @label: of the list, for a screen reader; @menu: of a row */
void weir_peer_list_set_up (WeirPeerList *self, WeirPeerKind kind, GListModel *model, const char *label, GMenuModel *menu);
/* What stands there while there is nothing: @text says what to do. */
void weir_peer_list_set_empty (WeirPeerList *self, const char *title, const char *text);
/* Below these words. (transfer floating) */
void weir_peer_list_set_hint (WeirPeerList *self, GtkWidget *hint);

/* (transfer none) */
GtkSelectionModel *weir_peer_list_get_selection (WeirPeerList *self);
guint weir_peer_list_get_n_selected (WeirPeerList *self);
/* Makes the row that has the focus the only one. Returns: whether there is one */
gboolean weir_peer_list_select_focused (WeirPeerList *self);
/* Returns: (transfer full) (nullable): the first one */
GObject *weir_peer_list_dup_selected (WeirPeerList *self);
void weir_peer_list_add_controller (WeirPeerList *self, GtkEventController *controller);

G_END_DECLS
