/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "weir-template-dialog.h"
#include "weir-templates.h"

typedef struct
{
  GtkWindow *window;
  GtkListBox *list;
  GtkEditable *search;
  GtkTextView *preview;
  GBytes *chosen;
} Fixture;

static void
on_chosen (Fixture *self, GBytes *script)
{
  self->chosen = g_bytes_ref (script);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  adw_init ();
  self->window = GTK_WINDOW (weir_template_dialog_new (NULL));
  self->list = GTK_LIST_BOX (app_find_by_type (GTK_WIDGET (self->window), GTK_TYPE_LIST_BOX));
  self->search = GTK_EDITABLE (app_find_by_type (GTK_WIDGET (self->window), GTK_TYPE_SEARCH_ENTRY));
  self->preview = GTK_TEXT_VIEW (app_find_by_type (GTK_WIDGET (self->window), GTK_TYPE_TEXT_VIEW));
  g_signal_connect_swapped (self->window, "chosen", G_CALLBACK (on_chosen), self);
  gtk_window_present (self->window);
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (self->list)));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->window != NULL)
    app_destroy (self->window);
  g_clear_pointer (&self->chosen, g_bytes_unref);
}

static guint
count_shown (Fixture *self)
{
  GtkListBoxRow *row;
  guint n = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    n += gtk_widget_get_child_visible (GTK_WIDGET (row)) ? 1 : 0;

  return n;
}

static gboolean
shows (Fixture *self, const char *text)
{
  g_autofree char *shown = NULL;

  g_object_get (gtk_text_view_get_buffer (self->preview), "text", &shown, NULL);
  return strstr (shown, text) != NULL;
}

/* All of them, the first one shown. */
static void
test_list (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) names = weir_templates_list ();

  g_assert_cmpuint (count_shown (self), ==, g_strv_length (names));
  g_assert_true (shows (self, ":@ weir 1"));
  /* The display may give it to the window later. */
  app_wait (gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->search))));
}

static void
test_search (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) wanted = weir_templates_load ("stock-ticker");

  gtk_editable_set_text (self->search, "no such thing");
  app_wait (count_shown (self) == 0);
  g_assert_null (gtk_list_box_get_selected_row (self->list));
  g_assert_false (gtk_widget_get_sensitive (gtk_window_get_default_widget (self->window)));

  /* By its title, in any case. */
  gtk_editable_set_text (self->search, "STOCK");
  app_wait (count_shown (self) == 1);
  g_assert_true (shows (self, "snapshot"));

  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_signal_emit_by_name (gtk_window_get_default_widget (self->window), "clicked");
  g_assert_nonnull (self->chosen);
  g_assert_true (g_bytes_equal (self->chosen, wanted));
  app_wait (self->window == NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/template-dialog/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/template-dialog/search", Fixture, NULL, set_up, test_search, tear_down);

  return g_test_run ();
}
