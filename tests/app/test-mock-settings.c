/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtksourceview/gtksource.h>
#include <string.h>

#include "app-fixture.h"
#include "raw-client.h"
#include "stage.h"
#include "weir-mock-page.h"
#include "weir-mock-settings.h"

#define SCRIPT ":@ weir 1\ndata: one\n\n:@ hold\n"

typedef struct
{
  WeirMockItem *item;
  GtkWidget *root;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->item = weir_mock_item_new (NULL, SCRIPT);
}

static void
show_settings (Fixture *self)
{
  self->root = weir_mock_settings_new ();
  weir_mock_settings_set_item (WEIR_MOCK_SETTINGS (self->root), self->item);
  self->window = stage_show (self->root, 400, 500);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_destroy (self->window);
  g_object_unref (self->item);
}

/* The nth of its kind. */
static GtkWidget *
find_nth (GtkWidget *widget, GType type, guint *n)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_nth (child, type, n);

  return found;
}

static GtkWidget *
get_nth (Fixture *self, GType type, guint n)
{
  return find_nth (self->root, type, &n);
}

static void
test_port (Fixture *self, gconstpointer data)
{
  GtkWidget *entry;
  guint port;

  show_settings (self);
  entry = get_nth (self, GTK_TYPE_ENTRY, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  gtk_editable_set_text (GTK_EDITABLE (entry), "70000");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "8200");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_object_get (self->item, "port", &port, NULL);
  g_assert_cmpuint (port, ==, 8200);
  g_object_set (self->item, "port", 8300, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "8300");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_object_get (self->item, "port", &port, NULL);
  g_assert_cmpuint (port, ==, 0);
}

static void
check_text (Fixture *self, const char *property, const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (self->item, property, &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_host_and_cors (Fixture *self, gconstpointer data)
{
  const char *warning = "Everyone in the network can reach this mock, and read what it sends.";
  GtkDropDown *host;
  GtkDropDown *cors;
  GtkWidget *origin;

  show_settings (self);
  host = GTK_DROP_DOWN (get_nth (self, GTK_TYPE_DROP_DOWN, 0));
  cors = GTK_DROP_DOWN (get_nth (self, GTK_TYPE_DROP_DOWN, 1));
  origin = get_nth (self, GTK_TYPE_ENTRY, 1);
  g_assert_null (stage_find_text (self->root, warning));
  gtk_drop_down_set_selected (host, 1);
  check_text (self, "host", "0.0.0.0");
  app_wait (stage_find_text (self->root, warning) != NULL);
  gtk_drop_down_set_selected (host, 0);
  check_text (self, "host", NULL);

  check_text (self, "cors", NULL);
  g_assert_false (gtk_widget_get_visible (origin));
  gtk_drop_down_set_selected (cors, 2);
  check_text (self, "cors", "off");
  gtk_drop_down_set_selected (cors, 1);
  g_assert_true (gtk_widget_get_visible (origin));
  gtk_editable_set_text (GTK_EDITABLE (origin), "http://localhost:5173");
  check_text (self, "cors", "http://localhost:5173");
  g_object_set (self->item, "cors", NULL, NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (cors), ==, 0);
}

static void
on_text (GObject *object, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static char *
copy (Fixture *self, const char *action)
{
  char *text = NULL;

  g_action_group_activate_action (weir_mock_page_get_actions (WEIR_MOCK_PAGE (self->root)), action, NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (self->root), NULL, on_text, &text);
  app_wait (text != NULL);

  return text;
}

/* With what is copied a test gets in. */
static void
test_control (Fixture *self, gconstpointer data)
{
  g_autofree char *address = NULL;
  g_autofree char *token = NULL;
  g_autofree char *request = NULL;
  g_autoptr (RawClient) client = NULL;
  g_autoptr (GError) error = NULL;

  self->root = weir_mock_page_new (self->item);
  self->window = stage_show (self->root, 900, 500);
  weir_mock_item_run (self->item, &error);
  g_assert_no_error (error);
  address = copy (self, "copy-control");
  g_assert_true (g_str_has_suffix (address, "/.weir/"));
  token = copy (self, "copy-token");
  request = g_strdup_printf ("GET /.weir/clients HTTP/1.1\r\nHost: localhost\r\nX-Weir-Token: %s\r\n\r\n", token);
  client = raw_client_new (weir_mock_get_port (weir_mock_item_get_mock (self->item)));
  raw_client_send (client, request);
  raw_client_wait_for (client, "{\"clients\":[");
  g_assert_true (g_str_has_prefix (client->in->str, "HTTP/1.1 200 "));
  weir_mock_item_stop (self->item);
  g_assert_null (weir_mock_item_get_token (self->item));
}

static void
test_tls (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *tls;

  show_settings (self);
  if (!weir_tls_is_supported ())
    {
      g_test_skip ("built without TLS for the server");
      return;
    }
  tls = get_nth (self, GTK_TYPE_SWITCH, 1);
  gtk_switch_set_active (GTK_SWITCH (tls), TRUE);
  weir_mock_item_run (self->item, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (weir_mock_item_get_url (self->item), "https://127.0.0.1:"));
  g_assert_true (g_file_test (weir_mock_item_get_certificate (self->item), G_FILE_TEST_IS_REGULAR));
  gtk_switch_set_active (GTK_SWITCH (tls), FALSE);
  weir_mock_item_run (self->item, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (weir_mock_item_get_url (self->item), "http://127.0.0.1:"));
  g_assert_null (weir_mock_item_get_certificate (self->item));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  g_test_add ("/mock-settings/port", Fixture, NULL, set_up, test_port, tear_down);
  g_test_add ("/mock-settings/host-and-cors", Fixture, NULL, set_up, test_host_and_cors, tear_down);
  g_test_add ("/mock-settings/control", Fixture, NULL, set_up, test_control, tear_down);
  g_test_add ("/mock-settings/tls", Fixture, NULL, set_up, test_tls, tear_down);
  return g_test_run ();
}
