/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-detail-pane.h"
#include "weir-event-view.h"
#include "weir-failure-page.h"
#include "weir-filter-row.h"
#include "weir-notice-bar.h"
#include "weir-page-rows.h"
#include "weir-state-line.h"
#include "weir-stream-page.h"
#include "weir-timeline-view.h"
#include "weir-url-row.h"

G_BEGIN_DECLS

struct _WeirStreamPage
{
  GtkWidget parent_instance;

  AdwToastOverlay *toasts; /* the only child */
  WeirUrlRow *url_row;
  WeirStateLine *state_line;
  GtkWidget *tools; /* filter row and timeline: what needs rows */
  WeirFilterRow *filter_row;
  WeirTimelineView *timeline;
  WeirNoticeBar *notice;
  GtkProgressBar *progress;
  GtkStack *body;
  GtkPaned *paned;
  WeirEventView *events;
  WeirDetailPane *detail;
  GtkWidget *empty;
  GtkLabel *empty_title;
  GtkLabel *empty_text;
  GtkButton *empty_button;
  WeirFailurePage *failure;
  GtkWidget *pill;
  AdwButtonContent *pill_content;
  GtkWidget *footer;
  GtkMenuButton *menu_button;
  GtkLabel *counts;

  GSettings *settings;
  WeirStream *stream;
  WeirWorker *search;
  GSimpleActionGroup *actions;
  GtkEventController *shortcuts; /* there while the page is mapped */
  WeirPageRows *rows;            /* nullable: before the first start */

  GSource *tick;      /* (nullable) */
  GSource *slow_tick; /* (nullable) */
  gint64 end_us;      /* of the tally, when it was last seen to grow */
  gint64 end_seen_us; /* monotonic */

  char *trouble; /* nullable: what the failure page shows */
  gboolean was_open;
  gboolean detail_closed; /* by the person */
  gboolean timeline_shown;
  int width; /* 0: not known yet */
  gboolean narrow;
  gboolean wide;          /* the details stand beside the rows */
  gboolean detail_placed; /* the border has its place */
  gboolean placing;       /* it is not yet seen whether the panes keep the size they had then */
  int placed_in;          /* that size */
  int frames_to_place;
  guint layout_idle;
  GCancellable *cancellable;
};

/* weir-stream-page.c */
void weir_page_edit_request (WeirStreamPage *self, gboolean to_start);

/* weir-page-actions.c */
/* They are the page's, as `stream`. */
GSimpleActionGroup *weir_page_create_actions (WeirStreamPage *self);
void weir_page_update_actions (WeirStreamPage *self);
/* Returns: (transfer full) */
GtkEventController *weir_page_create_shortcuts (void);
void weir_page_show_detail (WeirStreamPage *self, gboolean show);

/* weir-page-body.c: list, failure or nothing yet, and the notice above. */
void weir_page_update_body (WeirStreamPage *self);

/* weir-page-ticks.c: what follows the stream while the page is mapped. */
void weir_page_queue_tick (WeirStreamPage *self);
void weir_page_stop_ticks (WeirStreamPage *self);
/* The tally is another one. */
void weir_page_show_tally (WeirStreamPage *self);
void weir_page_show_timeline (WeirStreamPage *self, gboolean show);

/* weir-page-layout.c */
/* The parts as they were left; a part that the person shows or hides is so on the next page. */
void weir_page_load_layout (WeirStreamPage *self);
void weir_page_keep_shown (WeirStreamPage *self, const char *key, gboolean shown);
/* Before the page is not seen any more. */
void weir_page_keep_layout (WeirStreamPage *self);
void weir_page_set_width (WeirStreamPage *self, int width);
/* The least width of the page, of which it needs @minimum as it stands now. */
int weir_page_limit_width (WeirStreamPage *self, int minimum);
/* Before the details are shown: gives them their room, once for each orientation. */
void weir_page_place_detail (WeirStreamPage *self);

/* weir-page-save.c */
void weir_page_save (WeirStreamPage *self);
void weir_page_save_as (WeirStreamPage *self, const char *path);
/* @text: no markup */
void weir_page_tell (WeirStreamPage *self, const char *text);
/* weir-page-note.c: the note on the row was taken away; it can be put back. */
void weir_page_tell_removed (WeirStreamPage *self, guint64 row, const char *note);

/* weir-page-serve.c: all of the recording as a mock's script. @run: it is to run at once */
void weir_page_serve (WeirStreamPage *self, gboolean run);

/* Asks for a file of certificates, and connects anew with it. */
void weir_page_choose_authority (WeirStreamPage *self);
/* @path: PEM; what is wrong with it is told */
void weir_page_trust_authority (WeirStreamPage *self, const char *path);

G_END_DECLS
