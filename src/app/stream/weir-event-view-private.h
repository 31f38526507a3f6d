/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-column-header.h"
#include "weir-event-row.h"
#include "weir-event-view.h"

G_BEGIN_DECLS

#define WEIR_ROW_NONE G_MAXUINT64

struct _WeirEventView
{
  GtkWidget parent_instance;

  WeirColumnHeader *header;
  GtkScrolledWindow *scrolled;
  GtkListView *list_view;
  GtkPopoverMenu *menu;

  WeirColumns *columns;
  WeirRowLook *look;
  GtkSingleSelection *selection;
  WeirStream *stream;
  WeirEventList *list;
  GSignalGroup *stream_signals;
  GSignalGroup *list_signals;

  /* Following: weir-event-view-follow.c */
  gboolean following;
  guint64 unseen;
  guint64 first_unseen; /* a row number; WEIR_ROW_NONE while following */
  double last_value;
  GSource *cool_down; /* (nullable): no update while it is there */
  guint catch_up;     /* a source: the end is to be shown */
  gboolean is_update_due;
  gboolean is_end_due; /* the list was asked for its end, and was not there since */

  /* Selecting: weir-event-view-select.c */
  WeirEvent *selected;
  gint64 moved_in;    /* the frame in which a key moved the focus last; -1 */
  guint64 wanted_row; /* selected again when it comes back, as after another filter; WEIR_ROW_NONE */
  gboolean is_restoring;

  /* The row menu: weir-event-view-menu.c */
  GActionMap *row_actions;
  WeirEvent *menu_event;
  GtkWidget *menu_item; /* the list's widget that the menu is about; weak */

  /* The note of a row: weir-event-view-note.c */
  GtkWidget *note;       /* (nullable): the popover, once it was asked for */
  WeirEvent *note_event; /* (nullable): what it is about */
  GtkWidget *note_item;  /* the list's widget of that; weak */
};

/* Following. */
void weir_event_view_init_follow (WeirEventView *self);
void weir_event_view_dispose_follow (WeirEventView *self);
/* The list's rows changed, or are others. */
void weir_event_view_follow_list (WeirEventView *self);
void weir_event_view_set_unseen (WeirEventView *self, guint64 unseen);
/* Brings the position into view. */
void weir_event_view_scroll_to (WeirEventView *self, guint position);

/* Selecting. */
void weir_event_view_init_select (WeirEventView *self);
void weir_event_view_restore_selection (WeirEventView *self);

/* The row menu. */
void weir_event_view_init_menu (WeirEventView *self);
void weir_event_view_dispose_menu (WeirEventView *self);
/* (transfer none) (nullable): the row that the actions are about */
WeirEvent *weir_event_view_get_target (WeirEventView *self);
/* Those that copy: weir-event-view-copy.c */
void weir_event_view_add_copy_actions (WeirEventView *self);
/* Those that make a mock: weir-event-view-mock.c */
void weir_event_view_add_mock_actions (WeirEventView *self);
/* The one that notes: weir-event-view-note.c */
void weir_event_view_add_note_action (WeirEventView *self);
void weir_event_view_dispose_note (WeirEventView *self);
/* Menu and Shift+F10: of the row with the focus. Returns: whether there is one */
gboolean weir_event_view_open_menu_of_focus (WeirEventView *self);
/* Which actions there are for the row that they are about. */
void weir_event_view_update_actions (WeirEventView *self);

/* The keyboard's focus: weir-event-view-focus.c */
void weir_event_view_init_focus (WeirEventView *self);
/* Gives it to a row in view, unless one has it. Returns: whether there is one */
gboolean weir_event_view_focus_rows (WeirEventView *self);
/* @direction: of Tab */
gboolean weir_event_view_move_focus (WeirEventView *self, GtkDirectionType direction);

/* The row widgets. */
void weir_event_view_init_rows (WeirEventView *self);
/* Calls @func for each that there is. */
void weir_event_view_foreach_row (WeirEventView *self, void (*func) (WeirEventRow *row));
/* Columns or times are shown otherwise. */
void weir_event_view_refresh_rows (WeirEventView *self);
/* Fonts, colours or the direction are others. */
void weir_event_view_update_look (WeirEventView *self);

void weir_event_view_notify_following (WeirEventView *self);
void weir_event_view_notify_unseen (WeirEventView *self);
void weir_event_view_notify_selected (WeirEventView *self);
void weir_event_view_tell (WeirEventView *self, const char *words);
void weir_event_view_tell_removed (WeirEventView *self, guint64 row, const char *note);

G_END_DECLS
