/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-mock-watch.h"

G_BEGIN_DECLS

/**
 * WeirMockPeers:
 *
 * Who is connected to a mock, what was asked and what became of it, and how its `expect` lines fared.
 *
 * Properties, all notified, none to be set: `n-clients` (guint): connected; `n-selected` (guint): of those; 0: what is done is done to
 * all; `n-failed` (guint): `expect` lines that failed since the start or the last reset.
 * Signals: `push-asked`: *Push…* was chosen for what is selected: the focus belongs where one writes what is sent;
 * `told (const char *)`: something was done, in words, for a toast (no markup).
 */
#define WEIR_TYPE_MOCK_PEERS (weir_mock_peers_get_type ())
G_DECLARE_FINAL_TYPE (WeirMockPeers, weir_mock_peers, WEIR, MOCK_PEERS, AdwBin)

/* Running or not; it may be started and stopped again. */
GtkWidget *weir_mock_peers_new (WeirMock *mock);

/* (transfer none): as long as the widget */
WeirMockWatch *weir_mock_peers_get_watch (WeirMockPeers *self);
/* What stands below the words where nobody is connected. (transfer floating) */
void weir_mock_peers_set_hint (WeirMockPeers *self, GtkWidget *hint);
/* The numbers of the selected clients, ascending, as WeirSelection wants them. Returns: (transfer full) (nullable) (element-type guint64):
 * %NULL: none is selected, all are meant */
GArray *weir_mock_peers_dup_selection (WeirMockPeers *self);
guint weir_mock_peers_get_n_clients (WeirMockPeers *self);
guint weir_mock_peers_get_n_selected (WeirMockPeers *self);
guint weir_mock_peers_get_n_failed (WeirMockPeers *self);

G_END_DECLS
