/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-mock-head.h"
#include "weir-mock-page.h"
#include "weir-mock-peers.h"
#include "weir-notice-bar.h"
#include "weir-script-editor.h"
#include "weir-send-now.h"

G_BEGIN_DECLS

struct _WeirMockPage
{
  GtkWidget parent_instance;

  AdwToastOverlay *toasts; /* the only child */
  WeirMockHead *head;
  WeirNoticeBar *notice;
  GtkPaned *panes;
  WeirScriptEditor *editor;
  AdwBin *peers_place;
  WeirMockPeers *peers;
  GtkLabel *hint_url; /* where nobody is connected */
  GtkButton *hint_button;
  WeirSendNow *send;

  WeirMockItem *item;
  GSimpleActionGroup *actions;
  GtkEventController *shortcuts; /* there while the page is mapped */
  GCancellable *cancellable;

  GBytes *shown;        /* (nullable): the editor's, since nothing was typed */
  guint typing;         /* a pause after it is waited for */
  gboolean is_flushing; /* the item's text is the editor's */
  gboolean port_taken;  /* the item's error is that */

  GPtrArray *waiting; /* const char *: answers that were asked for, the next one first */

  int width; /* 0: not known yet */
  gboolean narrow;
  gboolean by_turns;
  gboolean tiny;
  gboolean panes_placed;
  guint layout_idle;
};

/* weir-mock-page-actions.c */
GSimpleActionGroup *weir_mock_page_create_actions (WeirMockPage *self);
void weir_mock_page_update_actions (WeirMockPage *self);
/* (transfer full) */
GtkEventController *weir_mock_page_create_shortcuts (void);

/* weir-mock-page-save.c */
void weir_mock_page_save (WeirMockPage *self);
void weir_mock_page_save_as (WeirMockPage *self);
void weir_mock_page_save_to (WeirMockPage *self, GFile *file);

/* weir-mock-page-state.c: notices, who is connected, answers that wait */
void weir_mock_page_show_state (WeirMockPage *self);
/* The first one in the script. (nullable) (transfer none) */
const WeirDiagnostic *weir_mock_page_find_error (WeirMockPage *self);
/* After a run: of what is served. */
void weir_mock_page_show_urls (WeirMockPage *self);
/* Once: what stands where nobody is connected. */
void weir_mock_page_add_hint (WeirMockPage *self);
void weir_mock_page_show_peers (WeirMockPage *self);
void weir_mock_page_add_waiting (WeirMockPage *self, const char *label);
void weir_mock_page_show_waiting (WeirMockPage *self);
/* Everywhere it answers: those of its `on` lines. (transfer full) */
GStrv weir_mock_page_list_urls (WeirMockPage *self);

/* weir-mock-page-text.c: the editor and the item's text */
void weir_mock_page_show_text (WeirMockPage *self);
void weir_mock_page_on_typed (WeirMockPage *self);
void weir_mock_page_show_problems (WeirMockPage *self);

/* weir-mock-page-layout.c */
void weir_mock_page_set_width (WeirMockPage *self, int width);
/* The least width of the page, of which it needs @minimum as it stands now. */
int weir_mock_page_limit_width (WeirMockPage *self, int minimum);
void weir_mock_page_show_view (WeirMockPage *self);

/* weir-mock-page.c */
/* While the page is seen the server is asked how it stands, also while the clients are not shown. */
void weir_mock_page_look (WeirMockPage *self);
/* @text: no markup */
void weir_mock_page_tell (WeirMockPage *self, const char *text);

G_END_DECLS
