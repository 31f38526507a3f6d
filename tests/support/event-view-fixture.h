/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app-fixture.h"
#include "weir-event-view-private.h"
#include "weir-record-session.h"

G_BEGIN_DECLS

/* A view of a recording in memory, in a window: the rows of a connection, then 1,000 events "tick" whose id, from 0, is in the data
 * too. It is at the end. */
typedef struct
{
  WeirRecording *recording;
  WeirRecordSession session;
  WeirEventList *list;
  WeirEventView *view;
  GtkListView *list_view;
  GtkAdjustment *adjustment;
  GtkWindow *window;
} ViewFixture;

/* The row of the first event. */
#define VIEW_FIRST_EVENT 3

/* @data: rows of the recording's budget; 0: the usual one */
void view_set_up (ViewFixture *fixture, gconstpointer data);
void view_tear_down (ViewFixture *fixture, gconstpointer data);
/* @n more events, in one read */
void view_receive (ViewFixture *fixture, guint n);
/* What came is in the list, and laid out. */
void view_update (ViewFixture *fixture);
gboolean view_is_at_end (ViewFixture *fixture);
/* (nullable): the widget of the row, when it is in view */
WeirEventRow *view_find_row (ViewFixture *fixture, guint64 number);
/* Does a row's action, "row.copy-data". */
void view_activate (ViewFixture *fixture, const char *action);
gboolean view_is_enabled (ViewFixture *fixture, const char *name);

G_END_DECLS
