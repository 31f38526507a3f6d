/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "workspace-fixture.h"

/* What the next run finds of @item. (nullable) */
static WeirWorkspaceItem *
remember (WorkspaceFixture *self, WeirWorkspaceItem *item)
{
  workspace_keep (self, item);
  return weir_workspace_get_items (self->workspace)->len > 0 ? g_ptr_array_index (weir_workspace_get_items (self->workspace), 0) : NULL;
}

static void
test_round (WorkspaceFixture *self, gconstpointer data)
{
  static const char bytes[] = "data: \377\0x\n\n";
  g_autoptr (GBytes) script = g_bytes_new_static (bytes, sizeof bytes - 1);
  const WeirWorkspaceMock mock = { script, (char *) "/ticks", 8125, TRUE, (char *) "::1", (char *) "http://a", 2.5, TRUE, TRUE, TRUE };
  g_autoptr (WeirWorkspaceItem) item = weir_workspace_item_new_mock (NULL, &mock, "/tmp/odd \377 name", "Mine");
  WeirWorkspaceItem *again = remember (self, item);

  g_assert_null (weir_workspace_get_problem (self->workspace));
  g_assert_nonnull (again);
  g_assert_cmpstr (again->id, ==, item->id);
  g_assert_cmpstr (again->title, ==, "Mine");
  g_assert_cmpstr (again->path, ==, "/tmp/odd \377 name");
  g_assert_null (again->request);
  g_assert_true (g_bytes_equal (again->mock->script, script));
  g_assert_cmpstr (again->mock->where, ==, "/ticks");
  g_assert_cmpuint (again->mock->port, ==, 8125);
  g_assert_true (again->mock->port_is_set);
  g_assert_cmpstr (again->mock->host, ==, "::1");
  g_assert_cmpstr (again->mock->cors, ==, "http://a");
  g_assert_cmpfloat (again->mock->speed, ==, 2.5);
  g_assert_true (again->mock->loops);
  g_assert_true (again->mock->tls);
  g_assert_true (again->mock->ran);
}

/* What it came from keeps its id, and what nobody here knows. */
static void
test_defaults (WorkspaceFixture *self, gconstpointer data)
{
  g_autoptr (GBytes) script = g_bytes_new_static ("data: a\n\n", 9);
  const WeirWorkspaceMock mock = { .script = script, .speed = 1 };
  g_autoptr (WeirWorkspaceItem) item = weir_workspace_item_new_mock (NULL, &mock, NULL, NULL);
  g_autoptr (WeirWorkspaceItem) newer = weir_workspace_item_new_mock (item, &mock, NULL, "Named");
  WeirWorkspaceItem *again = remember (self, newer);

  g_assert_cmpstr (again->id, ==, item->id);
  g_assert_cmpstr (again->title, ==, "Named");
  g_assert_null (again->path);
  g_assert_cmpuint (again->mock->port, ==, 0);
  g_assert_false (again->mock->port_is_set);
  g_assert_null (again->mock->host);
  g_assert_null (again->mock->cors);
  g_assert_cmpfloat (again->mock->speed, ==, 1);
  g_assert_false (again->mock->loops);
  g_assert_false (again->mock->ran);
}

/* Of a script that is too long the file is left, or nothing. */
static void
test_long (WorkspaceFixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (WEIR_WORKSPACE_SCRIPT + 1, 'x');
  g_autoptr (GBytes) script = g_bytes_new (text, strlen (text));
  const WeirWorkspaceMock mock = { .script = script, .speed = 1 };
  g_autoptr (WeirWorkspaceItem) in_file = weir_workspace_item_new_mock (NULL, &mock, "/a", NULL);
  g_autoptr (WeirWorkspaceItem) nowhere = weir_workspace_item_new_mock (NULL, &mock, NULL, NULL);
  WeirWorkspaceItem *again = remember (self, in_file);

  g_assert_cmpstr (again->path, ==, "/a");
  g_assert_null (again->mock->script);
  g_assert_null (remember (self, nowhere));
}

static void
test_odd (WorkspaceFixture *self, gconstpointer data)
{
  static const char *const odd[] = {
    "{\"where\": \"nowhere\", \"port\": 70000, \"speed\": 1e9}",
    "{\"where\": 3, \"port\": -1, \"portIsSet\": true, \"speed\": \"fast\"}",
    "{\"port\": \"8123\", \"speed\": [1], \"host\": {}, \"cors\": 1, \"ran\": 1}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"items\": [{\"path\": \"/a\", \"mock\": %s}]}", odd[i]);
      WeirWorkspaceItem *item;

      workspace_run_with (self, text);
      item = g_ptr_array_index (weir_workspace_get_items (self->workspace), 0);
      g_assert_null (item->mock->where);
      g_assert_null (item->mock->host);
      g_assert_null (item->mock->cors);
      g_assert_cmpuint (item->mock->port, ==, 0);
      g_assert_false (item->mock->port_is_set);
      g_assert_cmpfloat (item->mock->speed, ==, 1);
      g_assert_false (item->mock->ran);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/workspace-mock/round", WorkspaceFixture, NULL, workspace_set_up, test_round, workspace_tear_down);
  g_test_add ("/workspace-mock/defaults", WorkspaceFixture, NULL, workspace_set_up, test_defaults, workspace_tear_down);
  g_test_add ("/workspace-mock/long", WorkspaceFixture, NULL, workspace_set_up, test_long, workspace_tear_down);
  g_test_add ("/workspace-mock/odd", WorkspaceFixture, NULL, workspace_set_up, test_odd, workspace_tear_down);

  return g_test_run ();
}
