/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-peers-private.h"

#include <glib/gi18n.h>

#include "weir-footer-words.h"

/* Counts and words around the lists. */

static void
set_page_title (GtkStackPage *page, const char *title, guint n)
{
  g_autofree char *number = weir_footer_dup_number (n);
  g_autofree char *text = n > 0 ? g_strdup_printf ("%s %s", title, number) : g_strdup (title);

  if (g_strcmp0 (gtk_stack_page_get_title (page), text) != 0)
    gtk_stack_page_set_title (page, text);
}

static void
show_titles (WeirMockPeers *self)
{
  const WeirMockCounts *counts = weir_mock_watch_get_counts (self->watch);
  g_autofree char *number = weir_footer_dup_number (counts->n_left_out);
  g_autofree char *left_out = g_strdup_printf (ngettext ("%s older request is no longer kept", "%s older requests are no longer kept",
                                                         (gulong) MIN (counts->n_left_out, 1000000)),
                                               number);
  g_autofree char *outcomes =
      counts->n_failed > 0 ? g_strdup_printf ("%s ✗ %u", _ ("Expectations"), counts->n_failed) : g_strdup (_ ("Expectations"));

  set_page_title (self->clients_page, _ ("Clients"), self->n_clients);
  set_page_title (self->log_page, C_ ("mock", "Log"), g_list_model_get_n_items (weir_mock_watch_get_log (self->watch)));
  set_page_title (self->outcomes_page, outcomes, 0);
  gtk_stack_page_set_needs_attention (self->outcomes_page, counts->n_failed > 0);
  gtk_stack_page_set_visible (self->outcomes_page, g_list_model_get_n_items (weir_mock_watch_get_outcomes (self->watch)) > 0 ||
                                                       gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->outcomes));
  gtk_label_set_label (self->left_out, left_out);
}

static void
show_who (WeirMockPeers *self)
{
  g_autofree char *text = NULL;

  if (self->n_selected > 0)
    text = g_strdup_printf (ngettext ("%u selected", "%u selected", self->n_selected), self->n_selected);
  else
    text = g_strdup (_ ("All clients"));
  gtk_label_set_label (self->who, text);
}

static void
show_tools (WeirMockPeers *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->stack);

  gtk_widget_set_visible (self->bar, shown == GTK_WIDGET (self->clients) && self->n_clients > 0);
  gtk_widget_set_visible (self->clear_button, shown == GTK_WIDGET (self->log));
  gtk_widget_set_visible (GTK_WIDGET (self->left_out),
                          shown == GTK_WIDGET (self->log) && weir_mock_watch_get_counts (self->watch)->n_left_out > 0);
}

void
weir_mock_peers_show_counts (WeirMockPeers *self)
{
  show_titles (self);
  show_who (self);
  show_tools (self);
}

void
weir_mock_peers_show_running (WeirMockPeers *self)
{
  gboolean is_running = weir_mock_get_running (self->mock);

  weir_peer_list_set_empty (self->clients, is_running ? _ ("Nobody is connected") : _ ("Not running"),
                            is_running ? _ ("Copy the URL and open it in your front end, or watch it here.")
                                       : _ ("Start the mock: whoever connects is listed here."));
  weir_peer_list_set_empty (self->log, _ ("No requests yet"),
                            _ ("Each request is listed here with what it was answered and how its connection ended."));
  weir_peer_list_set_empty (self->outcomes, _ ("Nothing is expected"),
                            _ ("A line such as “:@ expect last-event-id=2” in the script checks what a client sends when it comes back."));
  gtk_widget_set_sensitive (self->sessions_button, is_running);
}

void
weir_mock_peers_set_hint (WeirMockPeers *self, GtkWidget *hint)
{
  g_return_if_fail (WEIR_IS_MOCK_PEERS (self));

  weir_peer_list_set_hint (self->clients, hint);
}
