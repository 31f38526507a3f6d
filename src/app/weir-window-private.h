/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-left-over-bar.h"
#include "weir-sidebar.h"
#include "weir-split.h"
#include "weir-window.h"

G_BEGIN_DECLS

/* The window's parts: private to weir-window*.c. */
struct _WeirWindow
{
  AdwApplicationWindow parent_instance;

  WeirSplit *split;
  WeirSidebar *sidebar;
  AdwHeaderBar *header;
  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkStack *pages;
  WeirLeftOverBar *left_over;
  GtkWidget *first_page;
  GtkWidget *sidebar_button;
  GtkMenuButton *menu_button;
  GtkWidget *save_button;

  GSettings *settings;
  GBindingGroup *shown;    /* of the item that is shown */
  WeirSidebarItem *added;  /* (nullable) weak: the one that came last */
  gboolean adds_unseen;    /* what is added is not shown */
  gboolean sidebar_wanted; /* beside the page, when there is something in it */
};

/* weir-window.c: after the sidebar was wanted or not, or has become empty or not. */
void weir_window_update_sidebar (WeirWindow *self);

/* weir-window-actions.c */
void weir_window_add_actions (WeirWindow *self);

G_END_DECLS
