/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>

#include "weir-error.h"
#include "weir-request-secrets.h"
#include "workspace-fixture.h"

static WeirRequest *
make_get (const char *url)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;

  options.url = url;

  return workspace_make_request (&options);
}

static WeirWorkspaceItem *
make_item (guint number)
{
  g_autofree char *url = g_strdup_printf ("http://example.com/%u", number);
  g_autoptr (WeirRequest) request = make_get (url);

  return weir_workspace_item_new_request (request, NULL);
}

static void
assert_same_request (WeirRequest *a, WeirRequest *b)
{
  const WeirRequestOptions *is = weir_request_get_options (a);
  const WeirRequestOptions *wanted = weir_request_get_options (b);

  g_assert_cmpstr (is->url, ==, wanted->url);
  g_assert_cmpstr (is->method, ==, wanted->method);
  g_assert_cmpuint (is->n_headers, ==, wanted->n_headers);
  for (gsize i = 0; i < is->n_headers; i++)
    {
      g_assert_cmpstr (is->headers[i].name, ==, wanted->headers[i].name);
      g_assert_cmpstr (is->headers[i].value, ==, wanted->headers[i].value);
    }
  g_assert_true (is->body == wanted->body || g_bytes_equal (is->body, wanted->body));
  g_assert_cmpstr (is->last_event_id, ==, wanted->last_event_id);
  g_assert_cmpint (is->policy, ==, wanted->policy);
  g_assert_cmpint (is->reconnection_time_us, ==, wanted->reconnection_time_us);
  g_assert_cmpint (is->max_retries, ==, wanted->max_retries);
  g_assert_cmpint (is->connect_timeout_us, ==, wanted->connect_timeout_us);
  g_assert_cmpint (is->head_timeout_us, ==, wanted->head_timeout_us);
  g_assert_cmpint (is->silence_timeout_us, ==, wanted->silence_timeout_us);
  g_assert_cmpint (is->any_type, ==, wanted->any_type);
  g_assert_cmpint (is->http2, ==, wanted->http2);
  g_assert_cmpint (is->decompress, ==, wanted->decompress);
  g_assert_cmpstr (is->proxy, ==, wanted->proxy);
}

static void
test_empty (WorkspaceFixture *self, gconstpointer data)
{
  g_assert_cmpuint (weir_workspace_get_items (self->workspace)->len, ==, 0);
  g_assert_cmpuint (weir_workspace_get_recents (self->workspace)->len, ==, 0);
  g_assert_null (weir_workspace_get_problem (self->workspace));
  workspace_run_again (self);
  /* Nothing to remember makes no file. */
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

/* Every option comes back. */
static void
test_options (WorkspaceFixture *self, gconstpointer data)
{
  const WeirHeader headers[] = { { "Accept", "text/plain" }, { "X-Twice", "1" }, { "X-Twice", "2\xe9" } };
  g_autoptr (GBytes) body = g_bytes_new_static ("a\0b", 3);
  const WeirRequestOptions options = {
    .url = "http://example.com/a?b=c",
    .method = "PUT",
    .headers = headers,
    .n_headers = G_N_ELEMENTS (headers),
    .body = body,
    .last_event_id = "id \xff",
    .policy = WEIR_POLICY_PERSISTENT,
    .reconnection_time_us = 1,
    .max_retries = 4,
    .connect_timeout_us = 0,
    .head_timeout_us = 5,
    .silence_timeout_us = 6,
    .any_type = TRUE,
    .proxy = "http://127.0.0.1:1",
    .http2 = TRUE,
    .decompress = TRUE,
  };
  g_autoptr (WeirRequest) request = workspace_make_request (&options);
  g_autoptr (WeirWorkspaceItem) item = weir_workspace_item_new_request (request, "mine");
  g_autofree char *id = g_strdup (item->id);
  GStatBuf info;

  g_assert_null (weir_request_dup_secrets (request));
  workspace_keep (self, item);
  g_assert_cmpstr (workspace_get_item (self, 0)->id, ==, id);
  g_assert_cmpstr (workspace_get_item (self, 0)->title, ==, "mine");
  g_assert_null (workspace_get_item (self, 0)->path);
  g_assert_null (workspace_get_item (self, 0)->missing[0]);
  assert_same_request (workspace_get_item (self, 0)->request, request);
  g_assert_cmpint (g_stat (self->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* What comes with one default only, without its being written down. */
static void
test_defaults (WorkspaceFixture *self, gconstpointer data)
{
  g_autoptr (WeirRequest) request = make_get ("https://example.com/");
  g_autoptr (WeirWorkspaceItem) item = weir_workspace_item_new_request (request, NULL);

  workspace_keep (self, item);
  assert_same_request (workspace_get_item (self, 0)->request, request);
  g_assert_null (workspace_get_item (self, 0)->title);
}

static WeirRequest *
make_secret_request (void)
{
  const WeirHeader headers[] = {
    { "Cookie", "one=canary" },
    { "X-Plain", "y" },
    { "Cookie", "two=canary" },
    { "Referer", "http://h/?token=canary" },
  };
  g_autoptr (GBytes) body = g_bytes_new_static ("[{\"deep\":{\"password\":\"canary\"}}]", 32);
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;

  options.url = "http://user:canary@example.com/a?api_key=canary&n=1&token=canary";
  options.headers = headers;
  options.n_headers = G_N_ELEMENTS (headers);
  options.body = body;
  options.proxy = "http://user:canary@127.0.0.1:1";

  return workspace_make_request (&options);
}

/* Nothing secret is in the file; with what the Secret Service kept all of it is back. */
static void
test_secrets (WorkspaceFixture *self, gconstpointer data)
{
  g_autoptr (WeirRequest) request = make_secret_request ();
  g_autoptr (WeirWorkspaceItem) item = weir_workspace_item_new_request (request, NULL);
  g_autoptr (WeirRequest) complete = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *secrets = weir_request_dup_secrets (request);
  g_autofree char *text = NULL;
  g_autofree char *listed = NULL;
  g_auto (GStrv) names = weir_request_list_secrets (request);
  g_auto (GStrv) missing = NULL;
  const WeirRequestOptions *options;

  workspace_keep (self, item);
  text = workspace_read (self->path);
  g_assert_null (strstr (text, "canary"));

  workspace_assert_missing (workspace_get_item (self, 0)->missing, "?api_key ?token Cookie Referer Authorization Body Proxy");
  listed = g_strjoinv (" ", names);
  g_assert_cmpstr (listed, ==, "Cookie Referer Authorization ?api_key ?token Proxy Body");
  options = weir_request_get_options (workspace_get_item (self, 0)->request);
  g_assert_cmpstr (options->url, ==, "http://example.com/a?api_key=&n=1&token=");
  g_assert_cmpstr (options->proxy, ==, "http://127.0.0.1:1");
  g_assert_cmpstr (options->method, ==, "POST");
  g_assert_null (options->body);
  g_assert_cmpuint (options->n_headers, ==, 2);
  g_assert_cmpstr (options->headers[0].name, ==, "X-Plain");
  g_assert_cmpstr (options->headers[1].name, ==, "Content-Type");

  complete = weir_workspace_item_complete (workspace_get_item (self, 0), secrets, &missing, &error);
  g_assert_no_error (error);
  g_assert_null (missing[0]);
  assert_same_request (complete, request);
}

/* What is kept elsewhere may be of another time, or no such text at all. */
static void
test_other_secrets (WorkspaceFixture *self, gconstpointer data)
{
  g_autoptr (WeirRequest) request = make_secret_request ();
  g_autoptr (WeirWorkspaceItem) item = weir_workspace_item_new_request (request, NULL);
  g_autoptr (WeirRequest) complete = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) missing = NULL;

  complete = weir_workspace_item_complete (item, "{\"header:cookie:1\":\"two\",\"header:x:0\":\"-\",\"body\":7}", &missing, &error);
  g_assert_no_error (error);
  workspace_assert_missing (missing, "?api_key ?token Cookie Referer Authorization Body Proxy");
  g_assert_cmpstr (weir_request_get_options (complete)->headers[1].value, ==, "two");

  g_assert_null (weir_workspace_item_complete (item, "[]", NULL, &error));
  g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_null (weir_workspace_item_complete (item, "{\"url\":\"x\"}", NULL, &error));
  g_assert_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_URL);
}

/* A stream that is restored incomplete, renamed, and remembered again has lost nothing. */
static void
test_update (WorkspaceFixture *self, gconstpointer data)
{
  g_autoptr (WeirRequest) request = make_secret_request ();
  g_autoptr (WeirRequest) plain = make_get ("http://example.com/plain");
  g_autoptr (WeirWorkspaceItem) item = weir_workspace_item_new_request (request, NULL);
  g_autoptr (WeirWorkspaceItem) renamed = NULL;
  g_autoptr (WeirWorkspaceItem) edited = NULL;
  g_autoptr (WeirWorkspaceItem) fresh = NULL;
  g_autoptr (WeirStream) stream = NULL;
  g_autofree char *id = g_strdup (item->id);
  guint n_missing;

  workspace_keep (self, item);
  n_missing = g_strv_length (workspace_get_item (self, 0)->missing);
  g_assert_cmpuint (n_missing, >, 3);
  stream = weir_stream_new (workspace_get_item (self, 0)->request, NULL, NULL);
  weir_stream_set_missing (stream, (const char *const *) workspace_get_item (self, 0)->missing);
  g_assert_nonnull (weir_stream_get_missing (stream));
  weir_stream_set_title (stream, "renamed");

  renamed = weir_workspace_item_update (workspace_get_item (self, 0), stream, TRUE);
  workspace_keep (self, renamed);
  g_assert_cmpstr (workspace_get_item (self, 0)->id, ==, id);
  g_assert_cmpstr (workspace_get_item (self, 0)->title, ==, "renamed");
  g_assert_true (workspace_get_item (self, 0)->remembers);
  g_assert_cmpuint (g_strv_length (workspace_get_item (self, 0)->missing), ==, n_missing);

  weir_stream_set_request (stream, plain);
  g_assert_null (weir_stream_get_missing (stream));
  edited = weir_workspace_item_update (renamed, stream, FALSE);
  g_assert_cmpstr (edited->id, ==, id);
  g_assert_null (edited->missing[0]);
  g_assert_false (edited->remembers);

  fresh = weir_workspace_item_update (NULL, stream, FALSE);
  g_assert_cmpstr (fresh->id, !=, id);
  assert_same_request (fresh->request, plain);
}

static void
test_recents (WorkspaceFixture *self, gconstpointer data)
{
  g_autoptr (WeirWorkspaceItem) file = weir_workspace_item_new_path ("/tmp/odd \xff name", NULL);
  g_autoptr (WeirWorkspaceItem) same = weir_workspace_item_new_path ("/tmp/odd \xff name", "again");
  GPtrArray *recents;

  weir_workspace_add_recent (self->workspace, file);
  for (guint i = 0; i < WEIR_WORKSPACE_RECENTS - 1; i++)
    {
      g_autoptr (WeirWorkspaceItem) item = make_item (i);

      weir_workspace_add_recent (self->workspace, item);
      weir_workspace_add_recent (self->workspace, item);
    }
  recents = weir_workspace_get_recents (self->workspace);
  g_assert_cmpuint (recents->len, ==, WEIR_WORKSPACE_RECENTS);
  weir_workspace_add_recent (self->workspace, same);
  g_assert_cmpuint (recents->len, ==, WEIR_WORKSPACE_RECENTS);

  workspace_run_again (self);
  recents = weir_workspace_get_recents (self->workspace);
  g_assert_cmpuint (recents->len, ==, WEIR_WORKSPACE_RECENTS);
  g_assert_cmpstr (((WeirWorkspaceItem *) g_ptr_array_index (recents, 0))->path, ==, "/tmp/odd \xff name");
  g_assert_cmpstr (((WeirWorkspaceItem *) g_ptr_array_index (recents, 0))->title, ==, "again");
  weir_workspace_remove_recent (self->workspace, g_ptr_array_index (recents, 0));
  g_assert_cmpuint (recents->len, ==, WEIR_WORKSPACE_RECENTS - 1);

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (WeirWorkspaceItem) item = make_item (1000 + i);

      weir_workspace_add_recent (self->workspace, item);
    }
  g_assert_cmpuint (recents->len, ==, WEIR_WORKSPACE_RECENTS);
  weir_workspace_clear_recents (self->workspace);
  workspace_run_again (self);
  g_assert_cmpuint (weir_workspace_get_recents (self->workspace)->len, ==, 0);
}

/* What a later version wrote stays, at the top and in an entry. */
static void
test_unknown (WorkspaceFixture *self, gconstpointer data)
{
  g_autoptr (WeirWorkspaceItem) item = NULL;
  g_autoptr (WeirStream) stream = NULL;
  g_autofree char *text = NULL;

  workspace_run_with (self, "{\"version\":7,\"later\":[1,{\"x\":null}],\"items\":[{\"id\":\"11111111-2222-4333-8444-555555555555\","
                            "\"color\":\"teal\",\"request\":{\"url\":\"http://example.com/\"}}]}");
  g_assert_null (weir_workspace_get_problem (self->workspace));
  stream = weir_stream_new (workspace_get_item (self, 0)->request, NULL, NULL);
  weir_stream_set_title (stream, "t");
  item = weir_workspace_item_update (workspace_get_item (self, 0), stream, FALSE);
  workspace_keep (self, item);
  text = workspace_read (self->path);
  g_assert_nonnull (strstr (text, "later"));
  g_assert_nonnull (strstr (text, "teal"));
  g_assert_cmpstr (workspace_get_item (self, 0)->title, ==, "t");
}

static void
test_damaged (WorkspaceFixture *self, gconstpointer data)
{
  static const char *const damaged[] = { "", "{", "[]", "7", "{\"items\":[{}]} x", "\xff", "{\"a\":\"\xff\"}" };
  g_autofree char *aside = g_strconcat (self->path, ".damaged", NULL);
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autoptr (WeirWorkspaceItem) item = weir_workspace_item_new_path ("/a", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autofree char *kept = NULL;
      GStatBuf info;

      workspace_run_with (self, damaged[i]);
      g_assert_nonnull (weir_workspace_get_problem (self->workspace));
      g_assert_nonnull (strstr (weir_workspace_get_problem (self->workspace), ".damaged"));
      kept = workspace_read (aside);
      g_assert_cmpstr (kept, ==, damaged[i]);
      g_assert_cmpint (g_stat (aside, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
      g_unlink (aside);
    }
  workspace_run_with (self, deep);
  g_assert_nonnull (weir_workspace_get_problem (self->workspace));
  workspace_run_with (self, "{");
  g_assert_nonnull (strstr (weir_workspace_get_problem (self->workspace), ".damaged-2"));

  /* It goes on with a new one. */
  workspace_keep (self, item);
  g_assert_null (weir_workspace_get_problem (self->workspace));
  g_assert_cmpstr (workspace_get_item (self, 0)->path, ==, "/a");
}

/* Some entries are odd: the others are there, and nothing is lost. */
static void
test_odd_entries (WorkspaceFixture *self, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (self->path, ".damaged", NULL);

  workspace_run_with (self, "{\"items\":[7,{},{\"request\":{}},{\"request\":{\"url\":\"ftp://x\"}},{\"request\":7,\"path\":\"\"},"
                            "{\"id\":\"x\",\"title\":7,\"request\":{\"url\":\"http://a/\",\"method\":7,\"headers\":[7,{},{\"name\":\"A\"},"
                            "{\"name\":\"B\",\"value\":\"c\"}],\"max-retries\":-99,\"policy\":\"?\",\"body\":null}},"
                            "{\"path\":\"/a\"},{\"id\":\"11111111-2222-4333-8444-555555555555\",\"path\":\"/b\"},"
                            "{\"id\":\"11111111-2222-4333-8444-555555555555\",\"path\":\"/c\",\"remembers\":true}],\"recents\":{}}");
  g_assert_cmpuint (weir_workspace_get_items (self->workspace)->len, ==, 4);
  g_assert_cmpuint (weir_request_get_options (workspace_get_item (self, 0)->request)->n_headers, ==, 1);
  g_assert_null (workspace_get_item (self, 0)->title);
  g_assert_true (g_uuid_string_is_valid (workspace_get_item (self, 0)->id));
  g_assert_cmpstr (workspace_get_item (self, 1)->path, ==, "/a");
  g_assert_cmpstr (workspace_get_item (self, 2)->id, !=, workspace_get_item (self, 3)->id);
  g_assert_false (workspace_get_item (self, 3)->remembers);
  g_assert_nonnull (strstr (weir_workspace_get_problem (self->workspace), "6 entries"));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
}

/* What cannot be read is not written over. */
static void
test_unreadable (WorkspaceFixture *self, gconstpointer data)
{
  g_autoptr (WeirWorkspaceItem) item = weir_workspace_item_new_path ("/a", NULL);

  g_assert_cmpint (g_mkdir (self->path, 0700), ==, 0);
  g_assert_finalize_object (self->workspace);
  self->workspace = weir_workspace_new (self->path);
  g_assert_nonnull (weir_workspace_get_problem (self->workspace));
  workspace_set_item (self, item);
  g_assert_true (weir_workspace_flush (self->workspace, NULL));
  g_assert_cmpint (g_rmdir (self->path), ==, 0);
}

static gboolean
on_timeout (gpointer data)
{
  g_error ("waited in vain");

  return G_SOURCE_REMOVE;
}

static void
count (WeirWorkspace *workspace, gpointer data)
{
  ++*(guint *) data;
}

/* A second later, and once for many changes; what cannot be written is said until it can. */
static void
test_later (WorkspaceFixture *self, gconstpointer data)
{
  g_autoptr (WeirWorkspaceItem) item = weir_workspace_item_new_path ("/a", NULL);
  g_autofree char *folder = scratch_path (self->scratch, "folder");
  g_autofree char *path = g_build_filename (folder, "deeper", "workspace.json", NULL);
  guint timer = g_timeout_add_seconds (40, on_timeout, NULL);
  guint n_changes = 0;

  g_assert_finalize_object (self->workspace);
  self->workspace = weir_workspace_new (path);
  g_signal_connect (self->workspace, "recents-changed", G_CALLBACK (count), &n_changes);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  for (guint i = 0; i < 5; i++)
    weir_workspace_add_recent (self->workspace, item);
  g_assert_cmpuint (n_changes, ==, 5);
  while (weir_workspace_get_problem (self->workspace) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (weir_workspace_flush (self->workspace, NULL));

  g_unlink (folder);
  weir_workspace_add_recent (self->workspace, item);
  while (weir_workspace_get_problem (self->workspace) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_source_remove (timer);

  g_unlink (path);
  {
    g_autofree char *deeper = g_path_get_dirname (path);

    g_rmdir (deeper);
  }
  g_rmdir (folder);
}

static void
add (const char *name, void (*test) (WorkspaceFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/workspace/", name, NULL);

  g_test_add (path, WorkspaceFixture, NULL, workspace_set_up, test, workspace_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("empty", test_empty);
  add ("options", test_options);
  add ("defaults", test_defaults);
  add ("secrets", test_secrets);
  add ("other-secrets", test_other_secrets);
  add ("update", test_update);
  add ("recents", test_recents);
  add ("unknown", test_unknown);
  add ("damaged", test_damaged);
  add ("odd-entries", test_odd_entries);
  add ("unreadable", test_unreadable);
  add ("later", test_later);

  return g_test_run ();
}
