/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "weir-code-line.h"
#include "weir-detail-export.h"
#include "weir-detail-text.h"
#include "weir-detail-tree.h"
#include "weir-excerpt.h"
#include "weir-growing-list.h"

#include <gtksourceview/gtksource.h>

typedef struct
{
  WeirApplication *application;
  GtkWidget *window;
} Fixture;

static void
fixture_init (Fixture *self, GtkWidget *child)
{
  self->application = app_start ();
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 600, 300);
  gtk_window_set_child (GTK_WINDOW (self->window), child);
  gtk_window_present (GTK_WINDOW (self->window));
  app_wait (gtk_widget_get_mapped (child));
}

static void
fixture_clear (Fixture *self)
{
  app_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->application);
}

static GtkTextBuffer *
get_buffer (GtkWidget *text)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (app_find_by_type (text, GTK_SOURCE_TYPE_VIEW)));
}

static char *
dup_shown (GtkWidget *text)
{
  char *shown;

  g_object_get (get_buffer (text), "text", &shown, NULL);
  return shown;
}

/* Of a text of many lines or of one: every byte of it can be come to, and no part is longer than it may be. */
static void
test_every_part (gconstpointer separator)
{
  GtkWidget *text = g_object_new (WEIR_TYPE_DETAIL_TEXT, NULL);
  GtkWidget *part = app_find_by_type (text, GTK_TYPE_SPIN_BUTTON);
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  double n;
  Fixture self;

  for (guint i = 0; whole->len < 5 * WEIR_EXCERPT_PART + 10000; i++)
    g_string_append_printf (whole, "%u%s", i, (const char *) separator);
  bytes = g_bytes_new (whole->str, whole->len);
  fixture_init (&self, text);
  weir_detail_text_set_text (WEIR_DETAIL_TEXT (text), bytes, FALSE);
  g_assert_true (gtk_widget_get_mapped (part));
  gtk_spin_button_get_range (GTK_SPIN_BUTTON (part), NULL, &n);
  g_assert_cmpint ((int) n, ==, 6);
  for (int i = 1; i <= (int) n; i++)
    {
      g_autofree char *shown = NULL;

      gtk_spin_button_set_value (GTK_SPIN_BUTTON (part), i);
      shown = dup_shown (text);
      g_assert_cmpuint (strlen (shown), <=, WEIR_EXCERPT_PART + 2 * 4096);
      if (i < (int) n && g_str_has_suffix (shown, WEIR_EXCERPT_SIGN))
        shown[strlen (shown) - strlen (WEIR_EXCERPT_SIGN)] = '\0';
      g_string_append (seen, shown);
    }
  g_string_replace (seen, WEIR_EXCERPT_SIGN "\n", "", 0);
  g_assert_true (g_str_equal (seen->str, whole->str));

  /* Another text begins at its beginning; a short one has no parts. */
  g_bytes_unref (bytes);
  bytes = g_bytes_new_static ("short", 5);
  weir_detail_text_set_text (WEIR_DETAIL_TEXT (text), bytes, FALSE);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (part)), ==, 1);
  app_wait (!gtk_widget_get_mapped (part));
  fixture_clear (&self);
}

static gboolean
is_coloured (GtkWidget *text)
{
  return gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (get_buffer (text))) != NULL;
}

/* A long line is not coloured: that costs its length squared. The parts before and after it are. */
static void
test_colours (void)
{
  GtkWidget *text = g_object_new (WEIR_TYPE_DETAIL_TEXT, NULL);
  GtkWidget *part = app_find_by_type (text, GTK_TYPE_SPIN_BUTTON);
  g_autoptr (GString) json = g_string_new ("[\n");
  g_autoptr (GBytes) bytes = NULL;
  Fixture self;

  while (json->len < WEIR_EXCERPT_PART + 100)
    g_string_append (json, "  1,\n");
  g_string_append_c (json, '"');
  while (json->len < WEIR_EXCERPT_PART + 5000)
    g_string_append_c (json, 'x');
  g_string_append (json, "\",\n");
  while (json->len < 3 * WEIR_EXCERPT_PART)
    g_string_append (json, "  2,\n");
  bytes = g_bytes_new (json->str, json->len);
  fixture_init (&self, text);
  weir_detail_text_set_text (WEIR_DETAIL_TEXT (text), bytes, TRUE);
  g_assert_true (is_coloured (text));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (part), 2);
  g_assert_false (is_coloured (text));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (part), 3);
  g_assert_true (is_coloured (text));
  weir_detail_text_set_text (WEIR_DETAIL_TEXT (text), bytes, FALSE);
  g_assert_false (is_coloured (text));
  fixture_clear (&self);
}

static GListModel *
make_rows (guint n)
{
  GtkStringList *rows = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (rows, "row");
  return G_LIST_MODEL (rows);
}

/* No turn of the main loop adds more rows than are seen, until there are as many as widgets are made for. */
static void
test_growing (void)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (NULL);
  g_autoptr (GListModel) rows = make_rows (1000);
  g_autoptr (GListModel) few = make_rows (7);
  GListModel *shown = G_LIST_MODEL (selection);
  guint n = WEIR_GROWING_LIST_STEP, deadline;
  Fixture self;

  fixture_init (&self, scroller);
  weir_growing_list_show (GTK_SCROLLED_WINDOW (scroller), selection, rows);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, WEIR_GROWING_LIST_STEP);
  deadline = app_begin_wait ("all rows");
  while (g_list_model_get_n_items (shown) < 1000)
    {
      g_main_context_iteration (NULL, TRUE);
      if (n <= 200)
        g_assert_cmpuint (g_list_model_get_n_items (shown), <=, n + WEIR_GROWING_LIST_STEP);
      n = g_list_model_get_n_items (shown);
    }
  g_source_remove (deadline);

  /* Others in the middle of it. */
  weir_growing_list_show (GTK_SCROLLED_WINDOW (scroller), selection, rows);
  weir_growing_list_show (GTK_SCROLLED_WINDOW (scroller), selection, few);
  app_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 7);
  weir_growing_list_show (GTK_SCROLLED_WINDOW (scroller), selection, rows);
  weir_growing_list_show (GTK_SCROLLED_WINDOW (scroller), selection, NULL);
  app_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 0);
  fixture_clear (&self);
}

/* @n: counts those in sight */
static void
check_lines (GtkWidget *widget, GtkWidget *list, guint *n)
{
  graphene_rect_t bounds;

  if (WEIR_IS_CODE_LINE (widget) && gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, list, &bounds) &&
      bounds.origin.y + bounds.size.height > 0 && bounds.origin.y < (float) gtk_widget_get_height (list))
    {
      g_assert_true (weir_code_line_is_drawn (WEIR_CODE_LINE (widget)));
      ++*n;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_lines (child, list, n);
}

/* Lines draw themselves where they are seen: all that come into sight have to. */
static void
check_scrolling (GtkWidget *view)
{
  GtkWidget *list = app_find_by_type (view, GTK_TYPE_LIST_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  app_wait (gtk_widget_get_mapped (list) && gtk_adjustment_get_upper (adjustment) > 10 * gtk_adjustment_get_page_size (adjustment));
  for (double at = 0; at < gtk_adjustment_get_upper (adjustment); at += gtk_adjustment_get_page_size (adjustment) / 2)
    {
      guint n = 0;

      gtk_adjustment_set_value (adjustment, at);
      app_draw (view);
      check_lines (view, list, &n);
      g_assert_cmpuint (n, >=, 5);
    }
}

static void
test_tree_scrolls (void)
{
  GtkWidget *tree = g_object_new (WEIR_TYPE_DETAIL_TREE, NULL);
  g_autoptr (GString) json = g_string_new ("[0");
  g_autoptr (GBytes) bytes = NULL;
  Fixture self;

  for (guint i = 1; i < 200; i++)
    g_string_append_printf (json, ",%u", i);
  g_string_append_c (json, ']');
  bytes = g_bytes_new (json->str, json->len);
  fixture_init (&self, tree);
  weir_detail_tree_set_text (WEIR_DETAIL_TREE (tree), bytes);
  check_scrolling (tree);
  fixture_clear (&self);
}

static void
check_from_left (GtkWidget *expander)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (expander); child != NULL; child = gtk_widget_get_next_sibling (child), n++)
    g_assert_cmpint (gtk_widget_get_direction (child), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpuint (n, >=, 2);
}

/* The triangle before what can be expanded points where it stands in the tree, which is read from the left everywhere. */
static void
test_tree_from_left (void)
{
  GtkWidget *tree;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{\"a\":{\"b\":1}}", 13);
  Fixture self;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  tree = g_object_new (WEIR_TYPE_DETAIL_TREE, NULL);
  fixture_init (&self, tree);
  weir_detail_tree_set_text (WEIR_DETAIL_TREE (tree), bytes);
  app_wait (app_find_by_type (tree, GTK_TYPE_TREE_EXPANDER) != NULL);
  check_from_left (app_find_by_type (tree, GTK_TYPE_TREE_EXPANDER));
  fixture_clear (&self);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
on_text_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

static char *
read_text (GtkWidget *widget)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_text_read, &text);
  app_wait (text != NULL);
  return text;
}

static void
on_bytes_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);

  g_assert_nonnull (stream);
  *(GBytes **) user_data = g_input_stream_read_bytes (stream, 1000, NULL, NULL);
}

/* Bytes that are no text are there as they are, too. */
static void
test_copy_bytes (void)
{
  static const char *const octets[] = { "application/octet-stream", NULL };
  GtkWidget *widget = gtk_label_new ("");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\0b\xff", 4);
  g_autoptr (GBytes) plain = g_bytes_new_static ("é", 2);
  g_autoptr (GBytes) read = NULL;
  g_autofree char *text = NULL, *other = NULL;
  Fixture self;

  fixture_init (&self, widget);
  weir_detail_copy (widget, bytes);
  text = read_text (widget);
  g_assert_cmpstr (text, ==, "a␀b\xef\xbf\xbd");
  gdk_clipboard_read_async (gtk_widget_get_clipboard (widget), (const char **) octets, G_PRIORITY_DEFAULT, NULL, on_bytes_read, &read);
  app_wait (read != NULL);
  g_assert_true (g_bytes_equal (read, bytes));

  weir_detail_copy (widget, plain);
  other = read_text (widget);
  g_assert_cmpstr (other, ==, "é");
  g_assert_false (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (gtk_widget_get_clipboard (widget)), octets[0]));
  fixture_clear (&self);
}

/* Ten megabytes come when they have been looked through, unless something else was copied meanwhile. */
static void
test_copy_much (void)
{
  GtkWidget *widget = gtk_label_new ("");
  g_autofree char *much = g_strnfill (10u * 1024 * 1024, 'x');
  g_autoptr (GBytes) bytes = g_bytes_new_static (much, strlen (much));
  g_autoptr (GBytes) little = g_bytes_new_static ("little", 6);
  g_autofree char *text = NULL, *last = NULL;
  GdkClipboard *clipboard;
  GdkContentProvider *before;
  Fixture self;

  fixture_init (&self, widget);
  clipboard = gtk_widget_get_clipboard (widget);
  weir_detail_copy (widget, little);
  before = gdk_clipboard_get_content (clipboard);
  weir_detail_copy (widget, bytes);
  app_wait (gdk_clipboard_get_content (clipboard) != before);
  text = read_text (widget);
  g_assert_true (g_str_equal (text, much));

  weir_detail_copy (widget, bytes);
  weir_detail_copy (widget, little);
  before = gdk_clipboard_get_content (clipboard);
  /* What is done in threads comes in order of their number at the latest: another one after it. */
  weir_detail_copy (widget, bytes);
  app_wait (gdk_clipboard_get_content (clipboard) != before);
  weir_detail_copy (widget, little);
  for (guint i = 0; i < 20; i++)
    app_settle ();
  last = read_text (widget);
  g_assert_cmpstr (last, ==, "little");
  fixture_clear (&self);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/detail-parts/lines", "\n", test_every_part);
  g_test_add_data_func ("/detail-parts/one-line", " ", test_every_part);
  g_test_add_func ("/detail-parts/colours", test_colours);
  g_test_add_func ("/detail-parts/growing", test_growing);
  g_test_add_func ("/detail-parts/tree-from-left", test_tree_from_left);
  g_test_add_func ("/detail-parts/tree-scrolls", test_tree_scrolls);
  g_test_add_func ("/detail-parts/copy-bytes", test_copy_bytes);
  g_test_add_func ("/detail-parts/copy-much", test_copy_much);
  return g_test_run ();
}
