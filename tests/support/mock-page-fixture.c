/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "mock-page-fixture.h"

#include <gtksourceview/gtksource.h>

#include "weir-state-mark.h"

void
mock_page_set_up (MockPage *self, const char *text)
{
  self->item = weir_mock_item_new (NULL, text);
  self->root = weir_mock_page_new (self->item);
  self->page = WEIR_MOCK_PAGE (self->root);
  self->window = stage_show (self->root, 1000, 640);
}

void
mock_page_tear_down (MockPage *self)
{
  app_destroy (self->window);
  g_object_add_weak_pointer (G_OBJECT (self->item), (gpointer *) &self->item);
  g_object_unref (self->item);
  app_wait (self->item == NULL);
}

gboolean
mock_page_can (MockPage *self, const char *action)
{
  return g_action_group_get_action_enabled (weir_mock_page_get_actions (self->page), action);
}

void
mock_page_act (MockPage *self, const char *action, GVariant *parameter)
{
  g_assert_true (mock_page_can (self, action));
  g_action_group_activate_action (weir_mock_page_get_actions (self->page), action, parameter);
}

GtkTextBuffer *
mock_page_get_script (MockPage *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (app_find_by_type (GTK_WIDGET (self->page->editor), GTK_SOURCE_TYPE_VIEW)));
}

void
mock_page_type (MockPage *self, const char *text)
{
  app_wait (gtk_text_view_get_editable (GTK_TEXT_VIEW (app_find_by_type (self->root, GTK_SOURCE_TYPE_VIEW))));
  gtk_text_buffer_set_text (mock_page_get_script (self), text, -1);
}

const char *
mock_page_get_state (MockPage *self)
{
  GtkWidget *mark = app_find_by_type (self->root, WEIR_TYPE_STATE_MARK);

  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (mark)));
}
