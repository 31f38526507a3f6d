/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-page.h"
#include "weir-served-item.h"
#include "weir-settings.h"
#include "weir-stream-page-private.h"
#include "window-fixture.h"

#include <gtksourceview/gtksource.h>

/* Letters twice as large as usual: nothing is cut off at the window's edge. */

#define RECORDING                                                                                                                          \
  ":@ weir 1\n:@ recorded 2026-11-21T14:22:18.463275Z\n:@ connect 1\n:@ open\n"                                                            \
  "event: tick\nid: 1\ndata: {\"sym\": \"ABC\", \"px\": 10.25, \"flags\": [\"late\"]}\n\nevent: trade\ndata: two\n\n"                      \
  "event: heartbeat\ndata: three\n\ndata: four\n\n"
#define SCRIPT ":@ weir 1\n:@ title Ticks\n:@ on /ticks\n:@ expect last-event-id=1\n:@ evry 1s\ndta: x\ndata: tick\n\n:@ hold\n"

/* A header's lies over the window's. */
#define FRAME 1

#define HEAD_ONLY ":@ weir 1\n:@ title Of many words\n:@ on /ticks\n"

static void
set_up (WindowFixture *self, gconstpointer data)
{
  const int *size = data;
  g_autoptr (GSettings) settings = weir_settings_new ();

  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", "gtk-xft-dpi", size[2] * 96 * 1024, NULL);
  g_settings_set_int (settings, "window-width", size[0]);
  g_settings_set_int (settings, "window-height", size[1]);
  window_set_up (self, NULL);
}

/* Scrolled things may go on beyond what is seen of them. */
static gboolean
may_go_on (GtkWidget *widget)
{
  return GTK_IS_VIEWPORT (widget) || GTK_IS_SCROLLABLE (widget) || GTK_IS_NATIVE (widget) || GTK_IS_TEXT (widget);
}

static void
check_inside (GtkWidget *widget, GtkWidget *root)
{
  const float width = (float) gtk_widget_get_width (root), height = (float) gtk_widget_get_height (root);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;

      if (!gtk_widget_get_mapped (child) || GTK_IS_NATIVE (child) || GTK_IS_SCROLLBAR (child))
        continue;
      g_assert_true (gtk_widget_compute_bounds (child, root, &bounds));
      if (bounds.origin.x < -FRAME || bounds.origin.y < -FRAME || bounds.origin.x + bounds.size.width > width + FRAME ||
          bounds.origin.y + bounds.size.height > height + FRAME)
        g_error ("A %s in a %s is at %g, %g, %g x %g: outside of %g x %g", G_OBJECT_TYPE_NAME (child), G_OBJECT_TYPE_NAME (widget),
                 (double) bounds.origin.x, (double) bounds.origin.y, (double) bounds.size.width, (double) bounds.size.height,
                 (double) width, (double) height);
      if (!may_go_on (child))
        check_inside (child, root);
    }
}

/* The window is as large as was asked for, and all of it is in sight. */
static void
check_window (WindowFixture *self, const int *size)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  int least;

  app_draw (window);
  app_draw (window);
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_test_message ("at least %d px wide", least);
  g_assert_cmpint (least, <=, size[0]);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, size[0], &least, NULL, NULL, NULL);
  g_test_message ("at least %d px high", least);
  g_assert_cmpint (least, <=, size[1]);
  g_assert_cmpint (gtk_widget_get_width (window), <=, size[0]);
  g_assert_cmpint (gtk_widget_get_height (window), <=, size[1]);
  check_inside (window, window);
}

static void
test_first_page (WindowFixture *self, gconstpointer data)
{
  check_window (self, data);
}

static void
show_timeline (WeirStreamPage *page, gboolean shown)
{
  g_action_group_change_action_state (weir_stream_page_get_actions (page), "timeline", g_variant_new_boolean (shown));
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (page->timeline)) == shown);
}

static WeirStreamPage *
open_recording (WindowFixture *self, const char *text)
{
  WeirStreamPage *page;
  g_autofree char *path = scratch_write (self->scratch, "friday.eventstream", text);

  weir_window_open_path (self->window, path);
  app_wait (weir_window_get_item (self->window) != NULL);
  page = WEIR_STREAM_PAGE (window_get_page (self));
  app_wait (page->rows != NULL && weir_page_rows_get_n_shown (page->rows) > 4);

  return page;
}

static void
show_details (WeirStreamPage *page)
{
  g_assert_true (weir_event_view_select_row (page->events, 3));
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (page->detail)));
}

static void
test_stream_page (WindowFixture *self, gconstpointer data)
{
  WeirStreamPage *page = open_recording (self, RECORDING);

  show_timeline (page, TRUE);
  check_window (self, data);
  /* With the notice all at once wants some more height. */
  show_timeline (page, *(const int *) data >= 1000);
  show_details (page);
  check_window (self, data);
}

static void
test_all_at_once (WindowFixture *self, gconstpointer data)
{
  WeirStreamPage *page = open_recording (self, RECORDING ":@ ended cut\n");

  show_timeline (page, TRUE);
  show_details (page);
  check_window (self, data);
}

static void
show_mock (WindowFixture *self, const char *action, const char *parameter)
{
  GActionGroup *actions = weir_mock_page_get_actions (WEIR_MOCK_PAGE (window_get_page (self)));

  g_action_group_activate_action (actions, action, parameter != NULL ? g_variant_new_string (parameter) : NULL);
}

static void
test_mock_page (WindowFixture *self, gconstpointer data)
{
  g_autoptr (WeirMockItem) mock = weir_mock_item_new (NULL, SCRIPT);
  g_autoptr (WeirMockItem) other = weir_mock_item_new (NULL, HEAD_ONLY);
  g_autofree char *path = scratch_write (self->scratch, "friday.eventstream", RECORDING);

  /* A page that is shown later comes up at the size that the window has. */
  weir_window_open_path (self->window, path);
  app_draw (GTK_WIDGET (self->window));
  weir_window_serve (self->window, other);
  app_draw (GTK_WIDGET (self->window));
  weir_window_add_mock (self->window, mock);
  check_window (self, data);
  show_mock (self, "run", NULL);
  show_mock (self, "find", NULL);
  check_window (self, data);
  show_mock (self, "view", "clients");
  check_window (self, data);
}

static void
test_shrinks (WindowFixture *self, gconstpointer data)
{
  static const int small[] = { 420, 720 };
  g_autofree char *path = scratch_write (self->scratch, "friday.eventstream", RECORDING);

  weir_window_open_path (self->window, path);
  app_draw (GTK_WIDGET (self->window));
  gtk_window_set_default_size (GTK_WINDOW (self->window), small[0], small[1]);
  app_wait (gtk_widget_get_width (GTK_WIDGET (self->window)) <= small[0]);
  check_window (self, small);
}

int
main (int argc, char **argv)
{
  static const int usual[] = { 1040, 720, 1 };
  /* The last one with letters of the usual size. */
  static const int sizes[][3] = { { 1040, 720, 2 }, { 800, 600, 2 }, { 420, 720, 1 } };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *first = g_strdup_printf ("/large-text/first-page/%d", sizes[i][0]);
      g_autofree char *stream = g_strdup_printf ("/large-text/stream-page/%d", sizes[i][0]);
      g_autofree char *all = g_strdup_printf ("/large-text/all-at-once/%d", sizes[i][0]);
      g_autofree char *mock = g_strdup_printf ("/large-text/mock-page/%d", sizes[i][0]);

      g_test_add (first, WindowFixture, sizes[i], set_up, test_first_page, window_tear_down);
      g_test_add (stream, WindowFixture, sizes[i], set_up, test_stream_page, window_tear_down);
      g_test_add (all, WindowFixture, sizes[i], set_up, test_all_at_once, window_tear_down);
      g_test_add (mock, WindowFixture, sizes[i], set_up, test_mock_page, window_tear_down);
    }

  g_test_add ("/large-text/shrinks", WindowFixture, usual, set_up, test_shrinks, window_tear_down);

  return g_test_run ();
}
