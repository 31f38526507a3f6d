/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n.h>

#include "weir-mock-control.h"
#include "weir-mock-page-private.h"
#include "weir-mock-words.h"

/* Paths in a menu. */
#define URLS 20

GStrv
weir_mock_page_list_urls (WeirMockPage *self)
{
  g_autoptr (GStrvBuilder) urls = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *base = weir_mock_dup_url (weir_mock_item_get_mock (self->item));
  const char *first = weir_mock_item_get_url (self->item);
  WeirScript *script = base != NULL ? weir_mock_item_get_served (self->item) : NULL;
  const char *method;
  const char *path;

  if (first != NULL)
    {
      g_strv_builder_add (urls, first);
      g_hash_table_add (seen, g_strdup (first));
    }
  for (guint i = 0; script != NULL && i < URLS && (path = weir_script_get_route (script, i, &method)) != NULL; i++)
    {
      g_autofree char *url = g_strconcat (base, path, NULL);

      if (g_hash_table_contains (seen, url))
        continue;
      g_strv_builder_add (urls, url);
      g_hash_table_add (seen, g_steal_pointer (&url));
    }

  return g_strv_builder_end (urls);
}

void
weir_mock_page_show_urls (WeirMockPage *self)
{
  g_auto (GStrv) urls = weir_mock_page_list_urls (self);

  weir_mock_head_set_urls (self->head, (const char *const *) urls);
}

const WeirDiagnostic *
weir_mock_page_find_error (WeirMockPage *self)
{
  GPtrArray *problems = weir_mock_item_get_problems (self->item);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const WeirDiagnostic *problem = g_ptr_array_index (problems, i);

      if (problem->is_error)
        return problem;
    }

  return NULL;
}

void
weir_mock_page_show_state (WeirMockPage *self)
{
  const char *error = weir_mock_item_get_error (self->item);
  g_autofree char *host = NULL;

  g_object_get (self->item, "host", &host, NULL);
  if (error != NULL && self->port_taken)
    weir_notice_bar_show (self->notice, "dialog-error-symbolic", error, _ ("Use _any free port"), "mock.any-port");
  else if (error != NULL && weir_mock_page_find_error (self) != NULL)
    weir_notice_bar_show (self->notice, "dialog-error-symbolic", error, _ ("_Show it"), "mock.problem");
  else if (error != NULL)
    weir_notice_bar_show (self->notice, "dialog-error-symbolic", error, NULL, NULL);
  else if (weir_mock_item_get_running (self->item) && !weir_mock_host_is_loopback (host))
    weir_notice_bar_show (self->notice, "dialog-warning-symbolic",
                          _ ("Everyone in the network can reach this mock, and read what it sends."), NULL, NULL);
  else
    weir_notice_bar_hide (self->notice);
}

void
weir_mock_page_add_hint (WeirMockPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *url = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_selectable (GTK_LABEL (url), TRUE);
  gtk_label_set_wrap (GTK_LABEL (url), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (url), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (url), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (url, "monospace");
  gtk_accessible_update_property (GTK_ACCESSIBLE (url), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("URL of the mock"), -1);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_box_append (GTK_BOX (box), url);
  gtk_box_append (GTK_BOX (box), button);
  self->hint_url = GTK_LABEL (url);
  self->hint_button = GTK_BUTTON (button);
  weir_mock_peers_set_hint (self->peers, box);
}

void
weir_mock_page_show_peers (WeirMockPage *self)
{
  gboolean running = weir_mock_item_get_running (self->item);
  const char *url = weir_mock_item_get_url (self->item);
  guint n_clients = weir_mock_peers_get_n_clients (self->peers);
  g_autoptr (GArray) selected = weir_mock_peers_dup_selection (self->peers);

  weir_send_now_set_running (self->send, running);
  weir_send_now_set_who (self->send, selected, running ? n_clients : 0);
  gtk_label_set_text (self->hint_url, url != NULL ? url : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint_url), url != NULL);
  gtk_button_set_label (self->hint_button, running ? _ ("Copy URL") : _ ("Run"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->hint_button), running ? "mock.copy-url" : "mock.run");
}

void
weir_mock_page_show_waiting (WeirMockPage *self)
{
  guint n = weir_mock_count_next (weir_mock_item_get_mock (self->item));
  guint before = self->waiting->len;
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  /* They are taken in their order. */
  while (self->waiting->len > n)
    g_ptr_array_remove_index (self->waiting, 0);
  while (self->waiting->len < n)
    g_ptr_array_add (self->waiting, (gpointer) _ ("An answer that was set from outside"));
  if (before == self->waiting->len)
    return;

  for (guint i = 0; i < self->waiting->len; i++)
    g_ptr_array_add (labels, g_ptr_array_index (self->waiting, i));
  g_ptr_array_add (labels, NULL);
  weir_mock_head_set_waiting (self->head, (const char *const *) labels->pdata);
}

void
weir_mock_page_add_waiting (WeirMockPage *self, const char *label)
{
  g_ptr_array_add (self->waiting, (gpointer) label);
  g_ptr_array_add (self->waiting, NULL);
  weir_mock_head_set_waiting (self->head, (const char *const *) self->waiting->pdata);
  g_ptr_array_remove_index (self->waiting, self->waiting->len - 1);
  weir_mock_page_show_waiting (self);
}
