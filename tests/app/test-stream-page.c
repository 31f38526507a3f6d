/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "page-fixture.h"
#include "weir-settings.h"

/* Between a number and its unit. */
#define NBSP "\302\240"
/* Two ticks, a trade, a comment, a retry; then it stays open. */
#define FEW "event: tick\nid: 1\ndata: one\n\nevent: tick\ndata: two\n\nevent: trade\ndata: three\n\n: hello\n\nretry: 60000\n\n"
#define FEW_OPEN ":@ connect *\n" FEW ":@ hold\n"
#define FEW_CUT ":@ connect 1\n" FEW ":@ cut\n:@ connect *\nevent: tick\ndata: again\n\n:@ hold\n"

static guint64
get_shown (PageFixture *self)
{
  return self->page->rows != NULL ? weir_page_rows_get_n_shown (self->page->rows) : 0;
}

static gboolean
says (const char *text, const char *part)
{
  return strstr (text, part) != NULL;
}

/* Not for the head, which is told with the same word. */
static gboolean
is_waiting (PageFixture *self)
{
  return weir_stream_get_state (self->stream) == WEIR_SOURCE_WAITING && says (page_fixture_get_state (self), "as the server asks");
}

static void
test_open (void)
{
  PageFixture self;

  page_fixture_set_up (&self, FEW_OPEN, -1);
  page_fixture_show (&self, 900, 600);
  g_assert_cmpstr (page_fixture_get_body (&self), ==, "idle");
  g_assert_true (page_fixture_can (&self, "start"));
  g_assert_false (page_fixture_can (&self, "save"));

  page_fixture_act (&self, "start");
  app_wait (says (page_fixture_get_counts (&self), "3 events received · "));
  app_wait (says (page_fixture_get_state (&self), "last id 1" NBSP "· retry" NBSP "1" NBSP "min" NBSP "(server)"));
  g_assert_true (g_str_has_prefix (page_fixture_get_state (&self), "Open 00:00:0"));
  g_assert_true (says (page_fixture_get_state (&self), NBSP "· 200" NBSP "· "));
  g_assert_cmpstr (page_fixture_get_body (&self), ==, "rows");
  app_wait (stage_find_text (self.root, "tick") != NULL);
  g_assert_true (says (page_fixture_get_counts (&self), " · 0 dropped · "));
  g_assert_false (page_fixture_can (&self, "start"));
  g_assert_false (page_fixture_can (&self, "reconnect"));
  g_assert_true (page_fixture_can (&self, "cut"));

  page_fixture_act (&self, "stop");
  app_wait (g_str_has_prefix (page_fixture_get_state (&self), "Stopped"));
  /* That it was stopped is said once. */
  g_assert_cmpstr (page_fixture_get_state (&self), ==, "Stopped" NBSP "· last id 1");
  g_assert_true (page_fixture_can (&self, "start"));
  g_assert_false (page_fixture_can (&self, "stop"));
  g_assert_nonnull (stage_find_action (self.root, "stream.start"));
  page_fixture_tear_down (&self);
}

static void
test_waiting (void)
{
  PageFixture self;
  g_autofree char *before = NULL;

  page_fixture_set_up (&self, FEW_CUT, -1);
  page_fixture_show (&self, 900, 600);
  page_fixture_act (&self, "start");
  app_wait (is_waiting (&self));
  g_assert_true (says (page_fixture_get_state (&self), ", as the server asks" NBSP "· attempt" NBSP "2" NBSP "· "));
  g_assert_nonnull (stage_find_action (self.root, "stream.reconnect"));
  /* A minute is counted down by the second. */
  before = g_strdup (page_fixture_get_state (&self));
  app_wait (!g_str_equal (page_fixture_get_state (&self), before));
  g_assert_true (g_str_has_prefix (page_fixture_get_state (&self), "Waiting 5"));

  page_fixture_act (&self, "reconnect");
  app_wait (page_fixture_get_events (&self) == 4);
  app_wait (g_str_has_prefix (page_fixture_get_state (&self), "Open "));
  g_assert_true (says (page_fixture_get_state (&self), "1" NBSP "reconnect"));

  page_fixture_act (&self, "cut");
  app_wait (is_waiting (&self));
  page_fixture_tear_down (&self);
}

static void
test_filter (void)
{
  PageFixture self;
  guint64 all;

  page_fixture_set_up (&self, FEW_OPEN, -1);
  page_fixture_show (&self, 900, 600);
  page_fixture_act (&self, "start");
  app_wait (says (page_fixture_get_counts (&self), "3 events received · "));
  all = get_shown (&self);
  g_assert_cmpuint (all, >, 5);

  weir_filter_row_set_query (self.page->filter_row, "event:tick");
  app_wait (get_shown (&self) == 2);
  app_wait (says (page_fixture_get_counts (&self), " · 2 of "));
  weir_filter_row_set_query (self.page->filter_row, "nowhere");
  app_wait (stage_find_text (self.root, "No row matches") != NULL);
  page_fixture_act (&self, "show-all");
  app_wait (get_shown (&self) == all);
  app_wait (stage_find_text (self.root, "No row matches") == NULL);
  page_fixture_tear_down (&self);
}

static void
test_clear (void)
{
  PageFixture self;
  guint64 all;

  page_fixture_set_up (&self, FEW_CUT, -1);
  page_fixture_show (&self, 900, 600);
  page_fixture_act (&self, "start");
  app_wait (is_waiting (&self));
  app_wait (stage_find_text (self.root, "trade") != NULL);
  all = get_shown (&self);
  g_assert_true (weir_event_view_select_row (self.page->events, 3));
  g_assert_false (weir_event_view_get_following (self.page->events));

  page_fixture_act (&self, "clear");
  app_wait (get_shown (&self) == 0);
  app_wait (stage_find_text (self.root, "Cleared") != NULL);
  app_wait (stage_find_text (self.root, "trade") == NULL);
  app_wait (says (page_fixture_get_counts (&self), "3 events received · 0 of "));

  g_assert_true (weir_event_view_get_following (self.page->events));

  /* Only what came since is counted in the chips; undo brings all back. */
  page_fixture_act (&self, "reconnect");
  app_wait (page_fixture_get_events (&self) == 4 && get_shown (&self) > 0);
  app_wait (stage_find_text (self.root, "tick") != NULL);
  g_assert_null (stage_find_text (self.root, "trade"));
  stage_click_toast (self.root, "Undo");
  app_wait (get_shown (&self) > all);
  app_wait (stage_find_text (self.root, "trade") != NULL);
  g_assert_false (page_fixture_can (&self, "bring-back"));

  /* So does the menu, later, however often it was cleared. */
  page_fixture_act (&self, "clear");
  page_fixture_act (&self, "clear");
  app_wait (get_shown (&self) == 0);
  g_assert_true (page_fixture_can (&self, "bring-back"));
  page_fixture_act (&self, "bring-back");
  app_wait (get_shown (&self) > all);
  app_wait (stage_find_text (self.root, "trade") != NULL);
  g_assert_false (page_fixture_can (&self, "bring-back"));
  page_fixture_tear_down (&self);
}

static void
test_nothing_yet (void)
{
  PageFixture self;

  page_fixture_set_up (&self, ":@ connect *\n:@ hold\n", -1);
  page_fixture_show (&self, 900, 600);
  page_fixture_act (&self, "start");
  app_wait (stage_find_text (self.root, "Nothing has come yet") != NULL);
  page_fixture_tear_down (&self);
}

static void
test_detail (void)
{
  PageFixture self;
  GtkWidget *detail;

  page_fixture_set_up (&self, FEW_OPEN, -1);
  detail = GTK_WIDGET (self.page->detail);
  page_fixture_show (&self, 900, 600);
  page_fixture_act (&self, "start");
  app_wait (says (page_fixture_get_counts (&self), "3 events received · "));
  g_assert_false (gtk_widget_get_mapped (detail));

  /* Selecting opens it; who closed it is left alone, until a row is opened. */
  g_assert_true (weir_event_view_select_row (self.page->events, 3));
  app_wait (gtk_widget_get_mapped (detail));
  g_assert_false (weir_event_view_get_following (self.page->events));
  page_fixture_act (&self, "detail");
  app_wait (!gtk_widget_get_mapped (detail));
  g_assert_true (weir_event_view_select_row (self.page->events, 4));
  app_settle ();
  g_assert_false (gtk_widget_get_visible (detail));
  g_signal_emit_by_name (self.page->events, "row-activated", weir_event_view_get_selected (self.page->events));
  app_wait (gtk_widget_get_mapped (detail));
  page_fixture_tear_down (&self);
}

/* With the border. */
static int
get_detail_height (PageFixture *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self->page->detail))
             ? gtk_widget_get_height (GTK_WIDGET (self->page->paned)) - gtk_paned_get_position (self->page->paned)
             : 0;
}

/* What is shown is left to the next page. */
static void
test_layout_is_kept (void)
{
  g_autoptr (GSettings) settings = weir_settings_new ();
  PageFixture self;

  g_settings_set_int (settings, "detail-height", 200);
  page_fixture_set_up (&self, FEW_OPEN, -1);
  page_fixture_show (&self, 900, 700);
  page_fixture_act (&self, "start");
  app_wait (says (page_fixture_get_counts (&self), "3 events received · "));
  page_fixture_act (&self, "timeline");
  /* In one frame: the timeline takes its room from what the details were measured in. */
  g_assert_true (weir_event_view_select_row (self.page->events, 3));
  app_draw (self.root);
  app_draw (self.root);
  app_wait (get_detail_height (&self) == 200);
  gtk_paned_set_position (self.page->paned, gtk_paned_get_position (self.page->paned) - 50);
  app_wait (get_detail_height (&self) == 250);
  page_fixture_act (&self, "detail");
  page_fixture_tear_down (&self);
  g_assert_true (g_settings_get_boolean (settings, "timeline-shown"));
  g_assert_false (g_settings_get_boolean (settings, "detail-shown"));
  g_assert_cmpint (g_settings_get_int (settings, "detail-height"), ==, 250);

  page_fixture_set_up (&self, FEW_OPEN, -1);
  page_fixture_show (&self, 900, 700);
  page_fixture_act (&self, "start");
  app_wait (says (page_fixture_get_counts (&self), "3 events received · "));
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (self.page->timeline)));
  g_assert_true (weir_event_view_select_row (self.page->events, 3));
  app_settle ();
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self.page->detail)));
  page_fixture_act (&self, "detail");
  app_wait (get_detail_height (&self) == 250);
  page_fixture_tear_down (&self);
  g_assert_true (g_settings_get_boolean (settings, "detail-shown"));

  /* A row selected as soon as there is one, be there room or not. */
  page_fixture_set_up (&self, FEW_OPEN, -1);
  page_fixture_act (&self, "start");
  app_wait (page_fixture_get_events (&self) == 3);
  page_fixture_show (&self, 900, 700);
  app_wait (weir_event_view_select_row (self.page->events, 3));
  app_wait (get_detail_height (&self) == 250);
  page_fixture_tear_down (&self);
  g_settings_reset (settings, "timeline-shown");
  g_settings_reset (settings, "detail-height");
}

static void
test_follow (void)
{
  PageFixture self;

  page_fixture_set_up (&self, FEW_CUT, -1);
  page_fixture_show (&self, 900, 600);
  page_fixture_act (&self, "start");
  app_wait (is_waiting (&self));
  app_wait (says (page_fixture_get_counts (&self), "3 events received · "));
  g_assert_true (weir_event_view_get_following (self.page->events));
  g_assert_false (gtk_widget_get_visible (self.page->pill));

  page_fixture_act (&self, "follow");
  g_assert_false (weir_event_view_get_following (self.page->events));
  page_fixture_act (&self, "reconnect");
  app_wait (gtk_widget_get_mapped (self.page->pill));
  app_wait (weir_event_view_get_unseen (self.page->events) >= 4);
  g_assert_true (g_str_has_suffix (adw_button_content_get_label (self.page->pill_content), " new"));
  g_signal_emit_by_name (self.page->pill, "clicked");
  app_wait (weir_event_view_get_following (self.page->events));
  app_wait (!gtk_widget_get_mapped (self.page->pill));
  page_fixture_tear_down (&self);
}

static void
test_timeline (void)
{
  PageFixture self;
  WeirRow row;

  page_fixture_set_up (&self, FEW_OPEN, -1);
  page_fixture_show (&self, 900, 600);
  page_fixture_act (&self, "start");
  app_wait (says (page_fixture_get_counts (&self), "3 events received · "));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (self.page->timeline)));
  page_fixture_act (&self, "timeline");
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (self.page->timeline)));
  app_draw (self.root);
  g_assert_true (weir_recording_get_row (weir_stream_get_recording (self.stream), 4, &row));
  g_signal_emit_by_name (self.page->timeline, "time-activated", row.time_us);
  g_assert_false (weir_event_view_get_following (self.page->events));
  page_fixture_act (&self, "timeline");
  app_wait (!gtk_widget_get_mapped (GTK_WIDGET (self.page->timeline)));
  page_fixture_tear_down (&self);
}

/* Nothing is done for a page that is not seen; it catches up. */
static void
test_hidden (void)
{
  PageFixture self;
  g_autofree char *before = NULL;
  guint64 n_shown;

  page_fixture_set_up (&self, FEW_CUT, -1);
  page_fixture_show (&self, 900, 600);
  page_fixture_act (&self, "start");
  app_wait (is_waiting (&self));
  app_wait (says (page_fixture_get_counts (&self), "3 events received · "));
  before = g_strdup (page_fixture_get_counts (&self));
  n_shown = weir_page_rows_get_n_shown (self.page->rows);
  gtk_widget_set_visible (self.root, FALSE);
  page_fixture_act (&self, "reconnect");
  app_wait (page_fixture_get_events (&self) == 4);
  g_assert_null (self.page->tick);
  g_assert_null (self.page->slow_tick);
  g_assert_cmpuint (weir_page_rows_get_n_shown (self.page->rows), ==, n_shown);
  g_assert_cmpstr (page_fixture_get_counts (&self), ==, before);
  gtk_widget_set_visible (self.root, TRUE);
  app_wait (says (page_fixture_get_counts (&self), "4 events received · "));
  page_fixture_tear_down (&self);
}

static void
test_layout (void)
{
  PageFixture self;

  page_fixture_set_up (&self, FEW_OPEN, -1);
  page_fixture_show (&self, 1200, 600);
  page_fixture_act (&self, "start");
  app_wait (says (page_fixture_get_counts (&self), "3 events received · "));
  app_wait (gtk_orientable_get_orientation (GTK_ORIENTABLE (self.page->paned)) == GTK_ORIENTATION_HORIZONTAL);
  g_assert_nonnull (stage_find_text (self.root, "Stop"));
  gtk_window_set_default_size (self.window, 400, 600);
  app_wait (gtk_orientable_get_orientation (GTK_ORIENTABLE (self.page->paned)) == GTK_ORIENTATION_VERTICAL);
  app_wait (stage_find_text (self.root, "Stop") == NULL);
  g_assert_cmpint (gtk_widget_get_width (self.root), ==, 400);
  app_wait (stage_find_text (self.root, "tick") == NULL);
  gtk_window_set_default_size (self.window, 1200, 600);
  app_wait (gtk_orientable_get_orientation (GTK_ORIENTABLE (self.page->paned)) == GTK_ORIENTATION_HORIZONTAL);
  app_wait (stage_find_text (self.root, "tick") != NULL);
  page_fixture_tear_down (&self);
}

static void
on_request_edit (WeirStreamPage *page, gboolean to_start, guint *n)
{
  (*n)++;
}

static void
test_request (void)
{
  PageFixture self;
  guint n = 0;
  GtkEditable *url;
  g_autofree char *other = NULL;

  page_fixture_set_up (&self, FEW_OPEN, -1);
  g_signal_connect (self.page, "request-edit", G_CALLBACK (on_request_edit), &n);
  page_fixture_show (&self, 900, 600);
  page_fixture_act (&self, "request");
  g_assert_cmpuint (n, ==, 1);
  page_fixture_act (&self, "address");
  url = GTK_EDITABLE (app_find_by_type (GTK_WIDGET (self.page->url_row), GTK_TYPE_ENTRY));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (self.window), GTK_WIDGET (url)));

  gtk_editable_set_text (url, "ftp://nonsense/");
  g_signal_emit_by_name (url, "activate");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (url), "error"));
  g_assert_cmpint (weir_stream_get_state (self.stream), ==, WEIR_SOURCE_IDLE);

  other = g_strdup_printf ("http://127.0.0.1:%u/stream?a=b", weir_mock_get_port (self.mock));
  /* As on the first page, it needs no scheme. */
  gtk_editable_set_text (url, other + strlen ("http://"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (url), "error"));
  g_assert_nonnull (gtk_entry_get_icon_name (GTK_ENTRY (url), GTK_ENTRY_ICON_SECONDARY));
  g_signal_emit_by_name (url, "activate");
  g_assert_cmpstr (weir_request_get_options (weir_stream_get_request (self.stream))->url, ==, other);
  g_assert_cmpstr (gtk_editable_get_text (url), ==, other);
  g_assert_null (gtk_entry_get_icon_name (GTK_ENTRY (url), GTK_ENTRY_ICON_SECONDARY));
  app_wait (page_fixture_get_events (&self) == 3);
  page_fixture_tear_down (&self);
}

/* What is sent once only is not merely started: each time may cost money. */
static void
test_sent_once (void)
{
  PageFixture self;

  page_fixture_set_up (&self, ":@ connect *\ndata: one\n\n", WEIR_POLICY_ONCE);
  page_fixture_show (&self, 900, 600);
  app_wait (stage_find_text (self.root, "Send") != NULL);
  page_fixture_act (&self, "start");
  app_wait (stage_find_text (self.root, "Send again") != NULL);
  app_wait (page_fixture_get_events (&self) == 1);
  g_assert_null (stage_find_text (self.root, "Start"));
  page_fixture_tear_down (&self);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/stream-page/open", test_open);
  g_test_add_func ("/stream-page/waiting", test_waiting);
  g_test_add_func ("/stream-page/filter", test_filter);
  g_test_add_func ("/stream-page/clear", test_clear);
  g_test_add_func ("/stream-page/nothing-yet", test_nothing_yet);
  g_test_add_func ("/stream-page/detail", test_detail);
  g_test_add_func ("/stream-page/layout-is-kept", test_layout_is_kept);
  g_test_add_func ("/stream-page/follow", test_follow);
  g_test_add_func ("/stream-page/timeline", test_timeline);
  g_test_add_func ("/stream-page/hidden", test_hidden);
  g_test_add_func ("/stream-page/layout", test_layout);
  g_test_add_func ("/stream-page/request", test_request);
  g_test_add_func ("/stream-page/sent-once", test_sent_once);
  return g_test_run ();
}
