/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtksourceview/gtksource.h>
#include <string.h>

#include "mock-page-fixture.h"
#include "raw-client.h"
#include "weir-mock-control.h"

#define HEAD ":@ weir 1\n"
#define TICKS HEAD ":@ every 1h\nevent: tick\nid: 1\ndata: one\n\nevent: tick\ndata: two\n\n:@ hold\n"

/* One that was free a moment ago: at those that mocks have by themselves, some page on this machine may be reconnecting. */
static guint16
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

static void
set_up (MockPage *self, const char *text)
{
  mock_page_set_up (self, text);
  g_object_set (self->item, "port", (guint) find_port (), NULL);
}

static RawClient *
connect_client (MockPage *self, const char *path)
{
  RawClient *client = raw_client_new (weir_mock_get_port (weir_mock_item_get_mock (self->item)));
  g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path);

  raw_client_send (client, request);

  return client;
}

static void
test_run (void)
{
  MockPage self;
  g_autofree char *words = NULL;

  set_up (&self, TICKS);
  g_assert_cmpstr (mock_page_get_state (&self), ==, "Stopped");
  g_assert_false (mock_page_can (&self, "stop"));
  g_assert_false (mock_page_can (&self, "copy-url"));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (self.page->hint_url)));
  g_assert_cmpstr (gtk_button_get_label (self.page->hint_button), ==, "Run");

  mock_page_act (&self, "run", NULL);
  words = g_strdup_printf ("Running at %s · no clients yet", weir_mock_item_get_url (self.item));
  g_assert_cmpstr (mock_page_get_state (&self), ==, words);
  app_wait (stage_find_text (self.root, weir_mock_item_get_url (self.item)) != NULL);
  g_assert_cmpstr (gtk_button_get_label (self.page->hint_button), ==, "Copy URL");
  g_assert_true (mock_page_can (&self, "copy-url"));

  mock_page_act (&self, "stop", NULL);
  g_assert_cmpstr (mock_page_get_state (&self), ==, "Stopped");
  app_wait (!gtk_widget_get_mapped (GTK_WIDGET (self.page->hint_url)));
  mock_page_tear_down (&self);
}

/* Who is connected stays with the old script, who comes gets the new one, and connections are counted on. */
static void
test_reload (void)
{
  MockPage self;
  g_autoptr (RawClient) first = NULL;
  g_autoptr (RawClient) second = NULL;

  set_up (&self, HEAD ":@ connect 1\ndata: old\n\n:@ hold\n");
  mock_page_act (&self, "run", NULL);
  first = connect_client (&self, "/");
  raw_client_wait_for (first, "data: old\n");
  app_wait (strstr (mock_page_get_state (&self), "1 client") != NULL);

  mock_page_type (&self, HEAD ":@ connect 1\ndata: never\n\n:@ hold\n:@ connect 2\ndata: new\n\n:@ hold\n");
  app_wait (strstr (mock_page_get_state (&self), "changed: run it again") != NULL);
  mock_page_act (&self, "run", NULL);
  app_wait (stage_find_text (self.root, "The new script is served; 1 client stays with the old one, connections are counted on") != NULL);
  g_assert_null (strstr (mock_page_get_state (&self), "changed"));
  second = connect_client (&self, "/");
  raw_client_wait_for (second, "data: new\n");
  g_assert_false (first->is_eof);
  g_assert_null (strstr (second->in->str, "never"));
  mock_page_tear_down (&self);
}

static void
test_typing_is_kept (void)
{
  MockPage self;
  g_autofree char *text = NULL;

  /* What was typed a moment ago is the item's, and what runs. */
  set_up (&self, TICKS);
  mock_page_type (&self, HEAD "data: typed\n\n");
  g_assert_cmpstr (weir_mock_item_get_text (self.item), ==, HEAD "data: typed\n\n");
  mock_page_act (&self, "run", NULL);
  g_assert_cmpstr (weir_mock_item_get_text (self.item), ==, HEAD "data: typed\n\n");
  /* What another one changes is shown. */
  weir_mock_item_set_text (self.item, HEAD "data: other\n\n");
  text = weir_script_editor_dup_text (self.page->editor);
  g_assert_cmpstr (text, ==, HEAD "data: other\n\n");
  mock_page_tear_down (&self);
}

static void
write_push (MockPage *self, const char *event, const char *id, const char *retry, const char *data, gboolean is_raw)
{
  WeirPush push = { (char *) event, (char *) id, (char *) retry, (char *) data, is_raw };

  weir_send_now_set_push (self->page->send, &push);
}

/* Of what is being written. */
static gboolean
is_data (MockPage *self, const char *data)
{
  WeirPush *push = weir_send_now_dup_push (self->page->send);
  gboolean is = g_str_equal (push->data, data);

  weir_push_free (push);

  return is;
}

static void
test_send_now (void)
{
  MockPage self;
  g_autoptr (RawClient) first = NULL;
  g_autoptr (RawClient) second = NULL;
  g_autoptr (GArray) selected = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GPtrArray) clients = NULL;
  WeirSelection all = WEIR_SELECTION_ALL;

  set_up (&self, TICKS);
  write_push (&self, "goal", "7", "2000", "one\ntwo", FALSE);
  mock_page_act (&self, "run", NULL);
  weir_send_now_send (self.page->send);
  app_wait (stage_find_text (self.root, "Nobody is connected: nobody got it") != NULL);

  first = connect_client (&self, "/");
  raw_client_wait_for (first, "data: one\n\n");
  second = connect_client (&self, "/");
  raw_client_wait_for (second, "data: one\n\n");
  app_wait (stage_find_text (self.root, "Send to all 2") != NULL);
  weir_send_now_send (self.page->send);
  raw_client_wait_for (first, "event: goal\nid: 7\nretry: 2000\ndata: one\ndata: two\n\n");
  raw_client_wait_for (second, "data: two\n\n");
  app_wait (stage_find_text (self.root, "Sent to 2 clients") != NULL);

  /* To one of them; and raw: just these bytes. */
  clients = weir_mock_list_clients (weir_mock_item_get_mock (self.item), &all);
  g_array_append_val (selected, ((WeirServedClient *) g_ptr_array_index (clients, 1))->client);
  weir_send_now_set_who (self.page->send, selected, 2);
  g_assert_nonnull (stage_find_text (self.root, "Send to 1 selected"));
  write_push (&self, "", "", "", ": only\n: you\n", TRUE);
  weir_send_now_send (self.page->send);
  raw_client_wait_for (second, ": only\n: you\n");
  app_wait (stage_find_text (self.root, "Sent to 1 client") != NULL);
  g_assert_null (strstr (first->in->str, "only"));
  mock_page_tear_down (&self);
}

static void
test_send_wrong (void)
{
  MockPage self;
  GtkWidget *button;

  set_up (&self, TICKS);
  button = gtk_widget_get_ancestor (stage_find_text (GTK_WIDGET (self.page->send), "Send"), GTK_TYPE_BUTTON);
  g_assert_false (gtk_widget_get_sensitive (button));
  mock_page_act (&self, "run", NULL);
  app_wait (gtk_widget_get_sensitive (button));

  write_push (&self, "", "", "soon", "x", FALSE);
  g_assert_nonnull (app_find_by_class (GTK_WIDGET (self.page->send), "error"));
  weir_send_now_send (self.page->send);
  app_wait (stage_find_text (self.root, "The reconnection time is a number of milliseconds, such as 3000.") != NULL);
  write_push (&self, "", "", "", "", TRUE);
  g_assert_null (app_find_by_class (GTK_WIDGET (self.page->send), "error"));
  weir_send_now_send (self.page->send);
  app_wait (stage_find_text (self.root, "There is nothing to send yet.") != NULL);
  mock_page_tear_down (&self);
}

/* Keys in the field of data. */
static void
test_send_again (void)
{
  MockPage self;
  GtkWidget *data;
  g_autoptr (RawClient) client = NULL;

  set_up (&self, TICKS);
  mock_page_act (&self, "run", NULL);
  client = connect_client (&self, "/");
  raw_client_wait_for (client, "data: one\n\n");
  data = app_find_by_type (GTK_WIDGET (self.page->send), GTK_TYPE_TEXT_VIEW);
  write_push (&self, "", "", "", "first", FALSE);
  g_assert_true (stage_press (data, GDK_KEY_Return, GDK_CONTROL_MASK));
  raw_client_wait_for (client, "data: first\n");
  write_push (&self, "named", "", "", "second", FALSE);
  g_assert_true (stage_press (data, GDK_KEY_Return, GDK_CONTROL_MASK));
  raw_client_wait_for (client, "data: second\n");

  g_assert_true (stage_press (data, GDK_KEY_Up, 0));
  g_assert_true (is_data (&self, "first"));
  g_assert_true (stage_press (data, GDK_KEY_Down, 0));
  g_assert_true (is_data (&self, "second"));
  /* What is being written is not lost. */
  write_push (&self, "", "", "", "draft", FALSE);
  g_assert_true (stage_press (data, GDK_KEY_Up, 0));
  g_assert_true (is_data (&self, "second"));
  g_assert_true (stage_press (data, GDK_KEY_Down, 0));
  g_assert_true (is_data (&self, "draft"));
  g_assert_false (stage_press (data, GDK_KEY_Down, 0));

  /* From the menu. */
  gtk_widget_activate_action (GTK_WIDGET (self.page->send), "send.recall", "u", 0);
  g_assert_true (is_data (&self, "first"));
  mock_page_tear_down (&self);
}

static void
test_hold (void)
{
  MockPage self;
  g_autoptr (RawClient) client = NULL;

  set_up (&self, HEAD ":@ every 20ms\n:@ connect *\n:@ repeat forever\ndata: {{n}}\n\n:@ end\n");
  g_assert_false (mock_page_can (&self, "step"));
  mock_page_act (&self, "run", NULL);
  mock_page_act (&self, "hold", NULL);
  g_assert_true (mock_page_can (&self, "step"));
  client = connect_client (&self, "/");
  raw_client_wait_for (client, "\r\n\r\n");
  app_wait (strstr (mock_page_get_state (&self), "1 client · held") != NULL);
  g_assert_cmpstr (raw_client_get_body (client), ==, "");

  mock_page_act (&self, "step", g_variant_new_uint32 (2));
  raw_client_wait_for (client, "data: 2\n\n");
  app_wait (stage_find_text (self.root, "1 client goes on by a step") != NULL);
  g_assert_null (strstr (client->in->str, "data: 3"));
  mock_page_act (&self, "hold", NULL);
  raw_client_wait_for (client, "data: 5\n\n");
  g_assert_false (mock_page_can (&self, "step"));
  mock_page_tear_down (&self);
}

/* An hour's pause, ten times as fast as it can be said: all at once. */
static void
test_speed (void)
{
  MockPage self;
  GtkDropDown *speed;
  g_autoptr (RawClient) client = NULL;
  double now;

  set_up (&self, TICKS);
  mock_page_act (&self, "run", NULL);
  client = connect_client (&self, "/");
  raw_client_wait_for (client, "data: one\n\n");
  speed = GTK_DROP_DOWN (app_find_by_type (GTK_WIDGET (self.page->head), GTK_TYPE_DROP_DOWN));
  g_assert_cmpuint (gtk_drop_down_get_selected (speed), ==, 1);
  gtk_drop_down_set_selected (speed, 4);
  raw_client_wait_for (client, "data: two\n\n");
  g_object_get (self.item, "speed", &now, NULL);
  g_assert_cmpfloat (now, ==, 0);
  g_object_set (self.item, "speed", 10.0, NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (speed), ==, 3);
  mock_page_tear_down (&self);
}

/* In place of the script, once; how many wait is said. */
static void
test_next_answer (void)
{
  MockPage self;
  g_autoptr (RawClient) first = NULL;
  g_autoptr (RawClient) second = NULL;

  set_up (&self, TICKS);
  g_assert_false (mock_page_can (&self, "next-answer"));
  mock_page_act (&self, "run", NULL);
  mock_page_act (&self, "next-answer", g_variant_new_string ("503"));
  mock_page_act (&self, "next-answer", g_variant_new_string ("cut"));
  app_wait (stage_find_text (self.root, "Next answer (2)") != NULL);
  first = connect_client (&self, "/");
  raw_client_wait_for_end (first);
  g_assert_true (g_str_has_prefix (first->in->str, "HTTP/1.1 503 "));
  app_wait (stage_find_text (self.root, "Next answer (1)") != NULL);
  mock_page_act (&self, "clear-next", NULL);
  app_wait (stage_find_text (self.root, "Next answer") != NULL);
  second = connect_client (&self, "/");
  raw_client_wait_for (second, "data: one\n\n");
  mock_page_act (&self, "stop", NULL);
  g_assert_false (mock_page_can (&self, "next-answer"));
  mock_page_tear_down (&self);
}

static gboolean
has_tag (MockPage *self, int line, int column, const char *name)
{
  GtkTextBuffer *script = mock_page_get_script (self);
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_line_offset (script, &place, line - 1, column - 1);

  return gtk_text_iter_has_tag (&place, gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (script), name));
}

static void
test_problems (void)
{
  MockPage self;
  GtkTextIter cursor;
  GtkWidget *row;

  set_up (&self, HEAD ":@ evry 1s\ndata: x\n\n:@ wait 1x\ndata: {{who}}\n\n");
  app_wait (stage_find_text (self.root, "3 errors") != NULL);
  g_assert_nonnull (stage_find_text (self.root, "2:4"));
  g_assert_true (has_tag (&self, 2, 4, "weir-error"));
  g_assert_true (has_tag (&self, 2, 7, "weir-error"));
  g_assert_false (has_tag (&self, 2, 8, "weir-error"));
  g_assert_false (has_tag (&self, 3, 1, "weir-error"));

  /* A row leads to its place. */
  row = gtk_widget_get_ancestor (stage_find_text (self.root, "5:9"), GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  gtk_text_buffer_get_iter_at_mark (mock_page_get_script (&self), &cursor, gtk_text_buffer_get_insert (mock_page_get_script (&self)));
  g_assert_cmpint (gtk_text_iter_get_line (&cursor), ==, 4);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&cursor), ==, 8);

  /* It does not run, and says why. */
  mock_page_act (&self, "run", NULL);
  g_assert_cmpstr (mock_page_get_state (&self), ==, "Not running");
  app_wait (stage_find_text (self.root, "Line 2: unknown verb “evry”") != NULL);
  g_assert_nonnull (stage_find_action (self.root, "mock.problem"));

  mock_page_type (&self, HEAD ":@ every 1s\ndata: x\n\n:@ hold\n");
  app_wait (stage_find_text (self.root, "No problems") != NULL);
  g_assert_false (has_tag (&self, 2, 4, "weir-error"));
  mock_page_act (&self, "run", NULL);
  g_assert_true (weir_mock_item_get_running (self.item));
  app_wait (stage_find_action (self.root, "mock.problem") == NULL);
  mock_page_tear_down (&self);
}

/* A long script is looked at beside the main loop, and what was typed since does not get its problems. */
static void
test_long_script (void)
{
  MockPage self;
  g_autoptr (GString) text = g_string_new (HEAD ":@ connect *\n");

  for (guint i = 0; i < 30000; i++)
    g_string_append_printf (text, "data: %u\n\n", i);
  g_string_append (text, ":@ wiat 1s\n");
  set_up (&self, text->str);
  app_wait (stage_find_text (self.root, "1 error") != NULL && stage_find_text (self.root, "60003:4") != NULL);
  mock_page_type (&self, HEAD "data: x\n\n:@ hold\n");
  app_wait (stage_find_text (self.root, "No problems") != NULL);
  mock_page_tear_down (&self);
}

/* What would be typed there would go nowhere. */
static void
test_too_long (void)
{
  MockPage self;
  g_autoptr (GString) text = g_string_new (HEAD);

  while (text->len <= WEIR_MOCK_ITEM_TEXT)
    g_string_append (text, "data: of many short lines\n\n");
  set_up (&self, text->str);
  g_assert_false (weir_script_editor_get_editable (self.page->editor));
  mock_page_tear_down (&self);
}

/* What no editor could hold is shown and served. */
static void
test_not_text (void)
{
  static const char bytes[] = HEAD ":@ connect *\ndata: a\377b\n\n:@ hold\n";
  MockPage self;
  g_autoptr (GBytes) script = g_bytes_new_static (bytes, sizeof bytes - 1);
  g_autoptr (RawClient) client = NULL;

  self.item = weir_mock_item_new_for_bytes (NULL, script);
  self.root = weir_mock_page_new (self.item);
  self.page = WEIR_MOCK_PAGE (self.root);
  self.window = stage_show (self.root, 1000, 640);
  g_assert_false (weir_script_editor_get_editable (self.page->editor));
  mock_page_act (&self, "run", NULL);
  client = connect_client (&self, "/");
  raw_client_wait_for (client, "data: a\377b\n");
  mock_page_tear_down (&self);
}

/* What is not the script's fault cannot be shown there. */
static void
test_cannot_listen (void)
{
  MockPage self;

  set_up (&self, TICKS);
  g_object_set (self.item, "host", "192.0.2.1", NULL);
  mock_page_act (&self, "run", NULL);
  g_assert_false (weir_mock_item_get_running (self.item));
  app_wait (stage_find_text (self.root, weir_mock_item_get_error (self.item)) != NULL);
  g_assert_null (stage_find_action (self.root, "mock.problem"));
  mock_page_type (&self, HEAD ":@ evry 1s\n");
  mock_page_act (&self, "run", NULL);
  app_wait (stage_find_action (self.root, "mock.problem") != NULL);
  mock_page_tear_down (&self);
}

static void
test_port_taken (void)
{
  MockPage self;
  g_autoptr (GSocketListener) other = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (other, NULL, NULL);
  GtkWidget *remedy;

  set_up (&self, TICKS);
  g_object_set (self.item, "port", (guint) port, NULL);
  mock_page_act (&self, "run", NULL);
  g_assert_false (weir_mock_item_get_running (self.item));
  app_wait (stage_find_action (self.root, "mock.any-port") != NULL);
  remedy = stage_find_action (self.root, "mock.any-port");
  g_signal_emit_by_name (remedy, "clicked");
  app_wait (weir_mock_item_get_running (self.item));
  g_assert_cmpuint (weir_mock_get_port (weir_mock_item_get_mock (self.item)), !=, port);
  app_wait (stage_find_action (self.root, "mock.any-port") == NULL);
  mock_page_tear_down (&self);
}

/* As it is dragged: a window does not get narrower than what is in it says, which changes on the way. */
static void
shrink (MockPage *self, int width)
{
  for (int now = 700; gtk_widget_get_width (self->root) > width; now -= 70)
    {
      gtk_window_set_default_size (self->window, MAX (now, width), 600);
      app_wait (gtk_widget_get_width (self->root) <= MAX (now, width));
      app_draw (self->root);
    }
}

static void
test_layout (void)
{
  MockPage self;

  set_up (&self, TICKS);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self.page->editor)));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self.page->send)));
  shrink (&self, 420);
  app_wait (!gtk_widget_get_mapped (GTK_WIDGET (self.page->send)));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self.page->editor)));
  mock_page_act (&self, "view", g_variant_new_string ("clients"));
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (self.page->send)));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (self.page->editor)));
  app_draw (self.root);
  g_assert_cmpint (gtk_widget_get_width (self.root), ==, 420);
  mock_page_act (&self, "problem", NULL);
  gtk_window_set_default_size (self.window, 1000, 600);
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (self.page->editor)));
  mock_page_tear_down (&self);
}

/* What can be used says what it is. */
static void
check_labels (GtkWidget *widget)
{
  gboolean is_used =
      GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_SWITCH (widget);

  if (is_used && gtk_widget_get_mapped (widget) && !GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)) &&
      !GTK_IS_DROP_DOWN (gtk_widget_get_parent (widget)) && !ADW_IS_SPLIT_BUTTON (gtk_widget_get_parent (widget)) &&
      !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) &&
      !(GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL))
    g_error ("%s in %s has no label", G_OBJECT_TYPE_NAME (widget), G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_labels (child);
}

static void
test_labels (void)
{
  MockPage self;

  set_up (&self, HEAD ":@ evry 1s\n");
  check_labels (self.root);
  mock_page_type (&self, TICKS);
  mock_page_act (&self, "run", NULL);
  mock_page_act (&self, "find", NULL);
  app_wait (stage_find_text (self.root, "No problems") != NULL);
  check_labels (self.root);
  shrink (&self, 420);
  app_wait (!gtk_widget_get_mapped (GTK_WIDGET (self.page->send)));
  check_labels (self.root);
  mock_page_tear_down (&self);
}

int
main (int argc, char **argv)
{
  /* What assistive programs are told is looked at. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  g_test_add_func ("/mock-page/run", test_run);
  g_test_add_func ("/mock-page/reload", test_reload);
  g_test_add_func ("/mock-page/typing-is-kept", test_typing_is_kept);
  g_test_add_func ("/mock-page/send-now", test_send_now);
  g_test_add_func ("/mock-page/send-wrong", test_send_wrong);
  g_test_add_func ("/mock-page/send-again", test_send_again);
  g_test_add_func ("/mock-page/hold", test_hold);
  g_test_add_func ("/mock-page/speed", test_speed);
  g_test_add_func ("/mock-page/next-answer", test_next_answer);
  g_test_add_func ("/mock-page/problems", test_problems);
  g_test_add_func ("/mock-page/long-script", test_long_script);
  g_test_add_func ("/mock-page/too-long", test_too_long);
  g_test_add_func ("/mock-page/not-text", test_not_text);
  g_test_add_func ("/mock-page/cannot-listen", test_cannot_listen);
  g_test_add_func ("/mock-page/port-taken", test_port_taken);
  g_test_add_func ("/mock-page/layout", test_layout);
  g_test_add_func ("/mock-page/labels", test_labels);
  return g_test_run ();
}
