/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "raw-client.h"
#include "scratch.h"
#include "weir-error.h"
#include "weir-mock-item.h"

#include <glib/gstdio.h>
#include <utime.h>

#define SCRIPT ":@ weir 1\n:@ title Ticks of a clock\n:@ on /ticks\ndata: tick\n\n:@ hold\n"
#define OTHER ":@ weir 1\n:@ on /ticks\ndata: tock\n\n:@ hold\n"
#define BROKEN ":@ weir 1\ndata: tick\n\n:@ wait long\n"

static guint
get_uint (WeirMockItem *item, const char *name)
{
  guint value;

  g_object_get (item, name, &value, NULL);
  return value;
}

static gboolean
get_flag (WeirMockItem *item, const char *name)
{
  gboolean value;

  g_object_get (item, name, &value, NULL);
  return value;
}

static void
count_up (guint *n)
{
  (*n)++;
}

/* A client of the mock that has asked for @path. */
static RawClient *
ask (WeirMockItem *item, const char *path)
{
  RawClient *client = raw_client_new ((guint16) get_uint (item, "port"));
  g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path);

  raw_client_send (client, request);
  return client;
}

static void
test_text (void)
{
  g_autoptr (WeirMockItem) item = weir_mock_item_new (NULL, SCRIPT);
  guint n_notified = 0;

  g_assert_cmpstr (weir_mock_item_get_title (item), ==, "Ticks of a clock");
  g_assert_false (weir_mock_item_has_own_title (item));
  g_assert_cmpstr (weir_mock_item_get_text (item), ==, SCRIPT);
  g_assert_false (get_flag (item, "modified"));
  g_assert_cmpuint (weir_mock_item_get_problems (item)->len, ==, 0);

  g_signal_connect_swapped (item, "notify::modified", G_CALLBACK (count_up), &n_notified);
  weir_mock_item_set_text (item, BROKEN);
  weir_mock_item_set_text (item, BROKEN);
  g_assert_true (get_flag (item, "modified"));
  g_assert_cmpuint (n_notified, ==, 1);
  g_signal_connect_swapped (item, "problems-changed", G_CALLBACK (count_up), &n_notified);
  g_assert_false (weir_mock_item_check (item));
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_cmpuint (weir_mock_item_get_problems (item)->len, ==, 1);
  g_assert_cmpuint (((WeirDiagnostic *) g_ptr_array_index (weir_mock_item_get_problems (item), 0))->line, ==, 4);
  /* What cannot be read does not take its name away. */
  g_assert_cmpstr (weir_mock_item_get_title (item), ==, "Ticks of a clock");

  weir_mock_item_set_text (item, SCRIPT);
  g_assert_false (get_flag (item, "modified"));
  weir_mock_item_set_title (item, "Mine");
  g_assert_true (weir_mock_item_check (item));
  g_assert_cmpstr (weir_mock_item_get_title (item), ==, "Mine");
  weir_mock_item_set_title (item, "");
  g_assert_cmpstr (weir_mock_item_get_title (item), ==, "Ticks of a clock");
}

/* A new script under a client that is connected. */
static void
test_run (void)
{
  g_autoptr (WeirMockItem) item = weir_mock_item_new (NULL, SCRIPT);
  g_autoptr (RawClient) first = NULL;
  g_autoptr (RawClient) second = NULL;
  g_autoptr (RawClient) third = NULL;
  g_autofree char *url = NULL;
  guint port;

  g_assert_null (weir_mock_item_get_url (item));
  g_assert_true (weir_mock_item_run (item, NULL));
  port = get_uint (item, "port");
  url = g_strdup_printf ("http://127.0.0.1:%u/ticks", port);
  g_assert_cmpstr (weir_mock_item_get_url (item), ==, url);
  g_assert_true (weir_mock_item_get_running (item));
  first = ask (item, "/ticks");
  raw_client_wait_for (first, "data: tick\n\n");
  app_wait (get_uint (item, "n-clients") == 1);

  weir_mock_item_set_text (item, OTHER);
  g_assert_true (get_flag (item, "stale"));
  g_assert_true (weir_mock_item_run (item, NULL));
  g_assert_false (get_flag (item, "stale"));
  g_assert_cmpstr (weir_mock_item_get_url (item), ==, url);
  second = ask (item, "/ticks");
  raw_client_wait_for (second, "data: tock\n\n");
  app_wait (get_uint (item, "n-clients") == 2);
  g_assert_false (first->is_eof);

  weir_mock_item_stop (item);
  raw_client_wait_for_end (first);
  raw_client_wait_for_end (second);
  g_assert_cmpuint (get_uint (item, "n-clients"), ==, 0);
  g_assert_null (weir_mock_item_get_url (item));
  g_assert_false (weir_mock_item_get_running (item));

  /* The same address again. */
  g_assert_true (weir_mock_item_run (item, NULL));
  g_assert_cmpuint (get_uint (item, "port"), ==, port);
  third = ask (item, "/ticks");
  raw_client_wait_for (third, "data: tock\n\n");
}

static void
test_run_broken (void)
{
  g_autoptr (WeirMockItem) item = weir_mock_item_new (NULL, SCRIPT);
  g_autoptr (RawClient) client = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_mock_item_run (item, NULL));
  weir_mock_item_set_text (item, BROKEN);
  g_assert_false (weir_mock_item_run (item, &error));
  g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX);
  g_assert_true (g_str_has_prefix (error->message, "Line 4: "));
  g_assert_cmpstr (weir_mock_item_get_error (item), ==, error->message);
  g_assert_true (weir_mock_item_get_running (item));
  g_assert_true (get_flag (item, "stale"));
  client = ask (item, "/ticks");
  raw_client_wait_for (client, "data: tick\n\n");

  weir_mock_item_set_text (item, SCRIPT);
  g_assert_true (weir_mock_item_run (item, NULL));
  g_assert_null (weir_mock_item_get_error (item));
}

/* Where it answers without an `on` line: at its name, and at the root. */
static void
test_paths (void)
{
  static const char *const titles[][2] = {
    { "Ticks of a Clock!", "/ticks-of-a-clock" },
    { "  50 %  ", "/50" },
    { "\346\265\201", "/events" },
    { "index", "/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (WeirMockItem) item = weir_mock_item_new (titles[i][0], "data: plain\n\n");
      g_autoptr (RawClient) at_root = NULL;
      g_autoptr (RawClient) at_path = NULL;

      g_assert_true (weir_mock_item_run (item, NULL));
      g_assert_true (g_str_has_suffix (weir_mock_item_get_url (item), titles[i][1]));
      at_root = ask (item, "/");
      raw_client_wait_for (at_root, "data: plain\n\n");
      at_path = ask (item, titles[i][1]);
      raw_client_wait_for (at_path, "data: plain\n\n");
      /* It is called something else, and is still where it was. */
      weir_mock_item_set_title (item, "Another");
      g_assert_true (weir_mock_item_run (item, NULL));
      g_assert_true (g_str_has_suffix (weir_mock_item_get_url (item), titles[i][1]));
    }
}

static void
test_port (void)
{
  g_autoptr (WeirMockItem) item = weir_mock_item_new (NULL, SCRIPT);
  g_autoptr (WeirMockItem) other = weir_mock_item_new (NULL, SCRIPT);
  g_autoptr (RawClient) client = NULL;
  g_autoptr (GError) error = NULL;
  guint port;

  g_assert_true (weir_mock_item_run (item, NULL));
  g_assert_true (weir_mock_item_run (other, NULL));
  port = get_uint (item, "port");
  g_assert_cmpuint (get_uint (other, "port"), !=, port);

  /* One that was asked for is that or none. */
  g_object_set (other, "port", port, NULL);
  g_assert_true (get_flag (other, "stale"));
  g_assert_false (weir_mock_item_run (other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_false (weir_mock_item_get_running (other));
  weir_mock_item_stop (item);
  g_assert_true (weir_mock_item_run (other, NULL));
  g_assert_cmpuint (get_uint (other, "port"), ==, port);

  /* One that was got is a wish. */
  g_assert_true (weir_mock_item_run (item, NULL));
  g_assert_cmpuint (get_uint (item, "port"), !=, port);
  client = ask (item, "/ticks");
  raw_client_wait_for (client, "data: tick\n\n");
}

static void
test_held (void)
{
  g_autoptr (WeirMockItem) item = weir_mock_item_new (NULL, SCRIPT);
  g_autoptr (RawClient) client = NULL;

  g_object_set (item, "held", TRUE, "speed", 2.0, NULL);
  g_assert_true (weir_mock_item_run (item, NULL));
  client = ask (item, "/ticks");
  raw_client_wait_for (client, "\r\n\r\n");
  raw_run_for (20);
  g_assert_null (strstr (client->in->str, "tick\n"));
  g_object_set (item, "held", FALSE, NULL);
  raw_client_wait_for (client, "data: tick\n\n");
}

/* Bytes that no editor can show are served all the same. */
static void
test_read_only (void)
{
  static const char wire[] = "data: \377\n\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (wire, sizeof wire - 1);
  g_autoptr (WeirMockItem) item = weir_mock_item_new_for_bytes ("Odd", bytes);
  g_autoptr (GBytes) again = weir_mock_item_dup_bytes (item);
  g_autoptr (RawClient) client = NULL;

  g_assert_true (get_flag (item, "read-only"));
  g_assert_cmpstr (weir_mock_item_get_text (item), ==, "");
  weir_mock_item_set_text (item, "data: text\n\n");
  g_assert_cmpstr (weir_mock_item_get_text (item), ==, "");
  g_assert_true (g_bytes_equal (again, bytes));
  g_assert_true (weir_mock_item_run (item, NULL));
  client = ask (item, "/");
  raw_client_wait_for (client, wire);
}

/* A long script is read in a thread; it cannot be run before that, and is not read again then. */
static void
test_long (void)
{
  g_autoptr (GString) script = g_string_new (":@ weir 1\n:@ title Long\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (WeirMockItem) item = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RawClient) client = NULL;
  guint deadline;

  while (script->len <= WEIR_MOCK_ITEM_TEXT)
    g_string_append (script, "data: some words\n\n");
  bytes = g_bytes_new (script->str, script->len);
  item = weir_mock_item_new_for_bytes (NULL, bytes);
  g_assert_true (get_flag (item, "read-only"));
  g_assert_true (get_flag (item, "loading"));
  g_assert_false (weir_mock_item_run (item, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  deadline = app_begin_wait ("the script was read");
  while (get_flag (item, "loading"))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
  g_assert_cmpstr (weir_mock_item_get_title (item), ==, "Long");
  g_assert_true (weir_mock_item_run (item, NULL));
  client = ask (item, "/");
  raw_client_wait_for (client, "data: some words\n\n");
}

static gboolean
has_error (WeirMockItem *item)
{
  GPtrArray *problems = weir_mock_item_get_problems (item);

  for (guint i = 0; i < problems->len; i++)
    if (((WeirDiagnostic *) g_ptr_array_index (problems, i))->is_error)
      return TRUE;
  return FALSE;
}

/* One that is edited, looked at in a thread. */
static void
test_long_text (void)
{
  g_autoptr (GString) script = g_string_new (":@ weir 1\n:@ title Long\n");
  g_autoptr (WeirMockItem) item = NULL;
  WeirWorkspaceItem *remembered;
  g_autofree char *broken = NULL;

  while (script->len <= 200 * 1024)
    g_string_append (script, "data: some words\n\n");
  item = weir_mock_item_new (NULL, script->str);
  g_assert_false (get_flag (item, "read-only"));
  g_assert_true (get_flag (item, "loading"));
  g_assert_cmpstr (weir_mock_item_get_text (item), ==, script->str);
  /* A program that ends now loses nothing. */
  remembered = weir_mock_item_remember (item, NULL);
  g_assert_nonnull (remembered);
  g_assert_cmpuint (g_bytes_get_size (remembered->mock->script), ==, script->len);
  weir_workspace_item_unref (remembered);
  app_wait (!get_flag (item, "loading"));
  g_assert_cmpstr (weir_mock_item_get_title (item), ==, "Long");
  g_assert_false (has_error (item));
  g_assert_null (weir_mock_item_get_served (item));
  g_assert_true (weir_mock_item_run (item, NULL));
  g_assert_nonnull (weir_mock_item_get_served (item));

  broken = g_strconcat (script->str, ":@ nonsense\n", NULL);
  weir_mock_item_set_text (item, broken);
  weir_mock_item_check_soon (item);
  g_assert_false (get_flag (item, "loading"));
  app_wait (has_error (item));
  g_assert_false (weir_mock_item_run (item, NULL));
  /* What was found in another text says nothing. */
  weir_mock_item_check_soon (item);
  weir_mock_item_set_text (item, script->str);
  g_assert_true (weir_mock_item_run (item, NULL));
}

typedef struct
{
  gboolean done;
  GError *error;
} Saved;

static void
on_saved (GObject *object, GAsyncResult *result, gpointer data)
{
  Saved *saved = data;

  g_clear_error (&saved->error);
  saved->done = TRUE;
  g_assert_cmpint (weir_mock_item_save_finish (WEIR_MOCK_ITEM (object), result, &saved->error), ==, saved->error == NULL);
}

static void
wait_saved (Saved *saved)
{
  app_wait (saved->done);
  saved->done = FALSE;
}

static void
check_file (const char *path, const char *contents)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, contents);
}

static void
test_files (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "clock.eventstream", OTHER);
  g_autofree char *copy_path = scratch_path (scratch, "copy.eventstream");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) copy = g_file_new_for_path (copy_path);
  g_autoptr (WeirMockItem) item = weir_mock_item_new_for_file (file);
  g_autoptr (GError) error = NULL;
  Saved saved = { 0 };

  g_assert_true (get_flag (item, "loading"));
  g_assert_false (weir_mock_item_run (item, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  app_wait (!get_flag (item, "loading"));
  g_assert_cmpstr (weir_mock_item_get_text (item), ==, OTHER);
  g_assert_cmpstr (weir_mock_item_get_title (item), ==, "clock.eventstream");
  g_assert_null (weir_mock_item_get_error (item));
  g_assert_false (get_flag (item, "modified"));

  weir_mock_item_set_text (item, SCRIPT);
  weir_mock_item_save (item, NULL, on_saved, &saved);
  wait_saved (&saved);
  g_assert_no_error (saved.error);
  check_file (path, SCRIPT);
  g_assert_false (get_flag (item, "modified"));

  /* Someone else wrote it, at another time. */
  g_assert_true (g_file_set_contents (path, "data: theirs, and longer\n\n", -1, NULL));
  g_assert_cmpint (g_utime (path, &(struct utimbuf){ 1000000000, 1000000000 }), ==, 0);
  weir_mock_item_set_text (item, OTHER);
  weir_mock_item_save (item, NULL, on_saved, &saved);
  wait_saved (&saved);
  g_assert_error (saved.error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_true (get_flag (item, "modified"));
  check_file (path, "data: theirs, and longer\n\n");

  weir_mock_item_save_as (item, copy, NULL, on_saved, &saved);
  wait_saved (&saved);
  g_assert_no_error (saved.error);
  check_file (copy_path, OTHER);
  g_assert_true (g_file_equal (weir_mock_item_get_file (item), copy));
  g_assert_false (get_flag (item, "modified"));
}

static void
test_missing_file (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_path (scratch, "nothing.eventstream");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (WeirMockItem) item = weir_mock_item_new_for_file (file);

  app_wait (!get_flag (item, "loading"));
  g_assert_nonnull (weir_mock_item_get_error (item));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mock-item/text", test_text);
  g_test_add_func ("/mock-item/run", test_run);
  g_test_add_func ("/mock-item/run/broken", test_run_broken);
  g_test_add_func ("/mock-item/paths", test_paths);
  g_test_add_func ("/mock-item/port", test_port);
  g_test_add_func ("/mock-item/held", test_held);
  g_test_add_func ("/mock-item/read-only", test_read_only);
  g_test_add_func ("/mock-item/long", test_long);
  g_test_add_func ("/mock-item/long-text", test_long_text);
  g_test_add_func ("/mock-item/files", test_files);
  g_test_add_func ("/mock-item/missing-file", test_missing_file);

  return g_test_run ();
}
