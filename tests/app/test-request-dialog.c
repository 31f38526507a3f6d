/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "stage.h"
#include "weir-header-row.h"
#include "weir-request-dialog-private.h"

typedef struct
{
  WeirRequestDialog *dialog;
  WeirRequest *request;
  guint n_accepted;
} Fixture;

static void
on_accepted (Fixture *self, WeirRequest *request)
{
  self->n_accepted++;
  self->request = weir_request_ref (request);
}

static void
show (Fixture *self, GtkWidget *dialog)
{
  self->dialog = WEIR_REQUEST_DIALOG (dialog);
  g_signal_connect_swapped (dialog, "accepted", G_CALLBACK (on_accepted), self);
  gtk_window_present (GTK_WINDOW (dialog));
  app_wait (gtk_widget_get_mapped (dialog));
}

static void
open_options (Fixture *self, const WeirRequestOptions *options)
{
  show (self, weir_request_dialog_new (NULL, options, NULL));
}

static void
open_curl (Fixture *self, const char *command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirCurl) curl = weir_curl_parse (command, NULL, &error);

  g_assert_no_error (error);
  show (self, weir_request_dialog_new_for_curl (NULL, curl));
}

static const WeirRequestOptions *
accept (Fixture *self)
{
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (self->dialog->accept_button)));
  g_signal_emit_by_name (self->dialog->accept_button, "clicked");
  app_wait (app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG) == NULL);
  self->dialog = NULL;
  g_assert_cmpuint (self->n_accepted, ==, 1);

  return weir_request_get_options (self->request);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->dialog != NULL)
    app_destroy (GTK_WINDOW (self->dialog));
  app_settle ();
  g_clear_pointer (&self->request, weir_request_unref);
}

static void
set_text (gpointer row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* That it cannot be accepted, and why; the field is marked. */
static void
assert_problem (Fixture *self, gpointer field, const char *piece)
{
  const char *said = gtk_label_get_text (self->dialog->problem);

  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (self->dialog->accept_button)));
  g_assert_true (gtk_revealer_get_reveal_child (self->dialog->problem_revealer));
  if (strstr (said, piece) == NULL)
    g_error ("“%s” does not say “%s”", said, piece);
  g_assert_true (field == NULL || gtk_widget_has_css_class (GTK_WIDGET (field), "error"));
}

static void
assert_fine (Fixture *self, gpointer field)
{
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->dialog->accept_button)))
    g_error ("a problem: %s", gtk_label_get_text (self->dialog->problem));
  g_assert_false (gtk_revealer_get_reveal_child (self->dialog->problem_revealer));
  g_assert_true (field == NULL || !gtk_widget_has_css_class (GTK_WIDGET (field), "error"));
}

static const char *
get_header (const WeirRequestOptions *options, const char *name)
{
  for (gsize i = 0; i < options->n_headers; i++)
    if (g_ascii_strcasecmp (options->headers[i].name, name) == 0)
      return options->headers[i].value;

  return NULL;
}

/* What goes in unchanged comes out unchanged. */
static void
test_round_trip (Fixture *self, gconstpointer data)
{
  static const WeirHeader headers[] = {
    { "X-A", "1" }, { "Authorization", "Digest x" }, { "Content-Type", "text/plain" }, { "X-A", "\xc3\xa9" }
  };
  g_autoptr (GBytes) body = g_bytes_new_static ("a\xff\0b", 4);
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  const WeirRequestOptions *got;

  options.url = "https://host.example:8443/a?b=c";
  options.method = "QUERY";
  options.headers = headers;
  options.n_headers = G_N_ELEMENTS (headers);
  options.body = body;
  options.last_event_id = "4 2";
  options.policy = WEIR_POLICY_PERSISTENT;
  options.reconnection_time_us = 1500 * G_TIME_SPAN_MILLISECOND;
  options.max_retries = 4;
  options.connect_timeout_us = 0;
  options.head_timeout_us = 2 * G_TIME_SPAN_MINUTE;
  options.silence_timeout_us = 30 * G_TIME_SPAN_SECOND;
  options.any_type = TRUE;
  options.insecure = TRUE;
  options.proxy = "socks5://me:pw@127.0.0.1:1080";
  options.http2 = TRUE;
  options.decompress = TRUE;
  open_options (self, &options);
  got = accept (self);
  g_assert_cmpstr (got->url, ==, options.url);
  g_assert_cmpstr (got->method, ==, "QUERY");
  g_assert_cmpuint (got->n_headers, ==, G_N_ELEMENTS (headers));
  g_assert_cmpstr (get_header (got, "Authorization"), ==, "Digest x");
  g_assert_cmpstr (get_header (got, "Content-Type"), ==, "text/plain");
  g_assert_true (g_bytes_equal (got->body, body));
  g_assert_cmpstr (got->last_event_id, ==, "4 2");
  g_assert_cmpint (got->policy, ==, WEIR_POLICY_PERSISTENT);
  g_assert_cmpint (got->reconnection_time_us, ==, options.reconnection_time_us);
  g_assert_cmpint (got->max_retries, ==, 4);
  g_assert_cmpint (got->connect_timeout_us, ==, 0);
  g_assert_cmpint (got->head_timeout_us, ==, options.head_timeout_us);
  g_assert_cmpint (got->silence_timeout_us, ==, options.silence_timeout_us);
  g_assert_true (got->any_type && got->insecure && got->http2 && got->decompress);
  g_assert_cmpstr (got->proxy, ==, options.proxy);
}

static void
test_defaults (Fixture *self, gconstpointer data)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) plain = NULL;
  const WeirRequestOptions *wanted;
  const WeirRequestOptions *got;

  options.url = "http://localhost:8123/x";
  plain = weir_request_new (&options, NULL);
  wanted = weir_request_get_options (plain);
  open_options (self, wanted);
  assert_fine (self, NULL);
  got = accept (self);
  g_assert_cmpstr (got->method, ==, "GET");
  g_assert_cmpuint (got->n_headers, ==, 0);
  g_assert_null (got->body);
  g_assert_null (got->proxy);
  g_assert_cmpint (got->policy, ==, wanted->policy);
  g_assert_cmpint (got->reconnection_time_us, ==, wanted->reconnection_time_us);
  g_assert_cmpint (got->connect_timeout_us, ==, wanted->connect_timeout_us);
  g_assert_cmpint (got->max_retries, ==, -1);
}

static void
test_problems (Fixture *self, gconstpointer data)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  WeirRequestDialog *dialog;

  options.url = "http://localhost:8123/x";
  open_options (self, &options);
  dialog = self->dialog;

  set_text (dialog->url_row, "ftp://h/<b>");
  assert_problem (self, dialog->url_row, "“ftp://h/<b>” is not an http or https URL");
  g_assert_false (gtk_label_get_use_markup (dialog->problem));
  g_signal_emit_by_name (dialog->accept_button, "clicked");
  g_assert_cmpuint (self->n_accepted, ==, 0);
  set_text (dialog->url_row, "http://h/");
  assert_fine (self, dialog->url_row);

  adw_combo_row_set_selected (dialog->method_row, 6);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog->method_entry)));
  assert_problem (self, dialog->method_entry, "is not a method");
  set_text (dialog->method_entry, "SEARCH");
  assert_fine (self, dialog->method_entry);
  set_text (dialog->reconnection_row, "3");
  assert_problem (self, dialog->reconnection_row, "the unit is missing");
  set_text (dialog->reconnection_row, " ");
  assert_fine (self, dialog->reconnection_row);
  set_text (dialog->tries_row, "0");
  assert_problem (self, dialog->tries_row, "from 1");
  set_text (dialog->tries_row, "");
  set_text (dialog->silence_row, "400d");
  assert_problem (self, dialog->silence_row, "unit");
  set_text (dialog->silence_row, "0");
  assert_fine (self, dialog->silence_row);
  adw_combo_row_set_selected (dialog->proxy_row, WEIR_PROXY_OTHER);
  assert_problem (self, dialog->proxy_entry, "The proxy's URL is missing");
  set_text (dialog->proxy_entry, "proxy:8080");
  assert_problem (self, dialog->proxy_entry, "has no scheme; try http://proxy:8080");
  set_text (dialog->proxy_entry, "http://proxy:8080");
  assert_fine (self, dialog->proxy_entry);
}

/* The name of a file that is not there, and of a folder that looks like markup; the file can be taken away. */
#define NOWHERE "/nowhere/R&D/<b>x</b>.pem"

static void
take_away (Fixture *self, WeirFileRow *row)
{
  GtkWidget *title = stage_find_text (GTK_WIDGET (row), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (title))), ==, NOWHERE);
  assert_problem (self, row, NOWHERE);
  g_signal_emit_by_name (app_find_by_type (GTK_WIDGET (row), GTK_TYPE_BUTTON), "clicked");
  assert_fine (self, row);
}

static void
test_certificates (Fixture *self, gconstpointer data)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  const WeirRequestOptions *accepted;

  options.url = "https://localhost:8123/x";
  options.ca_file = NOWHERE;
  open_options (self, &options);
  take_away (self, self->dialog->ca_row);
  weir_file_row_set_path (self->dialog->cert_row, NOWHERE);
  g_signal_emit_by_name (self->dialog->cert_row, "changed");
  take_away (self, self->dialog->cert_row);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->dialog->key_row)));
  accepted = accept (self);
  g_assert_null (accepted->ca_file);
  g_assert_null (accepted->cert_file);
}

static void
test_own_certificate (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "support", "certificates", "server-a.pem", NULL);
  g_autofree char *other = g_test_build_filename (G_TEST_DIST, "support", "certificates", "authority-a.pem", NULL);
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  const WeirRequestOptions *accepted;
  WeirFileRow *row, *key;

  options.url = "https://localhost:8123/x";
  options.cert_file = path;
  open_options (self, &options);
  row = self->dialog->cert_row;
  key = self->dialog->key_row;
  assert_fine (self, row);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (key)));
  weir_file_row_set_path (key, other);
  g_signal_emit_by_name (key, "changed");
  assert_problem (self, row, "authority-a.pem");
  weir_file_row_set_path (key, path);
  g_signal_emit_by_name (key, "changed");
  assert_fine (self, row);
  accepted = accept (self);
  g_assert_cmpstr (accepted->cert_file, ==, path);
  g_assert_cmpstr (accepted->key_file, ==, path);
}

/* The policy goes with the method until the person chooses one. */
static void
test_policy (Fixture *self, gconstpointer data)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  AdwComboRow *policy;

  options.url = "http://localhost:8123/x";
  open_options (self, &options);
  policy = self->dialog->policy_row;
  g_assert_cmpuint (adw_combo_row_get_selected (policy), ==, WEIR_POLICY_BROWSER);
  adw_combo_row_set_selected (self->dialog->method_row, 1);
  g_assert_cmpuint (adw_combo_row_get_selected (policy), ==, WEIR_POLICY_ONCE);
  adw_combo_row_set_selected (self->dialog->method_row, 0);
  g_assert_cmpuint (adw_combo_row_get_selected (policy), ==, WEIR_POLICY_BROWSER);
  adw_combo_row_set_selected (policy, WEIR_POLICY_PERSISTENT);
  adw_combo_row_set_selected (self->dialog->method_row, 1);
  g_assert_cmpuint (adw_combo_row_get_selected (policy), ==, WEIR_POLICY_PERSISTENT);
}

static void
test_headers (Fixture *self, gconstpointer data)
{
  static const WeirHeader headers[] = { { "X-A", "1" }, { "Cookie", "a=b" }, { "X-C", "3" } };
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  const WeirRequestOptions *got;
  GtkWidget *rows[3];
  GtkWidget *group;
  GtkWidget *name;
  GtkWidget *value;

  options.url = "http://localhost:8123/x";
  options.headers = headers;
  options.n_headers = G_N_ELEMENTS (headers);
  open_options (self, &options);
  group = GTK_WIDGET (self->dialog->headers);
  rows[0] = app_find_by_type (group, WEIR_TYPE_HEADER_ROW);
  rows[1] = gtk_widget_get_next_sibling (rows[0]);
  rows[2] = gtk_widget_get_next_sibling (rows[1]);

  /* A secret is not for every onlooker. */
  name = app_find_by_type (rows[1], GTK_TYPE_ENTRY);
  value = gtk_widget_get_next_sibling (name);
  g_assert_false (gtk_entry_get_visibility (GTK_ENTRY (value)));
  gtk_widget_grab_focus (value);
  app_settle ();
  g_assert_true (gtk_entry_get_visibility (GTK_ENTRY (value)));

  set_text (name, "not a name");
  assert_problem (self, name, "is not a header name");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (app_find_by_type (rows[1], GTK_TYPE_CHECK_BUTTON)), FALSE);
  assert_fine (self, name);
  g_signal_emit_by_name (rows[2], "remove");

  /* A new one: empty it says nothing. */
  g_signal_emit_by_name (app_find_by_type (group, GTK_TYPE_BUTTON), "clicked");
  assert_fine (self, NULL);
  rows[2] = gtk_widget_get_next_sibling (rows[1]);
  name = app_find_by_type (rows[2], GTK_TYPE_ENTRY);
  app_wait (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->dialog)), name));
  set_text (gtk_widget_get_next_sibling (name), "new");
  assert_problem (self, name, "is not a header name");
  set_text (name, "X-New");

  got = accept (self);
  g_assert_cmpuint (got->n_headers, ==, 2);
  g_assert_cmpstr (get_header (got, "X-A"), ==, "1");
  g_assert_cmpstr (get_header (got, "X-New"), ==, "new");
}

static void
test_twice (Fixture *self, gconstpointer data)
{
  static const WeirHeader headers[] = { { "X-Type", "text/plain" } };
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (GBytes) body = g_bytes_new_static ("a", 1);
  GtkWidget *row;

  options.url = "http://localhost:8123/x";
  options.headers = headers;
  options.n_headers = 1;
  options.body = body;
  open_options (self, &options);
  row = app_find_by_type (GTK_WIDGET (self->dialog->headers), WEIR_TYPE_HEADER_ROW);
  set_text (app_find_by_type (row, GTK_TYPE_ENTRY), "content-type");
  assert_fine (self, NULL);
  weir_body_group_set (self->dialog->body, body, "text/html");
  assert_problem (self, NULL, "Content-Type stands among the headers");
}

/* @group: of the first editable row that is shown and so titled */
static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_authorization (Fixture *self, gconstpointer data)
{
  static const WeirHeader headers[] = { { "Authorization", "Bearer abc" } };
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  GtkWidget *group;

  options.url = "http://localhost:8123/x";
  options.headers = headers;
  options.n_headers = 1;
  open_options (self, &options);
  group = GTK_WIDGET (self->dialog->authorization);
  g_assert_null (app_find_by_type (GTK_WIDGET (self->dialog->headers), WEIR_TYPE_HEADER_ROW));
  set_text (find_row (group, "Token"), " ");
  assert_problem (self, find_row (group, "Token"), "The token is missing");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (group, "Kind")), 2);
  set_text (find_row (group, "Name"), "a:b");
  assert_problem (self, find_row (group, "Name"), "colon");
  set_text (find_row (group, "Name"), "me");
  set_text (find_row (group, "Password"), "p\xc3\xa4ss:word");
  g_assert_false (weir_request_dialog_get_remember (self->dialog));
  weir_request_dialog_set_remember (self->dialog, TRUE, TRUE);
  g_assert_true (weir_request_dialog_get_remember (self->dialog));
  g_assert_cmpstr (get_header (accept (self), "Authorization"), ==, "Basic bWU6cMOkc3M6d29yZA==");
}

/* Whatever opens doors can be kept, and nothing else asks for it. */
static void
test_remember (Fixture *self, gconstpointer data)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  GtkWidget *row;

  options.url = "http://localhost:8123/x";
  open_options (self, &options);
  weir_request_dialog_set_remember (self->dialog, TRUE, TRUE);
  row = app_find_by_class (GTK_WIDGET (self->dialog), "weir-remember");
  g_assert_false (gtk_widget_get_visible (row));
  g_assert_false (weir_request_dialog_get_remember (self->dialog));
  set_text (self->dialog->url_row, "http://localhost:8123/x?api_key=k");
  g_assert_true (gtk_widget_get_visible (row));
  g_assert_true (weir_request_dialog_get_remember (self->dialog));
  weir_request_dialog_set_remember (self->dialog, FALSE, TRUE);
  g_assert_false (weir_request_dialog_get_remember (self->dialog));
}

/* The name and password of a URL are not left in it. */
static void
test_user_in_url (Fixture *self, gconstpointer data)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;

  options.url = "http://me:pw@localhost:8123/x";
  open_options (self, &options);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (self->dialog->url_row)), ==, "http://localhost:8123/x");
  g_assert_cmpstr (get_header (accept (self), "Authorization"), ==, "Basic bWU6cHc=");
}

static void
test_blanks (Fixture *self, gconstpointer data)
{
  const WeirRequestOptions *got;
  const char *body;
  gsize n_bytes;
  GtkWidget *group;

  open_curl (self, "curl \"http://$HOST/x\" -H \"Authorization: Bearer $TOKEN\" -H \"X: $TOKEN2\" -d \"{\\\"a\\\": \\\"${A:-b}\\\"}\"");
  group = GTK_WIDGET (self->dialog->blanks_group);
  g_assert_true (gtk_widget_get_visible (group));
  assert_problem (self, NULL, "Fill in");
  set_text (find_row (group, "$HOST"), "localhost:1");
  set_text (find_row (group, "$TOKEN2"), "two");
  set_text (find_row (group, "${A:-b}"), "$HOST");
  assert_problem (self, NULL, "Fill in $TOKEN");
  /* It has two fields, which are one. */
  set_text (find_row (GTK_WIDGET (self->dialog->authorization), "Token ($TOKEN)"), "one");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (group, "$TOKEN"))), ==, "one");
  got = accept (self);
  g_assert_cmpstr (got->url, ==, "http://localhost:1/x");
  g_assert_cmpstr (get_header (got, "Authorization"), ==, "Bearer one");
  g_assert_cmpstr (get_header (got, "X"), ==, "two");
  /* What was put in is not looked through again. */
  body = g_bytes_get_data (got->body, &n_bytes);
  g_assert_cmpmem (body, n_bytes, "{\"a\": \"$HOST\"}", 14);
}

static void
test_blank_user (Fixture *self, gconstpointer data)
{
  open_curl (self, "curl -u \"$ME:pw\" http://localhost:1/");
  set_text (find_row (GTK_WIDGET (self->dialog->blanks_group), "$ME"), "me");
  g_assert_cmpstr (get_header (accept (self), "Authorization"), ==, "Basic bWU6cHc=");
}

static void
test_notes (Fixture *self, gconstpointer data)
{
  GtkWidget *row;

  open_curl (self, "curl -s -F 'a=<b>&amp;\xe2\x80\xae\x1b' http://localhost:1/");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->dialog->notes_group)));
  row = app_find_by_class (GTK_WIDGET (self->dialog->notes_group), "weir-note");
  g_assert_false (adw_preferences_row_get_use_markup (ADW_PREFERENCES_ROW (row)));
  g_assert_true (g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "“-F a=<b>&amp;<U+202E>␛”: "));
  row = gtk_widget_get_next_sibling (row);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Not needed here: -s");
}

/* As much as a command can bring. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) command = g_string_new ("curl http://h/?");

  for (guint i = 0; i < 30000; i++)
    g_string_append_c (command, 'x');
  for (guint i = 0; i < 300; i++)
    g_string_append_printf (command, " -H 'X-%u: %0*u' -o f%u -H \"$V%u: 1\"", i, i == 0 ? 30000 : 1, i, i, i);
  open_curl (self, command->str);
  assert_problem (self, NULL, "Fill in");
}

static void
test_body (Fixture *self, gconstpointer data)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (GString) text = g_string_new (NULL);
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkWidget *kept;

  options.url = "http://localhost:8123/x";
  open_options (self, &options);
  view = GTK_TEXT_VIEW (app_find_by_type (GTK_WIDGET (self->dialog->body), GTK_TYPE_TEXT_VIEW));
  buffer = gtk_text_view_get_buffer (view);
  kept = find_row (GTK_WIDGET (self->dialog->body), "Kept as it is");
  while (text->len < 1024 * 1024)
    g_string_append (text, "0123456789abcdef");
  gtk_text_buffer_insert_at_cursor (buffer, text->str, -1);
  app_wait (gtk_widget_get_visible (kept));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  g_signal_emit_by_name (app_find_by_type (kept, GTK_TYPE_BUTTON), "clicked");
  g_assert_false (gtk_widget_get_visible (kept));
  gtk_text_buffer_set_text (buffer, "{\"a\":\n1}", -1);
  adw_combo_row_set_selected (self->dialog->method_row, 1);
  {
    const WeirRequestOptions *got = accept (self);

    g_assert_cmpuint (g_bytes_get_size (got->body), ==, 8);
    g_assert_cmpstr (get_header (got, "Content-Type"), ==, "application/json");
  }
}

static void
test_command (Fixture *self, gconstpointer data)
{
  open_curl (self, "curl -u me:pw 'http://localhost:1/?token=t' -H 'X-A: <b>' -d x");
  adw_expander_row_set_expanded (self->dialog->command_row, TRUE);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (self->dialog->command), "curl -gNL 'http://localhost:1/?token=[redacted]' \\\n"));
  g_assert_nonnull (strstr (gtk_label_get_text (self->dialog->command), "-H 'X-A: <b>'"));
  g_assert_nonnull (strstr (gtk_label_get_text (self->dialog->command), "-H 'Authorization: [redacted]'"));
  gtk_switch_set_active (self->dialog->secrets, TRUE);
  g_assert_nonnull (strstr (gtk_label_get_text (self->dialog->command), "-H 'Authorization: Basic bWU6cHc='"));
  /* It follows what is edited. */
  set_text (self->dialog->url_row, "http://localhost:2/");
  g_assert_true (g_str_has_prefix (gtk_label_get_text (self->dialog->command), "curl -NL 'http://localhost:2/' \\\n"));
  set_text (self->dialog->url_row, "");
  g_assert_true (g_str_has_prefix (gtk_label_get_text (self->dialog->command), "There is none"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "round-trip", test_round_trip },
    { "defaults", test_defaults },
    { "problems", test_problems },
    { "certificates", test_certificates },
    { "own-certificate", test_own_certificate },
    { "policy", test_policy },
    { "headers", test_headers },
    { "twice", test_twice },
    { "authorization", test_authorization },
    { "remember", test_remember },
    { "user-in-url", test_user_in_url },
    { "blanks", test_blanks },
    { "blank-user", test_blank_user },
    { "notes", test_notes },
    { "many", test_many },
    { "body", test_body },
    { "command", test_command },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/request-dialog/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, NULL, tests[i].test, tear_down);
    }

  return g_test_run ();
}
