/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "weir-column-header.h"
#include "weir-column-title.h"
#include "weir-path-popover.h"

#define WIDTH 900

typedef struct
{
  WeirColumns *columns;
  GtkWidget *header;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->columns = weir_columns_new ();
  fixture->header = g_object_new (WEIR_TYPE_COLUMN_HEADER, NULL);
  gtk_widget_set_direction (fixture->header, GPOINTER_TO_INT (data) != 0 ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  weir_column_header_set_columns (WEIR_COLUMN_HEADER (fixture->header), fixture->columns);
  weir_column_header_set_unit (WEIR_COLUMN_HEADER (fixture->header), 8);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_box_append (GTK_BOX (box), fixture->header);
  gtk_window_set_child (fixture->window, box);
  gtk_window_set_default_size (fixture->window, WIDTH, 200);
  gtk_window_present (fixture->window);
  app_wait (gtk_widget_get_width (fixture->header) > WIDTH / 2);
  app_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  app_destroy (fixture->window);
  app_settle ();
  g_object_unref (fixture->columns);
}

static GtkWidget *
get_title (Fixture *fixture, guint index)
{
  GtkWidget *title = gtk_widget_get_first_child (fixture->header);

  for (; title != NULL; title = gtk_widget_get_next_sibling (title))
    if (WEIR_IS_COLUMN_TITLE (title) && index-- == 0)
      break;
  g_assert_nonnull (title);
  return title;
}

/* The heads are where the cells are, from the side at which lines start. */
static void
check_places (Fixture *fixture, gboolean is_rtl)
{
  int width = gtk_widget_get_width (fixture->header);
  guint n_cells;
  const WeirCell *cells = weir_columns_lay_out (fixture->columns, width, 8, &n_cells);

  for (guint i = 0; i < weir_columns_get_n (fixture->columns); i++)
    {
      const WeirCell *cell = NULL;
      graphene_rect_t bounds;
      double start;

      for (guint j = 0; j < n_cells; j++)
        if (cells[j].index == i)
          cell = &cells[j];
      g_assert_cmpint (gtk_widget_get_child_visible (get_title (fixture, i)), ==, cell != NULL);
      if (cell == NULL)
        continue;
      g_assert_true (gtk_widget_compute_bounds (get_title (fixture, i), fixture->header, &bounds));
      start = is_rtl ? width - bounds.origin.x - bounds.size.width : bounds.origin.x;
      g_assert_cmpfloat (start, <=, cell->x);
      g_assert_cmpfloat (start, >=, cell->x - 12);
    }
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  check_places (fixture, GPOINTER_TO_INT (data) != 0);
  weir_columns_move (fixture->columns, 6, 2);
  weir_columns_add_path (fixture->columns, "$.user.name");
  weir_columns_set_shown (fixture->columns, 0, FALSE);
  app_settle ();
  app_wait (!gtk_widget_get_child_visible (get_title (fixture, 0)));
  check_places (fixture, GPOINTER_TO_INT (data) != 0);
}

static gboolean
press (Fixture *fixture, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->header);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &taken);
    }
  app_settle ();
  return taken;
}

static gboolean
has_focus (Fixture *fixture, guint index)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window)) == get_title (fixture, index);
}

/* The arrows go the way they point, in both directions of writing. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  gboolean is_rtl = GPOINTER_TO_INT (data) != 0;
  guint forward = is_rtl ? GDK_KEY_Left : GDK_KEY_Right;
  guint back = is_rtl ? GDK_KEY_Right : GDK_KEY_Left;
  double width = weir_columns_get_width (fixture->columns, 1);

  gtk_widget_grab_focus (get_title (fixture, 0));
  g_assert_true (press (fixture, forward, 0));
  g_assert_true (has_focus (fixture, 1));
  g_assert_true (press (fixture, forward, GDK_SHIFT_MASK));
  g_assert_true (press (fixture, forward, GDK_SHIFT_MASK));
  g_assert_cmpfloat (weir_columns_get_width (fixture->columns, 1), ==, width + 2);
  g_assert_true (press (fixture, back, GDK_SHIFT_MASK));
  g_assert_cmpfloat (weir_columns_get_width (fixture->columns, 1), ==, width + 1);

  /* The time goes behind the gap, and the focus with it. */
  g_assert_true (press (fixture, forward, GDK_CONTROL_MASK));
  g_assert_cmpint (weir_columns_get (fixture->columns, 1)->kind, ==, WEIR_COLUMN_GAP);
  g_assert_cmpint (weir_columns_get (fixture->columns, 2)->kind, ==, WEIR_COLUMN_TIME);
  g_assert_true (has_focus (fixture, 2));
  g_assert_false (press (fixture, GDK_KEY_Up, 0));
  g_assert_false (press (fixture, GDK_KEY_F10, 0));
}

/* What has no head in view is passed over. */
static void
test_keys_pass_over (Fixture *fixture, gconstpointer data)
{
  weir_columns_set_shown (fixture->columns, 1, FALSE);
  gtk_widget_grab_focus (get_title (fixture, 0));
  press (fixture, GDK_KEY_Right, 0);
  g_assert_true (has_focus (fixture, 2));
  press (fixture, GDK_KEY_Left, 0);
  press (fixture, GDK_KEY_Left, 0);
  g_assert_true (has_focus (fixture, 0));
}

static void
test_menu (Fixture *fixture, gconstpointer data)
{
  GtkWidget *menu = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (fixture->header); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child))
      menu = child;
  g_assert_nonnull (menu);
  gtk_widget_grab_focus (get_title (fixture, 0));
  g_assert_true (press (fixture, GDK_KEY_Menu, 0));
  app_wait (gtk_widget_get_mapped (menu));
  gtk_popover_popdown (GTK_POPOVER (menu));

  /* It opened: its actions are those of the columns. */
  g_assert_true (gtk_widget_activate_action (fixture->header, "columns.show-5", NULL));
  g_assert_false (weir_columns_get (fixture->columns, 5)->shown);
  g_assert_true (gtk_widget_activate_action (fixture->header, "columns.show-5", NULL));
  g_assert_true (weir_columns_get (fixture->columns, 5)->shown);
  g_assert_true (gtk_widget_activate_action (fixture->header, "columns.show-5", NULL));
  g_assert_true (weir_columns_add_path (fixture->columns, "$.a"));
  g_assert_true (gtk_widget_activate_action (fixture->header, "columns.remove-path", "u", 99));
  g_assert_true (gtk_widget_activate_action (fixture->header, "columns.remove-path", "u", 6));
  g_assert_cmpuint (weir_columns_get_n (fixture->columns), ==, 7);
  g_assert_true (gtk_widget_activate_action (fixture->header, "columns.reset", NULL));
  g_assert_true (weir_columns_get (fixture->columns, 5)->shown);
}

static void
enter_path (Fixture *fixture, GtkWidget *popover, const char *path)
{
  gtk_editable_set_text (GTK_EDITABLE (app_find_by_type (popover, GTK_TYPE_ENTRY)), path);
  g_signal_emit_by_name (app_find_by_type (popover, GTK_TYPE_BUTTON), "clicked");
  app_settle ();
}

static void
test_adds_path (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover = app_find_by_type (fixture->header, WEIR_TYPE_PATH_POPOVER);
  GtkWidget *entry = app_find_by_type (popover, GTK_TYPE_ENTRY);

  g_assert_true (gtk_widget_activate_action (fixture->header, "columns.add-path", NULL));
  app_wait (gtk_widget_get_mapped (popover));
  g_assert_false (gtk_widget_get_sensitive (app_find_by_type (popover, GTK_TYPE_BUTTON)));
  enter_path (fixture, popover, "a..b");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_true (gtk_widget_get_visible (popover));
  g_assert_cmpuint (weir_columns_get_n (fixture->columns), ==, 7);
  /* The "$." may be left out. */
  enter_path (fixture, popover, " user.name ");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  app_wait (!gtk_widget_get_mapped (popover));
  g_assert_cmpstr (weir_columns_get (fixture->columns, 6)->path, ==, "$.user.name");

  gtk_widget_activate_action (fixture->header, "columns.add-path", NULL);
  app_wait (gtk_widget_get_mapped (popover));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  enter_path (fixture, popover, "[0]");
  g_assert_cmpstr (weir_columns_get (fixture->columns, 7)->path, ==, "$[0]");
}

static void
test_labels (Fixture *fixture, gconstpointer data)
{
  gtk_test_accessible_assert_property (get_title (fixture, 2), GTK_ACCESSIBLE_PROPERTY_LABEL, "Gap since the row before");
  gtk_test_accessible_assert_property (app_find_by_type (fixture->header, GTK_TYPE_MENU_BUTTON), GTK_ACCESSIBLE_PROPERTY_LABEL, "Columns");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (get_title (fixture, 0)), ==, "Row number");
}

static GtkEventController *
find_drag (Fixture *fixture)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->header);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return controller;
    }
  g_assert_not_reached ();
  return NULL;
}

/* Drags from @from to @to, px from the side at which lines start, in steps. */
static void
drag (Fixture *fixture, gboolean is_rtl, int from, int to)
{
  GtkEventController *controller = find_drag (fixture);
  int width = gtk_widget_get_width (fixture->header);
  double sign = is_rtl ? -1 : 1;

  g_signal_emit_by_name (controller, "drag-begin", (double) (is_rtl ? width - from : from), 5.0);
  for (int i = 1; i <= 10; i++)
    {
      g_signal_emit_by_name (controller, "drag-update", sign * (to - from) * i / 10.0, 0.0);
      app_settle ();
    }
  g_signal_emit_by_name (controller, "drag-end", sign * (to - from), 0.0);
}

static const WeirCell *
get_cell (Fixture *fixture, WeirColumnKind kind)
{
  guint n_cells;
  const WeirCell *cells = weir_columns_lay_out (fixture->columns, gtk_widget_get_width (fixture->header), 8, &n_cells);

  for (guint i = 0; i < n_cells; i++)
    if (weir_columns_get (fixture->columns, cells[i].index)->kind == kind)
      return &cells[i];
  g_assert_not_reached ();
  return NULL;
}

static void
count (guint *n)
{
  ++*n;
}

static void
test_drag_resizes (Fixture *fixture, gconstpointer data)
{
  gboolean is_rtl = GPOINTER_TO_INT (data) != 0;
  WeirCell event = *get_cell (fixture, WEIR_COLUMN_EVENT);
  int edge = event.x + event.width + 6;
  guint n_written = 0;

  g_signal_connect_swapped (fixture->columns, "notify::state", G_CALLBACK (count), &n_written);
  drag (fixture, is_rtl, edge, edge + 40);
  g_assert_cmpint (get_cell (fixture, WEIR_COLUMN_EVENT)->width, ==, event.width + 40);
  g_assert_cmpint (get_cell (fixture, WEIR_COLUMN_EVENT)->x, ==, event.x);
  g_assert_cmpuint (n_written, ==, 1);
  /* No further than the others have room, and not to nothing. */
  drag (fixture, is_rtl, edge + 40, edge + 3000);
  g_assert_cmpint (get_cell (fixture, WEIR_COLUMN_SIZE)->width, >, 0);
  event = *get_cell (fixture, WEIR_COLUMN_EVENT);
  drag (fixture, is_rtl, event.x + event.width + 6, 0);
  g_assert_cmpint (get_cell (fixture, WEIR_COLUMN_EVENT)->width, ==, 24);

  /* Behind the data an edge is at the other side. */
  weir_columns_move (fixture->columns, 6, 2);
  app_settle ();
  event = *get_cell (fixture, WEIR_COLUMN_ID);
  drag (fixture, is_rtl, event.x - 6, event.x - 46);
  g_assert_cmpint (get_cell (fixture, WEIR_COLUMN_ID)->width, ==, event.width + 40);
}

static void
test_drag_moves (Fixture *fixture, gconstpointer data)
{
  gboolean is_rtl = GPOINTER_TO_INT (data) != 0;
  WeirCell event = *get_cell (fixture, WEIR_COLUMN_EVENT);

  /* A press that hardly moves does nothing. */
  drag (fixture, is_rtl, event.x + 20, event.x + 22);
  g_assert_cmpint (weir_columns_get (fixture->columns, 3)->kind, ==, WEIR_COLUMN_EVENT);
  drag (fixture, is_rtl, event.x + 20, 16);
  g_assert_cmpint (weir_columns_get (fixture->columns, 0)->kind, ==, WEIR_COLUMN_EVENT);
  event = *get_cell (fixture, WEIR_COLUMN_EVENT);
  drag (fixture, is_rtl, event.x + 20, WIDTH - 40);
  g_assert_cmpint (weir_columns_get (fixture->columns, 6)->kind, ==, WEIR_COLUMN_EVENT);
  /* Beside the heads there is nothing to drag. */
  drag (fixture, is_rtl, 2, 300);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add ("/column-header/" name, Fixture, NULL, set_up, function, tear_down)
#define ADD_RTL(name, function) g_test_add ("/column-header/rtl-" name, Fixture, GINT_TO_POINTER (1), set_up, function, tear_down)
  ADD ("places", test_places);
  ADD_RTL ("places", test_places);
  ADD ("keys", test_keys);
  ADD_RTL ("keys", test_keys);
  ADD ("keys-pass-over", test_keys_pass_over);
  ADD ("menu", test_menu);
  ADD ("adds-path", test_adds_path);
  ADD ("labels", test_labels);
  ADD ("drag-resizes", test_drag_resizes);
  ADD_RTL ("drag-resizes", test_drag_resizes);
  ADD ("drag-moves", test_drag_moves);
  ADD_RTL ("drag-moves", test_drag_moves);
  return g_test_run ();
}
