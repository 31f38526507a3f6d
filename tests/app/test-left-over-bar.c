/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "scratch.h"
#include "stage.h"
#include "weir-left-over-bar.h"

#define LEFT_OVER ":@ weir 1\n:@ recorded 2026-11-21T14:22:18.463275Z\n:@ connect 1\n:@ open\ndata: 1\n\n"

typedef struct
{
  Scratch *scratch;
  GtkWindow *window;
  AdwToastOverlay *toasts;
  WeirLeftOverBar *bar;
  GPtrArray *opened;
} Fixture;

static void
on_open (Fixture *fixture, const char *path)
{
  g_ptr_array_add (fixture->opened, g_strdup (path));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scratch = scratch_new ();
  fixture->opened = g_ptr_array_new_with_free_func (g_free);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  fixture->bar = WEIR_LEFT_OVER_BAR (weir_left_over_bar_new ());
  g_signal_connect_swapped (fixture->bar, "open", G_CALLBACK (on_open), fixture);
  adw_toast_overlay_set_child (fixture->toasts, GTK_WIDGET (fixture->bar));
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->toasts));
  gtk_window_present (fixture->window);
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    app_destroy (fixture->window);
  app_settle ();
  g_ptr_array_unref (fixture->opened);
  scratch_free (fixture->scratch);
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static void
click (GtkWidget *root, const char *label)
{
  GtkWidget *button = find_button (root, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
look (Fixture *fixture)
{
  weir_left_over_bar_look (fixture->bar, fixture->scratch->path);
  app_wait (gtk_widget_get_visible (GTK_WIDGET (fixture->bar)));
}

static const char *
get_text (Fixture *fixture)
{
  return gtk_label_get_text (GTK_LABEL (app_find_by_type (GTK_WIDGET (fixture->bar), GTK_TYPE_LABEL)));
}

static gboolean
exists (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = scratch_write (fixture->scratch, "a.eventstream", LEFT_OVER);

  look (fixture);
  g_assert_true (g_regex_match_simple ("^A recording of \\d+ \\S+, \\d\\d:\\d\\d was left over", get_text (fixture), 0, 0));
  click (GTK_WIDGET (fixture->bar), "Open");
  g_assert_cmpuint (fixture->opened->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->opened, 0), ==, path);
  app_wait (!gtk_widget_get_visible (GTK_WIDGET (fixture->bar)));
  g_assert_true (exists (path));
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = scratch_write (fixture->scratch, "a.eventstream", LEFT_OVER);
  g_autofree char *second = scratch_write (fixture->scratch, "b.eventstream", LEFT_OVER);
  g_autofree char *other = scratch_write (fixture->scratch, "c.eventstream", "data: no recording\n\n");

  look (fixture);
  g_assert_true (g_str_has_prefix (get_text (fixture), "2 recordings were left over"));
  click (GTK_WIDGET (fixture->bar), "Open");
  g_assert_cmpuint (fixture->opened->len, ==, 2);
}

/* The files go when nobody wants them back. */
static void
test_delete (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = scratch_write (fixture->scratch, "a.eventstream", LEFT_OVER);

  look (fixture);
  click (GTK_WIDGET (fixture->bar), "Delete");
  app_wait (!gtk_widget_get_visible (GTK_WIDGET (fixture->bar)));
  g_assert_true (exists (path));
  stage_click_toast (GTK_WIDGET (fixture->toasts), "Undo");
  app_wait (gtk_widget_get_visible (GTK_WIDGET (fixture->bar)));
  app_wait (find_button (GTK_WIDGET (fixture->toasts), "_Undo") == NULL);
  g_assert_true (exists (path));

  click (GTK_WIDGET (fixture->bar), "Delete");
  gtk_window_destroy (fixture->window);
  fixture->window = NULL;
  app_wait (!exists (path));
  g_assert_cmpuint (fixture->opened->len, ==, 0);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = scratch_write (fixture->scratch, "a.eventstream", "data: no recording\n\n");

  weir_left_over_bar_look (fixture->bar, "/nonexistent");
  weir_left_over_bar_look (fixture->bar, fixture->scratch->path);
  for (guint i = 0; i < 50; i++)
    {
      guint deadline = app_begin_wait ("a turn");

      g_main_context_iteration (NULL, TRUE);
      g_source_remove (deadline);
      g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->bar)));
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/left-over-bar/open", Fixture, NULL, set_up, test_open, tear_down);
  g_test_add ("/left-over-bar/several", Fixture, NULL, set_up, test_several, tear_down);
  g_test_add ("/left-over-bar/delete", Fixture, NULL, set_up, test_delete, tear_down);
  g_test_add ("/left-over-bar/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  return g_test_run ();
}
