/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtksourceview/gtksource.h>
#include <string.h>

#include "mock-page-fixture.h"
#include "raw-client.h"
#include "weir-mock-control.h"

/* A mock in other hands: what is set under /.weir/ is what its page shows. */

#define TICKS ":@ weir 1\n:@ every 1h\nevent: tick\ndata: one\n\n:@ hold\n"

static void
set_up (MockPage *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  mock_page_set_up (self, TICKS);
  weir_mock_item_run (self->item, &error);
  g_assert_no_error (error);
}

static void
tear_down (MockPage *self, gconstpointer data)
{
  mock_page_tear_down (self);
}

/* Of the state in words. */
static gboolean
says (MockPage *self, const char *words)
{
  return strstr (mock_page_get_state (self), words) != NULL;
}

static GtkDropDown *
get_speed (MockPage *self)
{
  return GTK_DROP_DOWN (app_find_by_type (GTK_WIDGET (self->page->head), GTK_TYPE_DROP_DOWN));
}

/* What a test does with curl. */
static void
call (MockPage *self, const char *request, const char *body)
{
  g_autoptr (RawClient) client = raw_client_new (weir_mock_get_port (weir_mock_item_get_mock (self->item)));
  g_autofree char *text = g_strdup_printf ("%s HTTP/1.1\r\nHost: localhost\r\nX-Weir-Token: %s\r\nContent-Length: %u\r\n\r\n%s", request,
                                           weir_mock_item_get_token (self->item), (guint) strlen (body), body);

  raw_client_send (client, text);
  raw_client_wait_for_end (client);
  if (!g_str_has_prefix (client->in->str, "HTTP/1.1 200 "))
    g_error ("%s %s: %s", request, body, client->in->str);
}

/* Any speed is shown, and is not set back. */
static void
test_speed (MockPage *self, gconstpointer data)
{
  double now;

  call (self, "POST /.weir/speed", "{\"speed\": 3}");
  app_wait (stage_find_text (self->root, "Speed 3×") != NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_speed (self)), ==, 5);
  call (self, "POST /.weir/speed", "{\"speed\": 2}");
  app_wait (gtk_drop_down_get_selected (get_speed (self)) == 2);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (get_speed (self))), ==, 5);
  call (self, "POST /.weir/reset", "{}");
  app_wait (gtk_drop_down_get_selected (get_speed (self)) == 1);
  g_object_get (self->item, "speed", &now, NULL);
  g_assert_cmpfloat (now, ==, 1);
}

static void
test_hold (MockPage *self, gconstpointer data)
{
  /* Only some are meant: what comes with it tells that it was seen. */
  call (self, "POST /.weir/hold", "{\"session\": \"other\"}");
  call (self, "POST /.weir/next", "{\"status\": 500}");
  app_wait (stage_find_text (self->root, "Next answer (1)") != NULL);
  g_assert_false (mock_page_can (self, "step"));
  g_assert_false (says (self, " · held"));

  /* Where the clients are not seen, too. */
  gtk_window_set_default_size (self->window, 420, 640);
  app_wait (!gtk_widget_get_mapped (GTK_WIDGET (self->page->peers)));
  call (self, "POST /.weir/hold", "{}");
  app_wait (mock_page_can (self, "step"));
  g_assert_true (says (self, " · held"));
  call (self, "POST /.weir/hold", "{\"on\": false}");
  app_wait (!mock_page_can (self, "step"));
  g_assert_false (says (self, " · held"));
}

static void
test_next (MockPage *self, gconstpointer data)
{
  call (self, "POST /.weir/next", "{\"status\": 500}");
  app_wait (stage_find_text (self->root, "Next answer (1)") != NULL);
  call (self, "DELETE /.weir/next", "");
  app_wait (stage_find_text (self->root, "Next answer") != NULL);
}

static void
test_script (MockPage *self, gconstpointer data)
{
  static const char *const words = " · its script was changed from outside: run it again";
  const char *path = strchr (weir_mock_item_get_url (self->item) + strlen ("http://"), '/');
  g_autofree char *put = g_strdup_printf ("PUT /.weir/script?path=%s", path);
  g_autofree char *gone = g_strdup_printf ("DELETE /.weir/script?path=%s", path);

  call (self, put, ":@ weir 1\ndata: another one\n\n:@ hold\n");
  app_wait (says (self, words));
  g_action_group_activate_action (weir_mock_page_get_actions (self->page), "run", NULL);
  g_assert_false (says (self, words));
  /* Its own change is seen, too, and is no other hand's. */
  call (self, "POST /.weir/next", "{\"status\": 500}");
  app_wait (stage_find_text (self->root, "Next answer (1)") != NULL);
  g_assert_false (says (self, words));
  call (self, gone, "");
  app_wait (says (self, words));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  g_test_add ("/mock-outside/speed", MockPage, NULL, set_up, test_speed, tear_down);
  g_test_add ("/mock-outside/hold", MockPage, NULL, set_up, test_hold, tear_down);
  g_test_add ("/mock-outside/next", MockPage, NULL, set_up, test_next, tear_down);
  g_test_add ("/mock-outside/script", MockPage, NULL, set_up, test_script, tear_down);
  return g_test_run ();
}
