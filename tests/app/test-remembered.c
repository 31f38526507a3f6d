/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "keyring.h"
#include "scratch.h"
#include "weir-recent-group.h"
#include "weir-remembered.h"
#include "weir-request-dialog-private.h"
#include "weir-settings.h"
#include "weir-stream-item.h"

#include <string.h>

#define TOKEN "s3cr3t-0f-the-house"
/* Nobody listens there. */
#define URL "http://127.0.0.1:1/prices"

typedef struct
{
  Keyring keyring;
  WeirApplication *application;
  WeirWindow *window;
} Fixture;

/* The program, anew. */
static void
start (Fixture *self)
{
  g_autoptr (WeirSecrets) secrets = weir_secrets_new (&keyring_backend, &self->keyring);
  g_autoptr (GError) error = NULL;

  self->application = weir_application_new ();
  weir_application_set_secrets (self->application, secrets);
  g_application_register (G_APPLICATION (self->application), NULL, &error);
  g_assert_no_error (error);
  self->window = app_open_window (self->application);
  app_wait (!weir_remembered_is_restoring (self->window));
}

static void
end (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  weir_application_remember (self->application, NULL);
  weir_workspace_flush (weir_application_get_workspace (self->application), &error);
  g_assert_no_error (error);
  app_close (self->application);
  app_settle ();
  g_clear_object (&self->application);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  keyring_init (&self->keyring);
  start (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  GHashTableIter labels;
  gpointer label;

  weir_workspace_set_items (weir_application_get_workspace (self->application), nothing);
  weir_workspace_clear_recents (weir_application_get_workspace (self->application));
  weir_workspace_flush (weir_application_get_workspace (self->application), NULL);
  app_close (self->application);
  app_settle ();
  g_object_unref (self->application);
  g_hash_table_iter_init (&labels, self->keyring.labels);
  while (g_hash_table_iter_next (&labels, NULL, &label))
    g_assert_null (strstr (label, TOKEN));
  keyring_clear (&self->keyring);
}

static WeirStream *
get_stream (Fixture *self, guint position)
{
  g_autoptr (WeirSidebarItem) item = g_list_model_get_item (weir_window_get_items (self->window), position);

  return weir_stream_item_get_stream (WEIR_STREAM_ITEM (item));
}

static gboolean
has_token (WeirStream *stream)
{
  const WeirRequestOptions *options = weir_request_get_options (weir_stream_get_request (stream));

  for (gsize i = 0; i < options->n_headers; i++)
    if (strstr (options->headers[i].value, TOKEN) != NULL)
      return TRUE;

  return FALSE;
}

static void
accept (gboolean remember)
{
  WeirRequestDialog *dialog = WEIR_REQUEST_DIALOG (app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG));
  GtkWidget *row = app_find_by_class (GTK_WIDGET (dialog), "weir-remember");

  g_assert_true (gtk_widget_get_visible (row));
  gtk_switch_set_active (GTK_SWITCH (app_find_by_type (row, GTK_TYPE_SWITCH)), remember);
  g_signal_emit_by_name (dialog->accept_button, "clicked");
  app_wait (app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG) == NULL);
}

/* By way of the first page, as a person pastes it. */
static void
paste (Fixture *self)
{
  weir_window_take_text (self->window, "curl -X GET -d '{}' -H 'Authorization: Bearer " TOKEN "' " URL);
  g_signal_emit_by_name (app_find_by_class (GTK_WIDGET (self->window), "suggested-action"), "clicked");
}

/* Whether the person is asked. */
static gboolean
is_offered (Fixture *self)
{
  GtkWindow *dialog;
  gboolean offered;

  paste (self);
  dialog = app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG);
  offered = gtk_widget_get_visible (app_find_by_class (GTK_WIDGET (dialog), "weir-remember"));
  app_destroy (dialog);
  return offered;
}

static void
watch (Fixture *self, gboolean remember)
{
  paste (self);
  accept (remember);
  app_settle ();
}

static void
check_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      if (g_file_test (inside, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (inside, G_FILE_TEST_IS_DIR))
        check_folder (inside);
      else if (g_file_test (inside, G_FILE_TEST_IS_REGULAR) && g_file_get_contents (inside, &contents, &length, NULL))
        g_assert_null (g_strstr_len (contents, (gssize) length, TOKEN));
    }
}

/* Whatever this test's home folder holds: all of the state and config is there. */
static void
check_nothing_written (void)
{
  g_autofree char *workspace = g_build_filename (g_get_user_config_dir (), "weir", "workspace.json", NULL);

  g_assert_true (g_file_test (workspace, G_FILE_TEST_EXISTS));
  g_assert_true (g_str_has_prefix (workspace, g_get_home_dir ()));
  check_folder (g_get_home_dir ());
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  guint n_calls;

  watch (self, TRUE);
  g_assert_true (has_token (get_stream (self, 0)));
  app_wait (g_hash_table_size (self->keyring.kept) == 1);
  end (self);
  check_nothing_written ();

  /* It is there again without a question, and is not stored again. */
  n_calls = self->keyring.n_calls;
  start (self);
  app_wait (has_token (get_stream (self, 0)));
  g_assert_null (weir_stream_get_missing (get_stream (self, 0)));
  weir_application_remember (self->application, NULL);
  app_settle ();
  g_assert_cmpuint (self->keyring.n_calls, ==, n_calls + 1);
  end (self);
  start (self);
  app_wait (has_token (get_stream (self, 0)));
  check_nothing_written ();
}

/* Who does not want it kept is asked once, at the next start of the stream. */
static void
test_not_kept (Fixture *self, gconstpointer data)
{
  WeirSidebarItem *item;
  WeirRequestDialog *dialog;

  watch (self, FALSE);
  g_assert_cmpuint (self->keyring.n_calls, ==, 0);
  end (self);
  check_nothing_written ();

  start (self);
  g_assert_false (has_token (get_stream (self, 0)));
  g_assert_nonnull (weir_stream_get_missing (get_stream (self, 0)));
  item = g_list_model_get_item (weir_window_get_items (self->window), 0);
  weir_sidebar_item_start (item);
  dialog = WEIR_REQUEST_DIALOG (app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG));
  g_assert_nonnull (dialog);
  g_assert_cmpint (weir_stream_get_state (get_stream (self, 0)), ==, WEIR_SOURCE_IDLE);
  g_assert_true (weir_authorization_group_take (dialog->authorization, "Bearer " TOKEN));
  accept (TRUE);
  g_assert_true (has_token (get_stream (self, 0)));
  g_assert_cmpint (weir_stream_get_state (get_stream (self, 0)), !=, WEIR_SOURCE_IDLE);
  weir_sidebar_item_stop (item);
  weir_sidebar_item_start (item);
  g_assert_null (app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG));
  app_wait (g_hash_table_size (self->keyring.kept) == 1);
  weir_sidebar_item_stop (item);
  g_object_unref (item);
}

/* What is closed and no recent one leaves the keyring. */
static void
test_forgotten (Fixture *self, gconstpointer data)
{
  watch (self, TRUE);
  app_wait (g_hash_table_size (self->keyring.kept) == 1);
  weir_window_close_item (self->window, weir_window_get_item (self->window));
  app_settle ();
  g_assert_cmpuint (g_hash_table_size (self->keyring.kept), ==, 1);
  weir_workspace_clear_recents (weir_application_get_workspace (self->application));
  app_wait (g_hash_table_size (self->keyring.kept) == 0);
}

static gboolean
says (Fixture *self, const char *part)
{
  GtkWidget *toast = app_find_by_type (GTK_WIDGET (self->window), g_type_from_name ("AdwToastWidget"));

  return toast != NULL && strstr (gtk_label_get_text (GTK_LABEL (app_find_by_type (toast, GTK_TYPE_LABEL))), part) != NULL;
}

static void
be_silent (Fixture *self)
{
  g_assert_null (self->keyring.error);
  g_set_error (&self->keyring.error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY, "Nothing came");
}

/* Again, with a stream whose token the keyring keeps, and does not tell. Returns: (transfer full): that stream */
static WeirSidebarItem *
start_silent (Fixture *self)
{
  watch (self, TRUE);
  app_wait (g_hash_table_size (self->keyring.kept) == 1);
  end (self);
  be_silent (self);
  start (self);
  app_wait (says (self, "Passwords and tokens are missing: The keyring did not answer."));

  return g_list_model_get_item (weir_window_get_items (self->window), 0);
}

/* A keyring that was locked, or gone, when the program started is asked again when a stream is to start. */
static void
test_asked_again (Fixture *self, gconstpointer data)
{
  g_autoptr (WeirSidebarItem) item = NULL;
  WeirRequestDialog *dialog;

  item = start_silent (self);

  be_silent (self);
  weir_sidebar_item_start (item);
  app_wait ((dialog = WEIR_REQUEST_DIALOG (app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG))) != NULL);
  g_assert_true (g_str_has_prefix (adw_preferences_group_get_description (dialog->notes_group), "The keyring did not answer."));
  g_assert_cmpint (weir_stream_get_state (get_stream (self, 0)), ==, WEIR_SOURCE_IDLE);
  gtk_window_close (GTK_WINDOW (dialog));
  app_wait (app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG) == NULL);

  weir_sidebar_item_start (item);
  app_wait (has_token (get_stream (self, 0)));
  app_wait (weir_stream_get_state (get_stream (self, 0)) != WEIR_SOURCE_IDLE);
  g_assert_null (app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG));
  weir_sidebar_item_stop (item);
}

/* Who does not wait for the keyring's answer has the dialog, and the answer changes nothing in it. */
static void
test_not_waited_for (Fixture *self, gconstpointer data)
{
  GtkWindow *dialog;
  g_autoptr (WeirSidebarItem) item = NULL;

  item = start_silent (self);

  weir_sidebar_item_start (item);
  weir_sidebar_item_start (item);
  dialog = app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_true (
      g_str_has_prefix (adw_preferences_group_get_description (WEIR_REQUEST_DIALOG (dialog)->notes_group), "The keyring was not"));
  app_settle ();
  g_assert_nonnull (weir_stream_get_missing (get_stream (self, 0)));
  g_assert_cmpint (weir_stream_get_state (get_stream (self, 0)), ==, WEIR_SOURCE_IDLE);
  gtk_window_close (dialog);
  app_wait (app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG) == NULL);
}

/* Who turns remembering off leaves nothing behind; turned on, what is open is remembered again. */
static void
test_switched_off (Fixture *self, gconstpointer data)
{
  WeirWorkspace *workspace = weir_application_get_workspace (self->application);
  g_autoptr (GSettings) settings = weir_settings_new ();

  watch (self, TRUE);
  app_wait (g_hash_table_size (self->keyring.kept) == 1);
  weir_workspace_clear_recents (workspace);
  g_assert_cmpuint (weir_workspace_get_items (workspace)->len, ==, 1);
  g_settings_set_boolean (settings, "remember-streams", FALSE);
  app_wait (weir_workspace_get_items (workspace)->len == 0);
  app_wait (g_hash_table_size (self->keyring.kept) == 0);
  g_assert_true (has_token (get_stream (self, 0)));
  g_assert_false (is_offered (self));

  g_settings_set_boolean (settings, "remember-streams", TRUE);
  g_assert_true (is_offered (self));
  app_wait (weir_workspace_get_items (workspace)->len == 1);
  app_wait (g_hash_table_size (self->keyring.kept) == 1);
}

/* A recent one is watched again with what the keyring has. */
static void
test_recent (Fixture *self, gconstpointer data)
{
  WeirWorkspaceItem *recent;

  watch (self, TRUE);
  app_wait (g_hash_table_size (self->keyring.kept) == 1);
  weir_window_close_item (self->window, weir_window_get_item (self->window));
  end (self);

  start (self);
  recent = g_ptr_array_index (weir_workspace_get_recents (weir_application_get_workspace (self->application)), 0);
  g_assert_true (recent->remembers);
  g_assert_nonnull (recent->missing[0]);
  g_signal_emit_by_name (app_find_by_type (GTK_WIDGET (self->window), WEIR_TYPE_RECENT_GROUP), "chosen", recent);
  app_wait (weir_window_get_item (self->window) != NULL);
  g_assert_true (has_token (get_stream (self, 0)));
  app_settle ();
  /* In its place, not beside it. */
  g_assert_cmpuint (g_hash_table_size (self->keyring.kept), ==, 1);
}

/* Without a keyring that is said, and the stream is watched all the same. */
static void
test_no_keyring (Fixture *self, gconstpointer data)
{
  self->keyring.is_gone = TRUE;
  watch (self, TRUE);
  app_wait (says (self, "Passwords and tokens are not remembered: Nothing on this system keeps passwords"));
  g_assert_true (has_token (get_stream (self, 0)));
  end (self);
  check_nothing_written ();

  /* It is asked for, and nobody looks for what is not there. */
  self->keyring.n_calls = 0;
  start (self);
  g_assert_nonnull (weir_stream_get_missing (get_stream (self, 0)));
  app_settle ();
  g_assert_cmpuint (self->keyring.n_calls, ==, 0);
}

/* Nothing that opens doors is in what the program says of its own doings. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      g_assert_null (strstr (fields[i].value, TOKEN));

  return level > G_LOG_LEVEL_WARNING ? G_LOG_WRITER_HANDLED : g_log_writer_default (level, fields, n_fields, user_data);
}

static guint
count_items (Fixture *self)
{
  return g_list_model_get_n_items (weir_window_get_items (self->window));
}

/* They come one by one and unseen. Who ends the program before the last came loses none of them. */
static void
test_many (Fixture *self, gconstpointer data)
{
  const guint n = 12;
  WeirWorkspace *workspace = weir_application_get_workspace (self->application);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_workspace_item_unref);

  for (guint i = 0; i < n; i++)
    {
      WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
      g_autofree char *url = g_strdup_printf ("%s/%u", URL, i);
      g_autoptr (WeirRequest) request = NULL;

      options.url = url;
      request = weir_request_new (&options, NULL);
      g_ptr_array_add (items, weir_workspace_item_new_request (request, NULL));
    }
  weir_workspace_set_items (workspace, items);
  weir_remembered_restore (workspace, self->window);
  app_wait (count_items (self) > 0);
  g_assert_cmpuint (count_items (self), <, n);
  weir_application_remember (self->application, NULL);
  g_assert_cmpuint (weir_workspace_get_items (workspace)->len, ==, n);

  app_wait (!weir_remembered_is_restoring (self->window));
  g_assert_cmpuint (count_items (self), ==, n);
  g_assert_null (weir_window_get_item (self->window));
  weir_application_remember (self->application, NULL);
  g_assert_cmpuint (weir_workspace_get_items (workspace)->len, ==, n);
}

int
main (int argc, char **argv)
{
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_log_set_writer_func (write_log, NULL, NULL);
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/remembered/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/remembered/not-kept", Fixture, NULL, set_up, test_not_kept, tear_down);
  g_test_add ("/remembered/forgotten", Fixture, NULL, set_up, test_forgotten, tear_down);
  g_test_add ("/remembered/asked-again", Fixture, NULL, set_up, test_asked_again, tear_down);
  g_test_add ("/remembered/not-waited-for", Fixture, NULL, set_up, test_not_waited_for, tear_down);
  g_test_add ("/remembered/switched-off", Fixture, NULL, set_up, test_switched_off, tear_down);
  g_test_add ("/remembered/recent", Fixture, NULL, set_up, test_recent, tear_down);
  g_test_add ("/remembered/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/remembered/no-keyring", Fixture, NULL, set_up, test_no_keyring, tear_down);
  return g_test_run ();
}
