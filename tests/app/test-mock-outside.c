/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtksourceview/gtksource.h>
#include <string.h>

#include "app-fixture.h"
#include "raw-client.h"
#include "stage.h"
#include "weir-mock-control.h"
#include "weir-mock-page-private.h"
#include "weir-state-mark.h"

/* A mock in other hands: what is set under /.weir/ is what its page shows. */

#define TICKS ":@ weir 1\n:@ every 1h\nevent: tick\ndata: one\n\n:@ hold\n"

typedef struct
{
  WeirMockItem *item;
  WeirMockPage *page;
  GtkWidget *root;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->item = weir_mock_item_new (NULL, TICKS);
  self->root = weir_mock_page_new (self->item);
  self->page = WEIR_MOCK_PAGE (self->root);
  self->window = stage_show (self->root, 1000, 640);
  weir_mock_item_run (self->item, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_destroy (self->window);
  g_object_add_weak_pointer (G_OBJECT (self->item), (gpointer *) &self->item);
  g_object_unref (self->item);
  app_wait (self->item == NULL);
}

static gboolean
can (Fixture *self, const char *action)
{
  return g_action_group_get_action_enabled (weir_mock_page_get_actions (self->page), action);
}

/* Of the state in words. */
static gboolean
says (Fixture *self, const char *words)
{
  GtkWidget *mark = app_find_by_type (self->root, WEIR_TYPE_STATE_MARK);

  return strstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (mark))), words) != NULL;
}

static GtkDropDown *
get_speed (Fixture *self)
{
  return GTK_DROP_DOWN (app_find_by_type (GTK_WIDGET (self->page->head), GTK_TYPE_DROP_DOWN));
}

/* What a test does with curl. */
static void
call (Fixture *self, const char *request, const char *body)
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
test_speed (Fixture *self, gconstpointer data)
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
test_hold (Fixture *self, gconstpointer data)
{
  /* Only some are meant: what comes with it tells that it was seen. */
  call (self, "POST /.weir/hold", "{\"session\": \"other\"}");
  call (self, "POST /.weir/next", "{\"status\": 500}");
  app_wait (stage_find_text (self->root, "Next answer (1)") != NULL);
  g_assert_false (can (self, "step"));
  g_assert_false (says (self, " · held"));

  /* Where the clients are not seen, too. */
  gtk_window_set_default_size (self->window, 420, 640);
  app_wait (!gtk_widget_get_mapped (GTK_WIDGET (self->page->peers)));
  call (self, "POST /.weir/hold", "{}");
  app_wait (can (self, "step"));
  g_assert_true (says (self, " · held"));
  call (self, "POST /.weir/hold", "{\"on\": false}");
  app_wait (!can (self, "step"));
  g_assert_false (says (self, " · held"));
}

static void
test_next (Fixture *self, gconstpointer data)
{
  call (self, "POST /.weir/next", "{\"status\": 500}");
  app_wait (stage_find_text (self->root, "Next answer (1)") != NULL);
  call (self, "DELETE /.weir/next", "");
  app_wait (stage_find_text (self->root, "Next answer") != NULL);
}

static void
test_script (Fixture *self, gconstpointer data)
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
  g_test_add ("/mock-outside/speed", Fixture, NULL, set_up, test_speed, tear_down);
  g_test_add ("/mock-outside/hold", Fixture, NULL, set_up, test_hold, tear_down);
  g_test_add ("/mock-outside/next", Fixture, NULL, set_up, test_next, tear_down);
  g_test_add ("/mock-outside/script", Fixture, NULL, set_up, test_script, tear_down);
  return g_test_run ();
}
