/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "weir-split.h"

typedef struct
{
  GtkWindow *window;
  WeirSplit *split;
  GtkWidget *sidebar;
  GtkWidget *content;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->split = WEIR_SPLIT (weir_split_new ());
  fixture->sidebar = gtk_button_new_with_label ("side");
  fixture->content = gtk_button_new_with_label ("content");
  g_object_set (fixture->split, "sidebar", fixture->sidebar, "content", fixture->content, NULL);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->split));
  gtk_window_set_default_size (fixture->window, 900, 400);
  gtk_window_present (fixture->window);
  app_wait (gtk_widget_get_width (GTK_WIDGET (fixture->split)) == 900);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  app_destroy (fixture->window);
  app_settle ();
}

static double
get_start (Fixture *fixture, GtkWidget *child)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, GTK_WIDGET (fixture->split), &bounds));
  return bounds.origin.x;
}

/* Where a child begins, and how wide it is, with its border. */
static void
check_place (Fixture *fixture, GtkWidget *child, double wanted_x, int wanted_width)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, GTK_WIDGET (fixture->split), &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, wanted_x);
  g_assert_cmpfloat (bounds.size.width, ==, wanted_width);
}

static void
resize (Fixture *fixture, int width)
{
  gtk_window_set_default_size (fixture->window, width, 400);
  app_wait (gtk_widget_get_width (GTK_WIDGET (fixture->split)) == width);
}

static void
test_beside (Fixture *fixture, gconstpointer data)
{
  g_assert_false (weir_split_get_folded (fixture->split));
  check_place (fixture, fixture->sidebar, 0, 240);
  check_place (fixture, fixture->content, 240, 660);

  g_object_set (fixture->split, "sidebar-width", 300, NULL);
  app_wait (get_start (fixture, fixture->content) == 300);
  check_place (fixture, fixture->content, 300, 600);

  weir_split_toggle (fixture->split);
  app_wait (!gtk_widget_get_child_visible (fixture->sidebar));
  check_place (fixture, fixture->content, 0, 900);
}

/* The page keeps room to work in, however far the border is moved. */
static void
test_leaves_room (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->split, "sidebar-width", 600, NULL);
  app_wait (get_start (fixture, fixture->content) != 240);
  check_place (fixture, fixture->sidebar, 0, 520);
  check_place (fixture, fixture->content, 520, 380);
}

static void
test_folds (Fixture *fixture, gconstpointer data)
{
  gboolean shown;

  resize (fixture, 699);
  g_assert_true (weir_split_get_folded (fixture->split));
  g_assert_false (gtk_widget_get_child_visible (fixture->sidebar));
  check_place (fixture, fixture->content, 0, 699);

  weir_split_toggle (fixture->split);
  app_wait (gtk_widget_get_child_visible (fixture->sidebar));
  app_wait (gtk_widget_is_focus (fixture->sidebar));
  check_place (fixture, fixture->content, 0, 699);

  /* A page was chosen. */
  weir_split_fold (fixture->split);
  app_wait (!gtk_widget_get_child_visible (fixture->sidebar));
  g_assert_true (gtk_widget_is_focus (fixture->content));
  g_object_get (fixture->split, "sidebar-shown", &shown, NULL);
  g_assert_true (shown);

  resize (fixture, 700);
  g_assert_false (weir_split_get_folded (fixture->split));
  check_place (fixture, fixture->sidebar, 0, 240);
}

static void
test_right_to_left (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_direction (GTK_WIDGET (fixture->split), GTK_TEXT_DIR_RTL);
  app_wait (get_start (fixture, fixture->sidebar) == 660);
  check_place (fixture, fixture->content, 0, 660);
}

static GtkWidget *
get_border (Fixture *fixture)
{
  return gtk_widget_get_last_child (GTK_WIDGET (fixture->split));
}

/* The border is moved with the keys, and Tab goes past it. */
static void
test_border (Fixture *fixture, gconstpointer data)
{
  GtkWidget *border = get_border (fixture);

  gtk_widget_grab_focus (fixture->sidebar);
  gtk_widget_child_focus (GTK_WIDGET (fixture->split), GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_is_focus (fixture->content));
  weir_split_focus_border (fixture->split);
  g_assert_true (gtk_widget_is_focus (border));
  g_signal_emit_by_name (border, "begin");
  g_signal_emit_by_name (border, "move", 16.0);
  app_wait (get_start (fixture, fixture->content) == 256);
  g_signal_emit_by_name (border, "leave");
  g_assert_true (gtk_widget_is_focus (fixture->content));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/split/beside", Fixture, NULL, set_up, test_beside, tear_down);
  g_test_add ("/split/leaves-room", Fixture, NULL, set_up, test_leaves_room, tear_down);
  g_test_add ("/split/folds", Fixture, NULL, set_up, test_folds, tear_down);
  g_test_add ("/split/right-to-left", Fixture, NULL, set_up, test_right_to_left, tear_down);
  g_test_add ("/split/border", Fixture, NULL, set_up, test_border, tear_down);
  return g_test_run ();
}
