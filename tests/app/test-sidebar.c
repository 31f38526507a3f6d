/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "weir-sidebar-row.h"
#include "weir-sidebar.h"
#include "weir-stream-item.h"

typedef struct
{
  GtkWindow *window;
  WeirSidebar *sidebar;
  WeirSidebarItem *asked; /* what the last signal was about */
  guint n_selected;
} Fixture;

static void
on_asked (Fixture *fixture, WeirSidebarItem *item)
{
  fixture->asked = item;
}

static void
on_selected (Fixture *fixture)
{
  fixture->n_selected++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->sidebar = g_object_new (WEIR_TYPE_SIDEBAR, NULL);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->sidebar));
  gtk_window_set_default_size (fixture->window, 240, 400);
  gtk_window_present (fixture->window);
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
  g_signal_connect_swapped (fixture->sidebar, "close", G_CALLBACK (on_asked), fixture);
  g_signal_connect_swapped (fixture->sidebar, "duplicate", G_CALLBACK (on_asked), fixture);
  g_signal_connect_swapped (fixture->sidebar, "notify::selected", G_CALLBACK (on_selected), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  app_destroy (fixture->window);
  app_settle ();
}

static WeirSidebarItem *
add (Fixture *fixture, WeirSection section, const char *title)
{
  GtkWidget *page = gtk_label_new (NULL);
  g_autoptr (WeirSidebarItem) item = g_object_new (WEIR_TYPE_SIDEBAR_ITEM, "page", page, "section", section, "title", title, NULL);

  weir_sidebar_add (fixture->sidebar, item);
  return item;
}

static GtkListBoxRow *
get_row (Fixture *fixture, int position)
{
  GtkWidget *list = app_find_by_type (GTK_WIDGET (fixture->sidebar), GTK_TYPE_LIST_BOX);

  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), position);
}

/* What a row is headed with; NULL without a heading. */
static const char *
get_heading (Fixture *fixture, int position)
{
  GtkWidget *heading = gtk_list_box_row_get_header (get_row (fixture, position));

  return heading != NULL ? gtk_label_get_text (GTK_LABEL (heading)) : NULL;
}

static void
test_sections (Fixture *fixture, gconstpointer data)
{
  WeirSidebarItem *friday = add (fixture, WEIR_SECTION_RECORDINGS, "friday");
  WeirSidebarItem *prices = add (fixture, WEIR_SECTION_STREAMS, "prices");
  WeirSidebarItem *chat = add (fixture, WEIR_SECTION_STREAMS, "chat");

  g_assert_true (weir_sidebar_row_get_item (WEIR_SIDEBAR_ROW (get_row (fixture, 0))) == prices);
  g_assert_true (weir_sidebar_row_get_item (WEIR_SIDEBAR_ROW (get_row (fixture, 1))) == chat);
  g_assert_true (weir_sidebar_row_get_item (WEIR_SIDEBAR_ROW (get_row (fixture, 2))) == friday);
  g_assert_cmpstr (get_heading (fixture, 0), ==, "Streams");
  g_assert_null (get_heading (fixture, 1));
  g_assert_cmpstr (get_heading (fixture, 2), ==, "Recordings");
  weir_sidebar_remove (fixture->sidebar, prices);
  app_settle ();
  g_assert_cmpstr (get_heading (fixture, 0), ==, "Streams");
  g_assert_cmpstr (get_heading (fixture, 1), ==, "Recordings");
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  WeirSidebarItem *one = add (fixture, WEIR_SECTION_STREAMS, "one");
  WeirSidebarItem *two = add (fixture, WEIR_SECTION_STREAMS, "two");
  WeirSidebarItem *three = add (fixture, WEIR_SECTION_STREAMS, "three");

  g_assert_null (weir_sidebar_get_selected (fixture->sidebar));
  weir_sidebar_step (fixture->sidebar, -1);
  g_assert_true (weir_sidebar_get_selected (fixture->sidebar) == three);
  weir_sidebar_step (fixture->sidebar, 1);
  g_assert_true (weir_sidebar_get_selected (fixture->sidebar) == one);
  weir_sidebar_select_position (fixture->sidebar, 7);
  g_assert_true (weir_sidebar_get_selected (fixture->sidebar) == one);

  /* The row below takes its place; without one the row above. */
  weir_sidebar_remove (fixture->sidebar, one);
  g_assert_true (weir_sidebar_get_selected (fixture->sidebar) == two);
  weir_sidebar_select (fixture->sidebar, three);
  weir_sidebar_remove (fixture->sidebar, three);
  g_assert_true (weir_sidebar_get_selected (fixture->sidebar) == two);
  fixture->n_selected = 0;
  weir_sidebar_remove (fixture->sidebar, two);
  g_assert_null (weir_sidebar_get_selected (fixture->sidebar));
  g_assert_cmpuint (fixture->n_selected, >=, 1);
}

static void
test_row_shows_its_item (Fixture *fixture, gconstpointer data)
{
  WeirSidebarItem *item = add (fixture, WEIR_SECTION_STREAMS, "<b>prices");
  GtkWidget *row = GTK_WIDGET (get_row (fixture, 0));
  GtkWidget *mark = app_find_by_type (row, WEIR_TYPE_STATE_MARK);
  GtkWidget *note = app_find_by_class (row, "numeric");

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (app_find_by_type (row, GTK_TYPE_LABEL))), ==, "<b>prices");
  g_assert_false (gtk_widget_get_visible (note));
  g_object_set (item, "mark", WEIR_MARK_WAITING, "note", "in 2.1 s", NULL);
  g_assert_true (gtk_widget_get_visible (note));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (note)), ==, "in 2.1 s");
  g_assert_cmpint (weir_state_mark_get_mark (WEIR_STATE_MARK (mark)), ==, WEIR_MARK_WAITING);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
test_row_actions (Fixture *fixture, gconstpointer data)
{
  WeirSidebarItem *one = add (fixture, WEIR_SECTION_STREAMS, "one");
  WeirSidebarItem *two = add (fixture, WEIR_SECTION_STREAMS, "two");
  GtkWidget *row = GTK_WIDGET (get_row (fixture, 1));

  /* What a row is asked is done to it, selected or not. */
  weir_sidebar_select (fixture->sidebar, one);
  gtk_widget_activate_action (row, "row.close", NULL);
  g_assert_true (fixture->asked == two);
  fixture->asked = NULL;
  gtk_widget_activate_action (row, "row.duplicate", NULL);
  g_assert_null (fixture->asked);
  g_object_set (two, "can-duplicate", TRUE, NULL);
  gtk_widget_activate_action (row, "row.duplicate", NULL);
  g_assert_true (fixture->asked == two);
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  WeirSidebarItem *item = add (fixture, WEIR_SECTION_STREAMS, "one");
  GtkWidget *row = GTK_WIDGET (get_row (fixture, 0));
  GtkWidget *entry = app_find_by_type (row, GTK_TYPE_ENTRY);
  GtkWidget *popover = gtk_widget_get_ancestor (entry, GTK_TYPE_POPOVER);

  weir_sidebar_select (fixture->sidebar, item);
  weir_sidebar_rename_selected (fixture->sidebar);
  app_wait (gtk_widget_get_mapped (popover));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "one");
  gtk_editable_set_text (GTK_EDITABLE (entry), "  the first ");
  gtk_widget_activate_default (entry);
  app_wait (!gtk_widget_get_mapped (popover));
  g_assert_cmpstr (weir_sidebar_item_get_title (item), ==, "the first");
}

/* A name that is left as it was is none of its own: it goes on to follow the URL. */
static void
test_same_name (Fixture *fixture, gconstpointer data)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (WeirStream) stream = NULL;
  g_autoptr (WeirSidebarItem) item = NULL;
  GtkWidget *entry, *popover;

  options.url = "http://localhost/ticks";
  request = weir_request_new (&options, NULL);
  stream = weir_stream_new (request, NULL, NULL);
  item = weir_stream_item_new (stream, gtk_label_new (NULL), NULL);
  weir_sidebar_add (fixture->sidebar, item);
  weir_sidebar_select (fixture->sidebar, item);
  entry = app_find_by_type (GTK_WIDGET (get_row (fixture, 0)), GTK_TYPE_ENTRY);
  popover = gtk_widget_get_ancestor (entry, GTK_TYPE_POPOVER);
  weir_sidebar_rename_selected (fixture->sidebar);
  app_wait (gtk_widget_get_mapped (popover));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "ticks");
  gtk_widget_activate_default (entry);
  app_wait (!gtk_widget_get_mapped (popover));
  g_assert_false (weir_stream_has_own_title (stream));
}

/* NULL before the widget was drawn. */
static GskRenderNode *
draw (GdkPaintable *paintable)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), 16, 16);
  return gtk_snapshot_to_node (snapshot);
}

/* How much of each pixel is covered: the shape without its colour. */
static GByteArray *
draw_shape (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guchar *pixels = g_malloc (16 * 16 * 4);
  GByteArray *shape = g_byte_array_new ();
  GskRenderNode *node = NULL;

  app_wait ((node = draw (paintable)) != NULL);
  texture =
      gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node, &GRAPHENE_RECT_INIT (0, 0, 16, 16));
  gsk_render_node_unref (node);
  gdk_texture_download (texture, pixels, (gsize) 16 * 4);
  for (gsize i = 0; i < (gsize) 16 * 16; i++)
    g_byte_array_append (shape, &pixels[i * 4 + (G_BYTE_ORDER == G_LITTLE_ENDIAN ? 3 : 0)], 1);
  return shape;
}

/* Who sees no colours tells the states apart by their shapes. */
static void
test_marks (Fixture *fixture, gconstpointer data)
{
  GByteArray *shapes[WEIR_MARK_RECORDING + 1];

  for (int mark = 0; mark <= WEIR_MARK_RECORDING; mark++)
    {
      WeirSidebarItem *item = add (fixture, WEIR_SECTION_STREAMS, weir_mark_to_text ((WeirMark) mark));

      g_object_set (item, "mark", mark, NULL);
    }
  for (int mark = 0; mark <= WEIR_MARK_RECORDING; mark++)
    {
      shapes[mark] = draw_shape (app_find_by_type (GTK_WIDGET (get_row (fixture, mark)), WEIR_TYPE_STATE_MARK));
      for (int other = 0; other < mark; other++)
        {
          guint differing = 0;

          for (guint i = 0; i < shapes[mark]->len; i++)
            differing += ABS (shapes[mark]->data[i] - shapes[other]->data[i]) > 96;
          g_test_message ("%s, %s: %u pixels differ", weir_mark_to_text ((WeirMark) mark), weir_mark_to_text ((WeirMark) other), differing);
          g_assert_cmpuint (differing, >=, 6);
        }
    }
  for (int mark = 0; mark <= WEIR_MARK_RECORDING; mark++)
    g_byte_array_unref (shapes[mark]);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/sidebar/sections", Fixture, NULL, set_up, test_sections, tear_down);
  g_test_add ("/sidebar/selection", Fixture, NULL, set_up, test_selection, tear_down);
  g_test_add ("/sidebar/row-shows-its-item", Fixture, NULL, set_up, test_row_shows_its_item, tear_down);
  g_test_add ("/sidebar/row-actions", Fixture, NULL, set_up, test_row_actions, tear_down);
  g_test_add ("/sidebar/rename", Fixture, NULL, set_up, test_rename, tear_down);
  g_test_add ("/sidebar/same-name", Fixture, NULL, set_up, test_same_name, tear_down);
  g_test_add ("/sidebar/marks", Fixture, NULL, set_up, test_marks, tear_down);
  return g_test_run ();
}
