/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "window-fixture.h"

void
window_set_up (WindowFixture *self, gconstpointer data)
{
  self->application = app_start ();
  self->window = app_open_window (self->application);
  self->scratch = scratch_new ();
}

void
window_tear_down (WindowFixture *self, gconstpointer data)
{
  app_close (self->application);
  g_object_unref (self->application);
  scratch_free (self->scratch);
}

guint
window_count (WindowFixture *self)
{
  return g_list_model_get_n_items (weir_window_get_items (self->window));
}

GtkWidget *
window_get_page (WindowFixture *self)
{
  return weir_sidebar_item_get_page (weir_window_get_item (self->window));
}

gboolean
window_has_note (WeirSidebarItem *item, const char *pattern)
{
  g_autofree char *note = NULL;

  g_object_get (item, "note", &note, NULL);
  return g_regex_match_simple (pattern, note, 0, 0);
}
