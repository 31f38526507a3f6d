/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "workspace-fixture.h"

/* A file with a certificate and its key, that can go. */
static char *
copy_certificate (WorkspaceFixture *self, const char *name)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "support", "certificates", "server-a.pem", NULL);
  g_autofree char *contents = workspace_read (file);

  return scratch_write (self->scratch, name, contents);
}

static void
remember (WorkspaceFixture *self, const WeirRequestOptions *options)
{
  g_autoptr (WeirRequest) request = workspace_make_request (options);
  g_autoptr (WeirWorkspaceItem) item = weir_workspace_item_new_request (request, NULL);

  workspace_keep (self, item);
}

static const WeirRequestOptions *
get_options (WorkspaceFixture *self)
{
  return weir_request_get_options (workspace_get_item (self, 0)->request);
}

/* That nobody checked a certificate once is not remembered; one whose authorities are gone is still a stream. */
static void
test_tls (WorkspaceFixture *self, gconstpointer data)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autofree char *copy = copy_certificate (self, "mine.pem");

  options.url = "https://example.com/";
  options.insecure = TRUE;
  options.ca_file = copy;
  remember (self, &options);
  g_assert_false (get_options (self)->insecure);
  g_assert_cmpstr (get_options (self)->ca_file, ==, copy);

  g_unlink (copy);
  workspace_run_again (self);
  g_assert_null (get_options (self)->ca_file);
  workspace_assert_missing (workspace_get_item (self, 0)->missing, "mine.pem");
}

/* One whose own certificate is gone, too; a proxy that cannot be used is no reason to forget one that is there. */
static void
test_own_certificate (WorkspaceFixture *self, gconstpointer data)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autofree char *mine = copy_certificate (self, "mine.pem");
  g_autofree char *me = copy_certificate (self, "me.pem");
  g_autofree char *text = NULL;
  g_autoptr (GString) edited = NULL;

  options.url = "https://example.com/";
  options.ca_file = mine;
  options.cert_file = options.key_file = me;
  options.proxy = "http://user:canary@127.0.0.1:1";
  remember (self, &options);
  g_assert_cmpstr (get_options (self)->cert_file, ==, me);
  text = workspace_read (self->path);
  g_unlink (me);
  workspace_run_with (self, text);
  g_assert_null (get_options (self)->cert_file);
  g_assert_cmpstr (get_options (self)->ca_file, ==, mine);
  workspace_assert_missing (workspace_get_item (self, 0)->missing, "Proxy me.pem");

  g_free (copy_certificate (self, "me.pem"));
  g_unlink (mine);
  edited = g_string_new (text);
  g_assert_cmpuint (g_string_replace (edited, "@127.0.0.1:1", "@", 0), ==, 1);
  workspace_run_with (self, edited->str);
  workspace_assert_missing (workspace_get_item (self, 0)->missing, "Proxy mine.pem");
  g_assert_cmpstr (get_options (self)->cert_file, ==, me);
  g_assert_null (get_options (self)->proxy);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/workspace-certificates/tls", WorkspaceFixture, NULL, workspace_set_up, test_tls, workspace_tear_down);
  g_test_add ("/workspace-certificates/own", WorkspaceFixture, NULL, workspace_set_up, test_own_certificate, workspace_tear_down);

  return g_test_run ();
}
