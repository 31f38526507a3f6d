/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-peer-list.h"

G_BEGIN_DECLS

/* What the files of the list share; nobody else includes it. */

struct _WeirPeerList
{
  AdwBin parent_instance;

  WeirPeerKind kind;
  GTimeZone *zone;
  GtkStack *stack;
  GtkWidget *empty;
  GtkScrolledWindow *scrolled;
  GtkListView *list_view;
  GtkSelectionModel *selection; /* (nullable) */
  GtkPopover *menu;             /* (nullable) */
  gboolean is_following;
  double last_value;
  guint catch_up;
};

/* weir-peer-list-menu.c */
void weir_peer_list_init_menu (WeirPeerList *self, GMenuModel *menu);

G_END_DECLS
