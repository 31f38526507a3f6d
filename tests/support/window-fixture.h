/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app-fixture.h"
#include "scratch.h"
#include "weir-sidebar-item.h"

G_BEGIN_DECLS

/* The program with its first window, and a folder for its files. */
typedef struct
{
  WeirApplication *application;
  WeirWindow *window;
  Scratch *scratch;
} WindowFixture;

void window_set_up (WindowFixture *self, gconstpointer data);
void window_tear_down (WindowFixture *self, gconstpointer data);

/* How many pages it has. */
guint window_count (WindowFixture *self);
/* The one that is shown. */
GtkWidget *window_get_page (WindowFixture *self);
/* Whether what the sidebar says below the item's name has what the regular expression asks for. */
gboolean window_has_note (WeirSidebarItem *item, const char *pattern);

G_END_DECLS
