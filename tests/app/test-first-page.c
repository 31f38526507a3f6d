/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "scratch.h"
#include "weir-first-page.h"
#include "weir-paste-field.h"
#include "weir-request-dialog.h"

#include <glib/gstdio.h>

typedef struct
{
  GtkWidget *window;
  WeirFirstPage *page;
  WeirPasteField *field;
  GtkTextView *view;
  GtkWidget *button;
  GtkLabel *hint;

  guint n_watched;
  WeirRequest *request;
  gboolean start;
  gboolean remember;
  char *path;
  char *script;
} Fixture;

static void
on_watch (Fixture *self, WeirRequest *request, gboolean start)
{
  self->n_watched++;
  g_clear_pointer (&self->request, weir_request_unref);
  self->request = weir_request_ref (request);
  self->start = start;
  self->remember = weir_first_page_get_remember (self->page);
}

static void
on_open (Fixture *self, const char *path)
{
  g_free (self->path);
  self->path = g_strdup (path);
}

static void
on_serve (Fixture *self, GBytes *script)
{
  g_free (self->script);
  self->script = g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  adw_init ();
  self->window = gtk_window_new ();
  self->page = WEIR_FIRST_PAGE (weir_first_page_new ());
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  g_signal_connect_swapped (self->page, "watch", G_CALLBACK (on_watch), self);
  g_signal_connect_swapped (self->page, "open", G_CALLBACK (on_open), self);
  g_signal_connect_swapped (self->page, "serve", G_CALLBACK (on_serve), self);
  self->field = WEIR_PASTE_FIELD (app_find_by_type (self->window, WEIR_TYPE_PASTE_FIELD));
  self->view = GTK_TEXT_VIEW (app_find_by_type (self->window, GTK_TYPE_TEXT_VIEW));
  self->button = app_find_by_class (self->window, "suggested-action");
  self->hint = GTK_LABEL (app_find_by_class (self->window, "weir-hint"));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 600, 500);
  gtk_window_present (GTK_WINDOW (self->window));
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (self->view)));
  gtk_widget_grab_focus (GTK_WIDGET (self->page));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_destroy (GTK_WINDOW (self->window));
  app_settle ();
  g_clear_pointer (&self->request, weir_request_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->script, g_free);
}

static void
activate (Fixture *self)
{
  g_signal_emit_by_name (self->field, "activated");
}

static void
serve (Fixture *self)
{
  g_clear_pointer (&self->script, g_free);
  activate (self);
  app_wait (self->script != NULL);
  g_assert_cmpuint (weir_paste_field_get_text (self->field).len, ==, 0);
}

/* Beside the one button. */
static GtkWidget *
get_open_button (Fixture *self)
{
  return gtk_widget_get_prev_sibling (self->button);
}

static gboolean
hint_says (Fixture *self, const char *text)
{
  return strstr (gtk_label_get_text (self->hint), text) != NULL;
}

static const char *
get_method (const WeirRequest *request)
{
  return weir_request_get_options (request)->method;
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (self->view)));
  g_assert_cmpstr (gtk_label_get_text (self->hint), ==, "");
  g_assert_false (gtk_widget_get_sensitive (self->button));
  activate (self);
  g_assert_cmpuint (self->n_watched, ==, 0);
}

static void
test_url (Fixture *self, gconstpointer data)
{
  weir_first_page_take_text (self->page, "  localhost:8123/x?token=abc ");
  g_assert_true (hint_says (self, "Watched as http://localhost:8123/x?token=[redacted]"));
  g_assert_true (gtk_widget_get_sensitive (self->button));
  activate (self);
  g_assert_cmpuint (self->n_watched, ==, 1);
  g_assert_true (self->start);
  g_assert_cmpstr (get_method (self->request), ==, "GET");
  g_assert_cmpstr (weir_request_get_options (self->request)->url, ==, "http://localhost:8123/x?token=abc");
  /* Ready for the next. */
  g_assert_cmpuint (weir_paste_field_get_text (self->field).len, ==, 0);
}

static void
test_wrong_url (Fixture *self, gconstpointer data)
{
  weir_first_page_take_text (self->page, "ws://localhost/x");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (self->hint), "error"));
  g_assert_true (hint_says (self, "not an http or https URL"));
  g_assert_false (gtk_widget_get_sensitive (self->button));
  activate (self);
  g_assert_cmpuint (self->n_watched, ==, 0);
  weir_first_page_take_text (self->page, "http://localhost/x");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (self->hint), "error"));
}

static void
test_curl_get (Fixture *self, gconstpointer data)
{
  weir_first_page_take_text (self->page, "curl -sN 'http://localhost:8123/x' -H 'X-A: 1'");
  g_assert_true (hint_says (self, "watched at once"));
  g_assert_true (hint_says (self, "Not needed here: -s"));
  activate (self);
  g_assert_true (self->start);
  g_assert_cmpstr (weir_request_get_options (self->request)->headers[0].value, ==, "1");
}

/* Nothing that could cost or change something goes out unseen. */
static void
test_curl_asks (Fixture *self, gconstpointer data)
{
  static const char *const commands[] = {
    "curl http://localhost:8123/x -d '{}'",     "curl -X POST http://localhost:8123/x",
    "curl -k https://localhost:8123/x",         "curl -H \"Authorization: Bearer $T\" http://localhost:8123/x",
    "curl -H @headers http://localhost:8123/x", "curl -H 'not a name: x' http://localhost:8123/x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      GtkWindow *dialog;

      weir_first_page_take_text (self->page, commands[i]);
      g_assert_true (hint_says (self, "You see the request before it is sent"));
      g_assert_true (gtk_widget_get_sensitive (self->button));
      activate (self);
      dialog = app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG);
      g_assert_nonnull (dialog);
      g_assert_true (gtk_window_get_transient_for (dialog) == GTK_WINDOW (self->window));
      gtk_window_close (dialog);
      app_wait (app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG) == NULL);
      g_assert_cmpuint (self->n_watched, ==, 0);
    }
}

static void
test_curl_sent (Fixture *self, gconstpointer data)
{
  GtkWindow *dialog;

  weir_first_page_take_text (self->page, "curl http://localhost:8123/x -d '{}'");
  activate (self);
  dialog = app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG);
  g_signal_emit_by_name (gtk_window_get_default_widget (dialog), "clicked");
  app_wait (app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG) == NULL);
  g_assert_cmpuint (self->n_watched, ==, 1);
  g_assert_true (self->start);
  g_assert_cmpstr (get_method (self->request), ==, "POST");
  g_assert_cmpint (weir_request_get_options (self->request)->policy, ==, WEIR_POLICY_ONCE);
  g_assert_cmpuint (weir_paste_field_get_text (self->field).len, ==, 0);
}

/* Asked only where there is a keyring, and only of what opens doors. */
static void
test_remember (Fixture *self, gconstpointer data)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_path (scratch, "workspace.json");
  g_autoptr (WeirWorkspace) workspace = weir_workspace_new (path);
  g_autoptr (WeirSecrets) secrets = weir_secrets_new (NULL, NULL);
  g_autoptr (WeirKeyring) keyring = weir_keyring_new (workspace, secrets);

  for (guint can = 0; can < 2; can++)
    {
      GtkWindow *dialog;
      GtkWidget *row;

      weir_first_page_set_keyring (self->page, can == 1 ? keyring : NULL);
      weir_first_page_take_text (self->page, "curl -u me:pw http://localhost:8123/x -d '{}'");
      activate (self);
      dialog = app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG);
      row = app_find_by_class (GTK_WIDGET (dialog), "weir-remember");
      g_assert_cmpint (gtk_widget_get_visible (row), ==, can == 1);
      gtk_switch_set_active (GTK_SWITCH (app_find_by_type (row, GTK_TYPE_SWITCH)), TRUE);
      g_signal_emit_by_name (gtk_window_get_default_widget (dialog), "clicked");
      app_wait (app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG) == NULL);
      g_assert_cmpint (self->remember, ==, can == 1);
      g_assert_false (weir_first_page_get_remember (self->page));
    }
}

static void
test_curl_wrong (Fixture *self, gconstpointer data)
{
  weir_first_page_take_text (self->page, "curl 'http://localhost:8123/x");
  g_assert_true (hint_says (self, "not closed"));
  g_assert_false (gtk_widget_get_sensitive (self->button));
  weir_first_page_take_text (self->page, "fetch(\"http://localhost:8123/x\")");
  g_assert_true (hint_says (self, "Copy as cURL"));
}

static void
test_stream (Fixture *self, gconstpointer data)
{
  g_autofree char *written = NULL;

  weir_first_page_take_text (self->page, "event: a\ndata: <b>&\n\n");
  g_assert_true (hint_says (self, "An event stream of 1 event:"));
  g_assert_true (gtk_widget_get_visible (get_open_button (self)));
  g_signal_emit_by_name (get_open_button (self), "clicked");
  g_assert_nonnull (self->path);
  g_assert_false (gtk_widget_get_visible (get_open_button (self)));
  g_assert_true (g_file_get_contents (self->path, &written, NULL, NULL));
  g_assert_cmpstr (written, ==, "event: a\ndata: <b>&\n\n");
  g_assert_cmpint (g_unlink (self->path), ==, 0);

  weir_first_page_take_text (self->page, "event: a\ndata: <b>&\n\ndata: b");
  g_assert_true (hint_says (self, "of 2 events:"));
  serve (self);
  /* The empty line that a copy loses. */
  g_assert_cmpstr (self->script, ==, "event: a\ndata: <b>&\n\ndata: b\n\n");
}

static void
test_script (Fixture *self, gconstpointer data)
{
  weir_first_page_take_text (self->page, ":@ weir 1\n:@ on /a\ndata: a");
  g_assert_true (hint_says (self, "A script"));
  g_assert_false (gtk_widget_get_visible (get_open_button (self)));
  serve (self);
  g_assert_cmpstr (self->script, ==, ":@ weir 1\n:@ on /a\ndata: a");
}

/* One event a line, or a model's answer. */
static void
test_text (Fixture *self, gconstpointer data)
{
  GtkWidget *choice = app_find_by_type (self->window, GTK_TYPE_DROP_DOWN);

  g_assert_false (gtk_widget_get_mapped (choice));
  weir_first_page_take_text (self->page, "Two lines,\nof some words.\n\n");
  g_assert_true (hint_says (self, "sends 2 events"));
  app_wait (gtk_widget_get_mapped (choice));
  serve (self);
  g_assert_nonnull (strstr (self->script, "data: Two lines,\n\n"));
  g_assert_nonnull (strstr (self->script, "data: of some words.\n\n"));

  weir_first_page_take_text (self->page, "Hello, world");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  g_assert_true (hint_says (self, "token by token, as OpenAI chat completions does"));
  serve (self);
  g_assert_nonnull (strstr (self->script, "\"content\":\"Hello\""));
  g_assert_nonnull (strstr (self->script, "data: [DONE]\n\n"));

  /* The beginning of something, more likely than a text. */
  weir_first_page_take_text (self->page, "localhos");
  g_assert_false (gtk_widget_get_sensitive (self->button));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (self->hint), "error"));
}

static void
test_file (Fixture *self, gconstpointer data)
{
  weir_first_page_take_text (self->page, "/nowhere/a.eventstream\n");
  activate (self);
  g_assert_cmpstr (self->path, ==, "/nowhere/a.eventstream");
}

static void
test_json (Fixture *self, gconstpointer data)
{
  weir_first_page_take_text (self->page, "[{\"a\": 1}, {\"a\": 2}]");
  g_assert_true (hint_says (self, "A JSON array"));
  g_assert_true (hint_says (self, "2 events"));
  serve (self);
  g_assert_nonnull (strstr (self->script, "data: {\"a\": 1}\n\n"));
  g_assert_nonnull (strstr (self->script, "data: {\"a\": 2}\n\n"));

  weir_first_page_take_text (self->page, "{\"a\": 1}\n{\"a\": 2}\n{\"a\": 3}");
  g_assert_true (hint_says (self, "JSON Lines"));
  g_assert_true (hint_says (self, "3 events"));
  weir_first_page_take_text (self->page, "{\"a\":\n1}");
  g_assert_true (hint_says (self, "one event"));

  weir_first_page_take_text (self->page, "[]");
  g_assert_true (hint_says (self, "nothing in it"));
  g_assert_false (gtk_widget_get_sensitive (self->button));
  weir_first_page_take_text (self->page, "\n[{\"a\": 1},\r\n{\"a\" 2}]");
  g_assert_true (hint_says (self, "broken in line 3"));
  g_assert_false (gtk_widget_get_sensitive (self->button));
  activate (self);
  g_assert_cmpuint (weir_paste_field_get_text (self->field).len, >, 0);
}

/* What would take a text view seconds is kept aside, however it comes in. */
static void
test_large (Fixture *self, gconstpointer data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autoptr (GString) text = g_string_new ("data: ");
  GtkWidget *clear;

  while (text->len < 10 * 1024 * 1024)
    g_string_append (text, "0123456789abcdef");
  gtk_text_buffer_set_text (buffer, "da", -1);
  gtk_text_buffer_insert_at_cursor (buffer, text->str + 2, -1);
  app_wait (weir_paste_field_get_text (self->field).len == text->len);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  /* It is read in a thread. */
  g_assert_true (hint_says (self, "Reading"));
  g_assert_false (gtk_widget_get_sensitive (self->button));
  app_wait (hint_says (self, "An event stream"));
  g_assert_true (gtk_widget_get_sensitive (self->button));
  clear = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (GTK_IS_BUTTON (clear));
  gtk_widget_activate (clear);
  app_wait (weir_paste_field_get_text (self->field).len == 0);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (self->view)));

  weir_first_page_take_text (self->page, text->str);
  g_assert_cmpuint (weir_paste_field_get_text (self->field).len, ==, text->len);
  app_wait (hint_says (self, "An event stream"));
  serve (self);
  g_assert_cmpuint (strlen (self->script), ==, text->len + 2);
}

/* Markup and controls are shown, not done; the name in the hint is one line. */
static void
test_hostile (Fixture *self, gconstpointer data)
{
  weir_first_page_take_text (self->page, "curl -H 'a\x1b[31m<b>' 'http://h\xe2\x80\xae.example/<i>' --\xe2\x80\xae\x1b -d x");
  g_assert_null (strchr (gtk_label_get_text (self->hint), '\x1b'));
  g_assert_null (strstr (gtk_label_get_text (self->hint), "\xe2\x80\xae"));
  g_assert_false (gtk_label_get_use_markup (self->hint));
}

static guint
count_rows (GtkWidget *group)
{
  guint n = 0;

  for (GtkWidget *row = app_find_by_type (group, ADW_TYPE_ACTION_ROW); row != NULL; row = gtk_widget_get_next_sibling (row))
    n++;

  return n;
}

static void
remember (WeirWorkspace *workspace, const char *url, const char *method, const char *token, const char *title)
{
  const WeirHeader header = { "Authorization", token };
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (WeirWorkspaceItem) item = NULL;

  options.url = url;
  options.method = method;
  options.headers = &header;
  options.n_headers = token != NULL ? 1 : 0;
  request = weir_request_new (&options, NULL);
  item = weir_workspace_item_new_request (request, title);
  weir_workspace_add_recent (workspace, item);
}

static AdwActionRow *
get_row (GtkWidget *group, guint position)
{
  GtkWidget *row = app_find_by_type (group, ADW_TYPE_ACTION_ROW);

  while (position-- > 0)
    row = gtk_widget_get_next_sibling (row);

  return ADW_ACTION_ROW (row);
}

static void
test_recents (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "recents.json", NULL);
  g_autoptr (WeirWorkspace) workspace = weir_workspace_new (path);
  g_autoptr (WeirWorkspaceItem) file = weir_workspace_item_new_path ("/nowhere/<b>.eventstream", NULL);
  GtkWidget *group = app_find_by_type (self->window, ADW_TYPE_PREFERENCES_GROUP);

  g_assert_false (gtk_widget_get_mapped (group));
  weir_first_page_set_workspace (self->page, workspace);
  remember (workspace, "http://localhost:1/<b>?key=secret", NULL, NULL, NULL);
  remember (workspace, "http://localhost:2/", NULL, NULL, "A\x1b<i>name");
  weir_workspace_add_recent (workspace, file);
  app_wait (gtk_widget_get_mapped (group));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (get_row (group, 0))), ==, "<b>.eventstream");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (get_row (group, 1))), ==, "A␛<i>name");
  g_assert_cmpstr (adw_action_row_get_subtitle (get_row (group, 1)), ==, "http://localhost:2/");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (get_row (group, 2))), ==, "http://localhost:1/<b>?key=[redacted]");
  adw_action_row_activate (get_row (group, 0));
  g_assert_cmpstr (self->path, ==, "/nowhere/<b>.eventstream");
  adw_action_row_activate (get_row (group, 2));
  g_assert_cmpstr (weir_request_get_options (self->request)->url, ==, "http://localhost:1/<b>?key=secret");
  g_assert_true (self->start);

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *url = g_strdup_printf ("http://localhost:3/%u", i);

      remember (workspace, url, NULL, NULL, NULL);
    }
  g_assert_cmpuint (count_rows (group), ==, 6);
  weir_first_page_set_workspace (self->page, NULL);
  g_assert_cmpuint (count_rows (group), ==, 0);
  g_assert_true (weir_workspace_flush (workspace, NULL));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* What sends something, or lacks its secret, is shown first. */
static void
test_recents_ask (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "recents-ask.json", NULL);
  g_autoptr (WeirWorkspace) workspace = weir_workspace_new (path);
  GtkWidget *group = app_find_by_type (self->window, ADW_TYPE_PREFERENCES_GROUP);
  GtkWindow *dialog;

  remember (workspace, "http://localhost:1/", NULL, "Bearer secret", NULL);
  remember (workspace, "http://localhost:2/", "POST", NULL, NULL);
  g_assert_true (weir_workspace_flush (workspace, NULL));
  g_clear_object (&workspace);
  workspace = weir_workspace_new (path);
  weir_first_page_set_workspace (self->page, workspace);
  for (guint i = 0; i < 2; i++)
    {
      adw_action_row_activate (get_row (group, i));
      dialog = app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG);
      g_assert_nonnull (dialog);
      gtk_window_close (dialog);
      app_wait (app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG) == NULL);
    }
  g_assert_cmpuint (self->n_watched, ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_recents_clear (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "recents-clear.json", NULL);
  g_autoptr (WeirWorkspace) workspace = weir_workspace_new (path);
  GtkWidget *group = app_find_by_type (self->window, ADW_TYPE_PREFERENCES_GROUP);
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *undo;

  g_object_ref (self->page);
  gtk_window_set_child (GTK_WINDOW (self->window), overlay);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (self->page));
  g_object_unref (self->page);
  remember (workspace, "http://localhost:1/", NULL, NULL, NULL);
  remember (workspace, "http://localhost:2/", NULL, NULL, NULL);
  weir_first_page_set_workspace (self->page, workspace);
  app_wait (gtk_widget_get_mapped (group));
  g_signal_emit_by_name (app_find_by_type (group, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpuint (weir_workspace_get_recents (workspace)->len, ==, 0);
  g_assert_false (gtk_widget_get_visible (group));
  undo = gtk_widget_get_last_child (overlay);
  app_wait ((undo = app_find_by_type (gtk_widget_get_last_child (overlay), GTK_TYPE_BUTTON)) != NULL);
  g_signal_emit_by_name (undo, "clicked");
  g_assert_cmpuint (count_rows (group), ==, 2);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (get_row (group, 0))), ==, "http://localhost:2/");
  g_assert_true (weir_workspace_flush (workspace, NULL));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "empty", test_empty },
    { "url", test_url },
    { "wrong-url", test_wrong_url },
    { "curl-get", test_curl_get },
    { "curl-asks", test_curl_asks },
    { "curl-sent", test_curl_sent },
    { "curl-wrong", test_curl_wrong },
    { "stream", test_stream },
    { "file", test_file },
    { "json", test_json },
    { "script", test_script },
    { "text", test_text },
    { "large", test_large },
    { "hostile", test_hostile },
    { "remember", test_remember },
    { "recents", test_recents },
    { "recents-ask", test_recents_ask },
    { "recents-clear", test_recents_clear },
  };

  gtk_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/first-page/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }

  return g_test_run ();
}
