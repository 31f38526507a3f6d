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
  GtkWidget *save_button;

  GSettings *settings;
  GBindingGroup *shown;   /* of the item that is shown */
  AdwToast *undo_close;   /* weak: the offer to bring back what was closed last */
  AdwToast *told;         /* weak: the newest of the others */
  gboolean is_told_newer; /* than the offer */
  GQueue leaving_toasts;  /* AdwToast, owned: to be dismissed in a moment */
  GQueue waiting_toasts;  /* AdwToast, owned: to come when those are gone */
  guint toast_pause;
  gboolean sidebar_wanted; /* beside the page, when there is something in it */
};

/* weir-window.c: after the sidebar was wanted or not, or has become empty or not. */
void weir_window_update_sidebar (WeirWindow *self);

/* weir-window-actions.c */
void weir_window_add_actions (WeirWindow *self);

/* weir-window-toasts.c: one after the other. @toast: (transfer full) */
void weir_window_put_toast (WeirWindow *self, AdwToast *toast);
/* @toast: (nullable) */
void weir_window_take_away (WeirWindow *self, AdwToast *toast);
void weir_window_forget_toasts (WeirWindow *self);

G_END_DECLS
