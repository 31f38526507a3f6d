/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "raw-client.h"
#include "weir-mock-control.h"
#include "weir-mock-peers.h"
#include "weir-peer-details.h"
#include "weir-peer-list.h"
#include "weir-session-popover.h"

typedef struct
{
  WeirWorker *worker;
  WeirMock *mock;
  GtkWindow *window;
  WeirMockPeers *peers;
  GPtrArray *sockets;
  char *told;
  guint n_pushes;
} Fixture;

static void
on_told (Fixture *fixture, const char *words)
{
  g_free (fixture->told);
  fixture->told = g_strdup (words);
}

static void
on_push_asked (Fixture *fixture)
{
  fixture->n_pushes++;
}

static void
start (Fixture *fixture)
{
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_mock_start (fixture->mock, &options, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer body)
{
  g_autofree char *text = g_strconcat (":@ weir 1\n", body, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);

  g_assert_nonnull (script);
  fixture->worker = weir_worker_new ("test-mock");
  fixture->mock = weir_mock_new (fixture->worker, NULL, NULL);
  weir_mock_add_script (fixture->mock, "/", script);
  start (fixture);
  fixture->sockets = g_ptr_array_new_with_free_func ((GDestroyNotify) raw_client_free);
  fixture->peers = WEIR_MOCK_PEERS (weir_mock_peers_new (fixture->mock));
  g_signal_connect_swapped (fixture->peers, "told", G_CALLBACK (on_told), fixture);
  g_signal_connect_swapped (fixture->peers, "push-asked", G_CALLBACK (on_push_asked), fixture);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->peers));
  gtk_window_set_default_size (fixture->window, 400, 500);
  gtk_window_present (fixture->window);
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (fixture->peers)));
}

static void
tear_down (Fixture *fixture, gconstpointer body)
{
  g_ptr_array_unref (fixture->sockets);
  g_object_add_weak_pointer (G_OBJECT (fixture->peers), (gpointer *) &fixture->peers);
  gtk_window_destroy (fixture->window);
  app_wait (fixture->peers == NULL);
  g_assert_finalize_object (fixture->mock);
  weir_worker_free (fixture->worker);
  g_free (fixture->told);
}

static RawClient *
ask (Fixture *fixture, const char *line, const char *headers)
{
  RawClient *client = raw_client_new (weir_mock_get_port (fixture->mock));
  g_autofree char *request = g_strdup_printf ("%s HTTP/1.1\r\nHost: localhost\r\n%s\r\n", line, headers);

  raw_client_send (client, request);
  g_ptr_array_add (fixture->sockets, client);
  return client;
}

/* So many are connected, and their rows are there. */
static void
connect_clients (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    raw_client_wait_for (ask (fixture, "GET /", ""), "data: 1\n\n");
  app_wait (weir_mock_peers_get_n_clients (fixture->peers) == n);
}

static GtkStack *
find_stack (GtkWidget *root, const char *name)
{
  if (GTK_IS_STACK (root) && gtk_stack_get_child_by_name (GTK_STACK (root), name) != NULL)
    return GTK_STACK (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkStack *found = find_stack (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static WeirPeerList *
get_list (Fixture *fixture, const char *name)
{
  return WEIR_PEER_LIST (gtk_stack_get_child_by_name (find_stack (GTK_WIDGET (fixture->peers), name), name));
}

static GtkStackPage *
get_page (Fixture *fixture, const char *name)
{
  GtkStack *stack = find_stack (GTK_WIDGET (fixture->peers), name);

  return gtk_stack_get_page (stack, gtk_stack_get_child_by_name (stack, name));
}

static const char *
get_page_title (Fixture *fixture, const char *name)
{
  return gtk_stack_page_get_title (get_page (fixture, name));
}

static void
show_page (Fixture *fixture, const char *name)
{
  gtk_stack_set_visible_child_name (find_stack (GTK_WIDGET (fixture->peers), name), name);
}

static void
act (Fixture *fixture, const char *action)
{
  g_clear_pointer (&fixture->told, g_free);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->peers), action, NULL));
}

static gboolean
has_text (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  if (GTK_IS_INSCRIPTION (root) && g_strrstr (gtk_inscription_get_text (GTK_INSCRIPTION (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
is_shown (Fixture *fixture, GType type)
{
  GtkWidget *widget = app_find_by_type (GTK_WIDGET (fixture->peers), type);

  return gtk_widget_get_mapped (widget);
}

#define HOLD "data: 1\n\n:@ hold\n"

/* What is done to some is done to them only. */
static void
test_selected (Fixture *fixture, gconstpointer body)
{
  GtkSelectionModel *selection = weir_peer_list_get_selection (get_list (fixture, "clients"));
  g_autoptr (GArray) numbers = NULL;

  g_assert_null (weir_mock_peers_dup_selection (fixture->peers));
  connect_clients (fixture, 3);
  g_assert_cmpstr (get_page_title (fixture, "clients"), ==, "Clients 3");
  g_assert_null (weir_mock_peers_dup_selection (fixture->peers));
  g_assert_true (has_text (GTK_WIDGET (fixture->peers), "All clients"));

  gtk_selection_model_select_item (selection, 2, TRUE);
  gtk_selection_model_select_item (selection, 0, FALSE);
  g_assert_cmpuint (weir_mock_peers_get_n_selected (fixture->peers), ==, 2);
  g_assert_true (has_text (GTK_WIDGET (fixture->peers), "2 selected"));
  numbers = weir_mock_peers_dup_selection (fixture->peers);
  g_assert_cmpuint (numbers->len, ==, 2);
  g_assert_cmpuint (g_array_index (numbers, guint64, 0), ==, 1);
  g_assert_cmpuint (g_array_index (numbers, guint64, 1), ==, 3);

  act (fixture, "peer.stall");
  g_assert_cmpstr (fixture->told, ==, "Stalled 2 clients");
  app_wait (has_text (GTK_WIDGET (get_list (fixture, "clients")), "stalled"));
  act (fixture, "peer.resume");
  g_assert_cmpstr (fixture->told, ==, "Resumed 2 clients");
  act (fixture, "peer.push");
  g_assert_cmpuint (fixture->n_pushes, ==, 1);
  act (fixture, "peer.cut");
  g_assert_cmpstr (fixture->told, ==, "Cut 2 clients");
  raw_client_wait_for_end (g_ptr_array_index (fixture->sockets, 0));
  raw_client_wait_for_end (g_ptr_array_index (fixture->sockets, 2));
  app_wait (weir_mock_peers_get_n_clients (fixture->peers) == 1);
  g_assert_false (((const RawClient *) g_ptr_array_index (fixture->sockets, 1))->is_eof);

  /* Who was selected is gone: all are meant again. */
  g_assert_cmpuint (weir_mock_peers_get_n_selected (fixture->peers), ==, 0);
  act (fixture, "peer.reset");
  g_assert_cmpstr (fixture->told, ==, "Reset 1 client");
  app_wait (weir_mock_peers_get_n_clients (fixture->peers) == 0);
  raw_client_wait_for_end (g_ptr_array_index (fixture->sockets, 1));
  g_assert_cmpint (((const RawClient *) g_ptr_array_index (fixture->sockets, 1))->error, !=, 0);
  g_assert_cmpstr (get_page_title (fixture, "clients"), ==, "Clients");
  g_assert_cmpstr (get_page_title (fixture, "log"), ==, "Log 3");
}

/* Presses a key of the list's own. Returns: whether it did anything */
static gboolean
press (GtkWidget *list, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key &&
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == 0)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, list, gtk_shortcut_get_arguments (shortcut));
        }
    }
  g_assert_not_reached ();
}

/* Every other one of many leaves at once: who is selected stays so. */
static void
test_many_leave (Fixture *fixture, gconstpointer body)
{
  const guint n = 80;
  GtkSelectionModel *selection = weir_peer_list_get_selection (get_list (fixture, "clients"));
  g_autoptr (GArray) leaving = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) numbers = NULL;

  connect_clients (fixture, n);
  for (guint64 number = 1; number <= n; number += 2)
    g_array_append_val (leaving, number);
  gtk_selection_model_select_item (selection, 1, TRUE);
  gtk_selection_model_select_item (selection, 2, FALSE);
  gtk_selection_model_select_item (selection, n - 1, FALSE);
  weir_mock_end_clients (fixture->mock, &(WeirSelection){ .clients = (const guint64 *) leaving->data, .n_clients = leaving->len },
                         WEIR_ENDING_CUT);
  app_wait (weir_mock_peers_get_n_clients (fixture->peers) == n / 2);
  numbers = weir_mock_peers_dup_selection (fixture->peers);
  g_assert_cmpuint (numbers->len, ==, 2);
  g_assert_cmpuint (g_array_index (numbers, guint64, 0), ==, 2);
  g_assert_cmpuint (g_array_index (numbers, guint64, 1), ==, n);
}

/* A key never means all of them. */
static void
test_keys (Fixture *fixture, gconstpointer body)
{
  GtkWidget *list = app_find_by_type (GTK_WIDGET (get_list (fixture, "clients")), GTK_TYPE_LIST_VIEW);

  connect_clients (fixture, 3);
  app_wait (gtk_widget_get_mapped (list));
  gtk_window_set_focus (fixture->window, NULL);
  g_assert_false (press (list, GDK_KEY_Delete));
  gtk_widget_grab_focus (gtk_widget_get_first_child (list));
  g_assert_cmpuint (weir_mock_peers_get_n_selected (fixture->peers), ==, 0);
  g_assert_true (press (list, GDK_KEY_s));
  g_assert_cmpstr (fixture->told, ==, "Stalled 1 client");
  g_assert_cmpuint (weir_mock_peers_get_n_selected (fixture->peers), ==, 1);
  g_assert_true (press (list, GDK_KEY_Escape));
  g_assert_cmpuint (weir_mock_peers_get_n_selected (fixture->peers), ==, 0);
  g_assert_false (press (list, GDK_KEY_Escape));
  g_assert_true (press (list, GDK_KEY_Delete));
  g_assert_cmpstr (fixture->told, ==, "Cut 1 client");
  app_wait (weir_mock_peers_get_n_clients (fixture->peers) == 2);
}

static void
on_text (GObject *clipboard, GAsyncResult *result, gpointer text)
{
  *(char **) text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static char *
dup_clipboard (Fixture *fixture)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->peers)), NULL, on_text, &text);
  app_wait (text != NULL);
  return text;
}

/* A request's head is there to be read, whatever is in it. */
static void
test_details (Fixture *fixture, gconstpointer body)
{
  GtkWidget *list = GTK_WIDGET (get_list (fixture, "log"));
  GtkWidget *details = app_find_by_type (GTK_WIDGET (fixture->peers), WEIR_TYPE_PEER_DETAILS);
  g_autofree char *head = NULL;
  g_autofree char *command = NULL;

  raw_client_wait_for (ask (fixture, "GET /%e2%80%ae%3cb%3e", "X-Odd: <i>\xe2\x80\xae\x1b[1m\xff\r\n"), "404");
  show_page (fixture, "log");
  app_wait (has_text (list, "GET /<U+202E><b>"));
  gtk_selection_model_select_item (weir_peer_list_get_selection (get_list (fixture, "log")), 0, TRUE);
  g_assert_false (is_shown (fixture, WEIR_TYPE_PEER_DETAILS));
  act (fixture, "peer.show");
  app_wait (is_shown (fixture, WEIR_TYPE_PEER_DETAILS));
  g_assert_true (has_text (details, "X-Odd: <i><U+202E>␛[1m<0xFF>"));
  g_assert_true (has_text (details, "HTTP/1.1 404 Not Found\nContent-Type: "));
  /* Its end may be heard of later than its answer. */
  app_wait (has_text (details, "closed after"));

  act (fixture, "peer.copy-head");
  g_assert_cmpstr (fixture->told, ==, "Copied");
  head = dup_clipboard (fixture);
  g_assert_true (g_str_has_prefix (head, "GET /%e2%80%ae%3cb%3e HTTP/1.1\r\n"));
  act (fixture, "peer.copy-curl");
  command = dup_clipboard (fixture);
  g_assert_nonnull (strstr (command, "/%E2%80%AE%3Cb%3E'"));

  g_signal_emit_by_name (details, "close");
  g_assert_false (is_shown (fixture, WEIR_TYPE_PEER_DETAILS));
  act (fixture, "peer.clear-log");
  g_assert_cmpstr (get_page_title (fixture, "log"), ==, "Log");
}

static void
test_expectations (Fixture *fixture, gconstpointer body)
{
  GtkWidget *list = GTK_WIDGET (get_list (fixture, "expectations"));
  GtkWidget *details = app_find_by_type (GTK_WIDGET (fixture->peers), WEIR_TYPE_PEER_DETAILS);
  GtkSelectionModel *selection = weir_peer_list_get_selection (get_list (fixture, "expectations"));
  g_autoptr (GObject) failed = NULL;

  show_page (fixture, "expectations");
  app_wait (has_text (list, "not reached yet"));
  failed = g_list_model_get_item (G_LIST_MODEL (selection), 1);
  g_signal_emit_by_name (list, "row-activated", failed);
  g_assert_cmpstr (fixture->told, ==, "No request has reached this line yet");

  raw_client_wait_for (ask (fixture, "GET /", "Last-Event-ID: 40\r\n"), "data: 1\n\n");
  app_wait (weir_mock_peers_get_n_failed (fixture->peers) == 1);
  g_assert_cmpstr (get_page_title (fixture, "expectations"), ==, "Expectations ✗ 1");
  g_assert_true (has_text (list, "Got last-event-id=40"));
  g_assert_true (has_text (list, "1 failed"));
  g_assert_true (has_text (list, "1 held"));
  g_signal_emit_by_name (list, "row-activated", failed);
  g_assert_true (is_shown (fixture, WEIR_TYPE_PEER_DETAILS));
  g_assert_true (has_text (details, "wanted last-event-id=41, got last-event-id=40"));
  g_signal_emit_by_name (details, "close");
  show_page (fixture, "log");
  app_wait (has_text (GTK_WIDGET (get_list (fixture, "log")), "Expected last-event-id=41, got last-event-id=40"));
}

/* Where there is nothing it is said what to do. */
static void
test_empty (Fixture *fixture, gconstpointer body)
{
  GtkWidget *list = GTK_WIDGET (get_list (fixture, "clients"));

  g_assert_true (has_text (list, "Nobody is connected"));
  g_assert_false (gtk_stack_page_get_visible (get_page (fixture, "expectations")));
  weir_mock_stop (fixture->mock);
  g_assert_true (has_text (list, "Not running"));
  start (fixture);
  g_assert_true (has_text (list, "Nobody is connected"));
  connect_clients (fixture, 1);
  weir_mock_stop (fixture->mock);
  app_wait (weir_mock_peers_get_n_clients (fixture->peers) == 0);
}

static void
test_sessions (Fixture *fixture, gconstpointer body)
{
  GtkWidget *button = app_find_by_type (GTK_WIDGET (fixture->peers), WEIR_TYPE_SESSION_POPOVER);
  GtkPopover *popover = GTK_POPOVER (button);
  g_autoptr (GPtrArray) sessions = NULL;

  connect_clients (fixture, 1);
  raw_client_wait_for (ask (fixture, "GET /~a_b/", ""), "data: 1\n\n");
  raw_client_wait_for (ask (fixture, "GET /~a_b/", ""), "data: 1\n\n");
  gtk_popover_popup (popover);
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (popover)));
  g_assert_true (has_text (GTK_WIDGET (popover), "Without a session"));
  g_assert_true (has_text (GTK_WIDGET (popover), "a_b"));
  g_assert_true (has_text (GTK_WIDGET (popover), "2 connections counted, 2 connected"));
  gtk_widget_activate (app_find_by_type (app_find_by_type (GTK_WIDGET (popover), ADW_TYPE_ACTION_ROW), GTK_TYPE_BUTTON));
  app_wait (!has_text (GTK_WIDGET (popover), "1 connection counted"));
  g_assert_true (has_text (GTK_WIDGET (popover), "2 connections counted, 2 connected"));
  gtk_popover_popdown (popover);
  app_wait (!gtk_widget_get_mapped (GTK_WIDGET (popover)));
  g_assert_cmpuint (weir_mock_count_clients (fixture->mock, &(WeirSelection){ 0 }), ==, 3);
}

/* The last request of the log is in view, wholly, whenever one comes. */
static void
test_log_follows (Fixture *fixture, gconstpointer body)
{
  GtkWidget *list = app_find_by_type (GTK_WIDGET (get_list (fixture, "log")), GTK_TYPE_LIST_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  GListModel *rows = G_LIST_MODEL (weir_peer_list_get_selection (get_list (fixture, "log")));

  show_page (fixture, "log");
  for (guint i = 0; i < 30; i++)
    {
      raw_client_wait_for (ask (fixture, "GET /nothing", ""), "404");
      app_wait (g_list_model_get_n_items (rows) == i + 1);
      if (i < 25)
        continue;
      app_draw (GTK_WIDGET (fixture->window));
      g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), >, 500);
      app_wait (gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) >= gtk_adjustment_get_upper (adjustment));
    }

  /* Who scrolls up stays there. */
  gtk_adjustment_set_value (adjustment, 100);
  app_draw (GTK_WIDGET (fixture->window));
  raw_client_wait_for (ask (fixture, "GET /nothing", ""), "404");
  app_wait (g_list_model_get_n_items (rows) == 31);
  app_draw (GTK_WIDGET (fixture->window));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 100);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/mock-peers/selected", Fixture, HOLD, set_up, test_selected, tear_down);
  g_test_add ("/mock-peers/many-leave", Fixture, HOLD, set_up, test_many_leave, tear_down);
  g_test_add ("/mock-peers/keys", Fixture, HOLD, set_up, test_keys, tear_down);
  g_test_add ("/mock-peers/details", Fixture, HOLD, set_up, test_details, tear_down);
  g_test_add ("/mock-peers/expectations", Fixture, ":@ expect method=GET\n:@ expect last-event-id=41\n" HOLD, set_up, test_expectations,
              tear_down);
  g_test_add ("/mock-peers/empty", Fixture, HOLD, set_up, test_empty, tear_down);
  g_test_add ("/mock-peers/log-follows", Fixture, HOLD, set_up, test_log_follows, tear_down);
  g_test_add ("/mock-peers/sessions", Fixture, HOLD, set_up, test_sessions, tear_down);

  return g_test_run ();
}
