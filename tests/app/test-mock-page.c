/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtksourceview/gtksource.h>
#include <string.h>

#include "app-fixture.h"
#include "raw-client.h"
#include "stage.h"
#include "weir-fault.h"
#include "weir-mock-control.h"
#include "weir-mock-page-private.h"

#define HEAD ":@ weir 1\n"
#define TICKS HEAD ":@ every 1h\nevent: tick\nid: 1\ndata: one\n\nevent: tick\ndata: two\n\n:@ hold\n"

typedef struct
{
  WeirMockItem *item;
  WeirMockPage *page;
  GtkWidget *root;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *self, const char *text)
{
  self->item = weir_mock_item_new (NULL, text);
  self->root = weir_mock_page_new (self->item);
  self->page = WEIR_MOCK_PAGE (self->root);
  self->window = stage_show (self->root, 1000, 640);
}

static void
tear_down (Fixture *self)
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

static void
act (Fixture *self, const char *action, GVariant *parameter)
{
  g_assert_true (can (self, action));
  g_action_group_activate_action (weir_mock_page_get_actions (self->page), action, parameter);
}

static GtkTextBuffer *
get_script (Fixture *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (app_find_by_type (GTK_WIDGET (self->page->editor), GTK_SOURCE_TYPE_VIEW)));
}

/* As if it was typed. */
static void
type (Fixture *self, const char *text)
{
  gtk_text_buffer_set_text (get_script (self), text, -1);
}

/* The state in words. */
static const char *
get_state (Fixture *self)
{
  GtkWidget *mark = app_find_by_type (self->root, WEIR_TYPE_STATE_MARK);

  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (mark)));
}

static RawClient *
connect_client (Fixture *self, const char *path)
{
  RawClient *client = raw_client_new (weir_mock_get_port (weir_mock_item_get_mock (self->item)));
  g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path);

  raw_client_send (client, request);

  return client;
}

static void
test_run (void)
{
  Fixture self;
  g_autofree char *words = NULL;

  set_up (&self, TICKS);
  g_assert_cmpstr (get_state (&self), ==, "Stopped");
  g_assert_false (can (&self, "stop"));
  g_assert_false (can (&self, "copy-url"));
  g_assert_nonnull (stage_find_text (self.root, "The mock is stopped"));

  act (&self, "run", NULL);
  words = g_strdup_printf ("Running at %s · no clients yet", weir_mock_item_get_url (self.item));
  g_assert_cmpstr (get_state (&self), ==, words);
  app_wait (stage_find_text (self.root, "No clients yet") != NULL);
  g_assert_nonnull (stage_find_text (self.root, weir_mock_item_get_url (self.item)));
  g_assert_true (can (&self, "copy-url"));

  act (&self, "stop", NULL);
  g_assert_cmpstr (get_state (&self), ==, "Stopped");
  app_wait (stage_find_text (self.root, "The mock is stopped") != NULL);
  tear_down (&self);
}

/* Who is connected stays with the old script, who comes gets the new one, and connections are counted on. */
static void
test_reload (void)
{
  Fixture self;
  g_autoptr (RawClient) first = NULL;
  g_autoptr (RawClient) second = NULL;

  set_up (&self, HEAD ":@ connect 1\ndata: old\n\n:@ hold\n");
  act (&self, "run", NULL);
  first = connect_client (&self, "/");
  raw_client_wait_for (first, "data: old\n");
  app_wait (strstr (get_state (&self), "1 client") != NULL);

  type (&self, HEAD ":@ connect 1\ndata: never\n\n:@ hold\n:@ connect 2\ndata: new\n\n:@ hold\n");
  app_wait (strstr (get_state (&self), "changed: run it again") != NULL);
  act (&self, "run", NULL);
  app_wait (stage_find_text (self.root, "The new script is served; 1 client stays with the old one, connections are counted on") != NULL);
  g_assert_null (strstr (get_state (&self), "changed"));
  second = connect_client (&self, "/");
  raw_client_wait_for (second, "data: new\n");
  g_assert_false (first->is_eof);
  g_assert_null (strstr (second->in->str, "never"));
  tear_down (&self);
}

static void
test_typing_is_kept (void)
{
  Fixture self;

  /* What was typed a moment ago is what runs. */
  set_up (&self, TICKS);
  type (&self, HEAD "data: typed\n\n");
  act (&self, "run", NULL);
  g_assert_cmpstr (weir_mock_item_get_text (self.item), ==, HEAD "data: typed\n\n");
  /* What another one changes is shown. */
  weir_mock_item_set_text (self.item, HEAD "data: other\n\n");
  {
    g_autofree char *text = weir_script_editor_dup_text (self.page->editor);

    g_assert_cmpstr (text, ==, HEAD "data: other\n\n");
  }
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  g_test_add_func ("/mock-page/run", test_run);
  g_test_add_func ("/mock-page/reload", test_reload);
  g_test_add_func ("/mock-page/typing-is-kept", test_typing_is_kept);
  return g_test_run ();
}
