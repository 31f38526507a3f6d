/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-state-mark.h"

G_BEGIN_DECLS

/* In the order of the sidebar. */
typedef enum
{
  WEIR_SECTION_STREAMS,
  WEIR_SECTION_MOCKS,
  WEIR_SECTION_RECORDINGS,
} WeirSection;

/* A heading, translated. */
const char *weir_section_to_text (WeirSection section);

#define WEIR_TYPE_SIDEBAR_ITEM (weir_sidebar_item_get_type ())
G_DECLARE_DERIVABLE_TYPE (WeirSidebarItem, weir_sidebar_item, WEIR, SIDEBAR_ITEM, GObject)

/**
 * WeirSidebarItemClass:
 * @rename: the person gave it a name; "" asks for the one it has by itself
 * @start: goes on after a stop; only while `can-start`
 * @stop: only while `can-stop`
 * @set_closed: it was closed, and is kept for a moment; or it was brought back after that
 *
 * What a row of the sidebar stands for, and its page. Derived for each kind of page, which keeps the properties up to date:
 * `section`, `title`, `subtitle` (below the title in the header bar), `mark`, `note` (a few characters: a rate, a countdown),
 * `can-start`, `can-stop`, `can-duplicate`, `address` (a URL that others may ask for now, or ""); `actions` is what the header bar and the
 * keys reach as `stream.…` while the page is shown (nullable, construct-only). Texts from outside are made visible before they get here (weir_text_append_row()).
 */
struct _WeirSidebarItemClass
{
  GObjectClass parent_class;

  void (*rename) (WeirSidebarItem *self, const char *title);
  void (*start) (WeirSidebarItem *self);
  void (*stop) (WeirSidebarItem *self);
  void (*set_closed) (WeirSidebarItem *self, gboolean is_closed);
};

/* @page: (transfer floating): stays with the item. The rest is set by properties. */
WeirSidebarItem *weir_sidebar_item_new (GtkWidget *page, const char *title);

/* (transfer none) */
GtkWidget *weir_sidebar_item_get_page (WeirSidebarItem *self);
/* (transfer none) (nullable) */
GActionGroup *weir_sidebar_item_get_actions (WeirSidebarItem *self);
WeirSection weir_sidebar_item_get_section (WeirSidebarItem *self);
/* (transfer none), never %NULL */
const char *weir_sidebar_item_get_title (WeirSidebarItem *self);
void weir_sidebar_item_set_mark (WeirSidebarItem *self, WeirMark mark);
/* (transfer none), never %NULL */
const char *weir_sidebar_item_get_address (WeirSidebarItem *self);
gboolean weir_sidebar_item_can_start (WeirSidebarItem *self);
gboolean weir_sidebar_item_can_stop (WeirSidebarItem *self);

void weir_sidebar_item_rename (WeirSidebarItem *self, const char *title);
/* These two do nothing unless they can. */
void weir_sidebar_item_start (WeirSidebarItem *self);
void weir_sidebar_item_stop (WeirSidebarItem *self);
void weir_sidebar_item_set_closed (WeirSidebarItem *self, gboolean is_closed);

G_END_DECLS
