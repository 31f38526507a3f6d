/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-mock-peers.h"

#include "weir-mock-watch.h"
#include "weir-peer-details.h"
#include "weir-peer-list.h"
#include "weir-session-popover.h"

G_BEGIN_DECLS

/* What the files of the peers share; nobody else includes it. */

struct _WeirMockPeers
{
  AdwBin parent_instance;

  GtkMenuButton *menu_button;
  GtkStack *outer; /* the lists, or the details of a request */
  GtkStack *stack;
  GtkStackPage *clients_page;
  GtkStackPage *log_page;
  GtkStackPage *outcomes_page;
  WeirPeerList *clients;
  WeirPeerList *log;
  WeirPeerList *outcomes;
  WeirPeerDetails *details;
  WeirSessionPopover *sessions;
  GtkWidget *sessions_button;
  GtkWidget *clear_button;
  GtkWidget *bar;
  GtkLabel *who;
  GtkLabel *left_out;

  WeirMock *mock;
  WeirMockWatch *watch;
  GSimpleActionGroup *actions;
  guint n_clients;
  guint n_selected;
  guint n_failed;
};

/* weir-mock-peers.c */
/* @words: translated */
void weir_mock_peers_tell (WeirMockPeers *self, const char *words);
void weir_mock_peers_ask_push (WeirMockPeers *self);
/* Of the request that is shown or selected. (transfer full) (nullable) */
WeirMockRequest *weir_mock_peers_dup_request (WeirMockPeers *self);
void weir_mock_peers_show_request (WeirMockPeers *self, WeirMockRequest *request);

/* weir-mock-peers-show.c */
void weir_mock_peers_show_counts (WeirMockPeers *self);
/* What is said where there is nothing depends on whether the mock is running. */
void weir_mock_peers_show_running (WeirMockPeers *self);

/* weir-mock-peers-actions.c */
void weir_mock_peers_init_actions (WeirMockPeers *self);
void weir_mock_peers_update_actions (WeirMockPeers *self);

G_END_DECLS
