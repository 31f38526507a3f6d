/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtk/gtk.h>
#include <string.h>

#include "raw-client.h"
#include "weir-fault.h"
#include "weir-mock-control.h"

typedef struct
{
  const char *id;
  const char *starts; /* (nullable): nothing comes */
  const char *holds;
  gboolean ends;
} Case;

static const Case cases[] = {
  { "500", "HTTP/1.1 500 ", "Something went wrong.", TRUE },
  { "503", "HTTP/1.1 503 ", "Retry-After: 5\r\n", TRUE },
  { "429", "HTTP/1.1 429 ", "{\"error\": {\"message\": ", TRUE },
  { "401", "HTTP/1.1 401 ", "WWW-Authenticate: Bearer\r\n", TRUE },
  { "204", "HTTP/1.1 204 ", "\r\n\r\n", TRUE },
  { "type", "HTTP/1.1 200 ", "Content-Type: text/html; charset=utf-8\r\n", TRUE },
  { "empty", "HTTP/1.1 200 ", "Content-Type: text/event-stream\r\n", TRUE },
  { "half", "HTTP/1.1 200 ", "data: this event has no e\r\n", TRUE },
  { "late", NULL, NULL, FALSE },
  { "stall-head", NULL, NULL, FALSE },
  { "stall", "HTTP/1.1 200 ", "\r\n\r\n", FALSE },
  { "cut", "HTTP/1.1 200 ", "\r\n\r\n", TRUE },
  { "reset", "HTTP/1.1 200 ", "\r\n\r\n", TRUE },
  { "cut-head", NULL, NULL, TRUE },
  { "refuse", NULL, NULL, TRUE },
};

typedef struct
{
  WeirMock *mock;
  guint n_waiting;
} Waiting;

static gboolean
is_waiting (gpointer data)
{
  const Waiting *waiting = data;

  return weir_mock_count_next (waiting->mock) == waiting->n_waiting;
}

static WeirMock *
start (void)
{
  static const char text[] = ":@ weir 1\ndata: the script\n\n:@ hold\n";
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  WeirMock *mock = weir_mock_new (NULL, NULL, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);
  g_autoptr (GError) error = NULL;

  weir_mock_add_script (mock, "/", script);
  weir_mock_start (mock, &options, &error);
  g_assert_no_error (error);

  return mock;
}

static RawClient *
ask (WeirMock *mock)
{
  RawClient *client = raw_client_new (weir_mock_get_port (mock));

  raw_client_send (client, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

  return client;
}

static void
check (WeirMock *mock, const Case *expected)
{
  Waiting waiting = { mock, 1 };
  g_autoptr (RawClient) client = NULL;

  g_assert_true (weir_fault_add (expected->id, mock));
  g_assert_true (is_waiting (&waiting));
  client = ask (mock);
  if (expected->starts != NULL)
    {
      raw_client_wait_for (client, expected->holds);
      g_assert_true (g_str_has_prefix (client->in->str, expected->starts));
    }
  waiting.n_waiting = 0;
  raw_wait_until (is_waiting, &waiting);
  if (expected->ends)
    raw_client_wait_for_end (client);
  else
    g_assert_false (client->is_eof);
  if (expected->starts == NULL)
    g_assert_cmpuint (client->in->len, ==, 0);
  g_assert_null (strstr (client->in->str, "the script"));
}

/* Each does what it says, once; then the script is back. */
static void
test_all (void)
{
  g_autoptr (WeirMock) mock = start ();
  g_autofree const char **ids = weir_fault_list ();
  g_autoptr (RawClient) last = NULL;

  g_assert_cmpuint (g_strv_length ((char **) ids), ==, G_N_ELEMENTS (cases));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].id);
      g_assert_cmpstr (ids[i], ==, cases[i].id);
      g_assert_nonnull (weir_fault_get_label (cases[i].id));
      check (mock, &cases[i]);
    }
  last = ask (mock);
  raw_client_wait_for (last, "data: the script\n");
}

static void
test_none (void)
{
  g_autoptr (WeirMock) mock = start ();

  g_assert_false (weir_fault_add ("nonsense", mock));
  g_assert_null (weir_fault_get_label ("nonsense"));
  weir_mock_stop (mock);
  g_assert_false (weir_fault_add ("500", mock));
}

/* All of them are in the menu, each with an action of its own. */
static void
test_menu (void)
{
  g_autoptr (GMenu) menu = weir_fault_create_menu ();
  guint n = 0;

  for (int i = 0; i < g_menu_model_get_n_items (G_MENU_MODEL (menu)); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (G_MENU_MODEL (menu), i, G_MENU_LINK_SECTION);

      for (int j = 0; j < g_menu_model_get_n_items (section); j++, n++)
        {
          g_autofree char *action = NULL;
          g_autofree char *id = NULL;

          g_assert_true (g_menu_model_get_item_attribute (section, j, G_MENU_ATTRIBUTE_ACTION, "s", &action));
          g_assert_true (g_menu_model_get_item_attribute (section, j, G_MENU_ATTRIBUTE_TARGET, "s", &id));
          g_assert_cmpstr (action, ==, "mock.next-answer");
          g_assert_nonnull (weir_fault_get_label (id));
        }
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (cases));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/all", test_all);
  g_test_add_func ("/fault/none", test_none);
  g_test_add_func ("/fault/menu", test_menu);
  return g_test_run ();
}
