/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-peers-private.h"

#include <glib/gi18n.h>

#include "weir-mock-control.h"
#include "weir-utf8.h"

/* What is done to clients: to the selected ones, or to all when none is. */

/* Returns: (transfer full) (nullable): what @selection points into */
static GArray *
select_clients (WeirMockPeers *self, WeirSelection *selection)
{
  GArray *numbers = weir_mock_peers_dup_selection (self);

  *selection = (WeirSelection) WEIR_SELECTION_ALL;
  if (numbers != NULL)
    {
      selection->clients = (const guint64 *) numbers->data;
      selection->n_clients = numbers->len;
    }

  return numbers;
}

/* @words: with %u for @n */
static void
tell_count (WeirMockPeers *self, char *words)
{
  weir_mock_peers_tell (self, words);
  g_free (words);
  weir_mock_watch_refresh (self->watch);
}

static guint
end_clients (WeirMockPeers *self, WeirEnding ending)
{
  WeirSelection selection;
  g_autoptr (GArray) numbers = select_clients (self, &selection);

  return weir_mock_end_clients (self->mock, &selection, ending);
}

static void
cut (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  guint n = end_clients (user_data, WEIR_ENDING_CUT);

  tell_count (user_data, g_strdup_printf (ngettext ("Cut %u client", "Cut %u clients", n), n));
}

static void
reset (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  guint n = end_clients (user_data, WEIR_ENDING_RESET);

  tell_count (user_data, g_strdup_printf (ngettext ("Reset %u client", "Reset %u clients", n), n));
}

static void
close_properly (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  guint n = end_clients (user_data, WEIR_ENDING_CLOSE);

  tell_count (user_data, g_strdup_printf (ngettext ("Closed %u client", "Closed %u clients", n), n));
}

static guint
stall_clients (WeirMockPeers *self, gboolean on)
{
  WeirSelection selection;
  g_autoptr (GArray) numbers = select_clients (self, &selection);

  return weir_mock_stall_clients (self->mock, &selection, on);
}

static void
stall (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  guint n = stall_clients (user_data, TRUE);

  tell_count (user_data, g_strdup_printf (ngettext ("Stalled %u client", "Stalled %u clients", n), n));
}

static void
resume (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  guint n = stall_clients (user_data, FALSE);

  tell_count (user_data, n > 0 ? g_strdup_printf (ngettext ("Resumed %u client", "Resumed %u clients", n), n)
                               : g_strdup (_ ("None of them was stalled")));
}

static void
push (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_mock_peers_ask_push (user_data);
}

static void
show (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (WeirMockRequest) request = weir_mock_peers_dup_request (user_data);

  if (request != NULL)
    weir_mock_peers_show_request (user_data, request);
}

/* A command that does not work is of no use: the secrets are in it, as the request had them. */
static void
copy_curl (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPeers *self = user_data;
  g_autoptr (WeirMockRequest) request = weir_mock_peers_dup_request (self);
  g_autofree char *url = weir_mock_dup_url (self->mock);
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;

  if (request == NULL)
    return;
  command = weir_mock_request_to_curl (request, url != NULL ? url : "http://localhost", &error);
  if (command != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), command);
  weir_mock_peers_tell (self, command != NULL ? _ ("Copied as it came, with its secrets if it has any") : error->message);
}

static void
copy_head (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPeers *self = user_data;
  g_autoptr (WeirMockRequest) request = weir_mock_peers_dup_request (self);
  GBytes *head = request != NULL ? weir_mock_request_get_facts (request)->head : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (head == NULL)
    return;
  weir_utf8_append (text, g_bytes_get_data (head, NULL), g_bytes_get_size (head));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
  weir_mock_peers_tell (self, _ ("Copied"));
}

static void
copy_outcome (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPeers *self = user_data;
  g_autoptr (GObject) item = weir_peer_list_dup_selected (self->outcomes);
  g_autoptr (WeirPeerWords) words = NULL;

  if (item == NULL)
    return;
  words = weir_peer_words_new_for_outcome (WEIR_MOCK_OUTCOME (item));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), words->sentence->str);
  weir_mock_peers_tell (self, _ ("Copied"));
}

static void
clear_log (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_mock_watch_clear_log (WEIR_MOCK_PEERS (user_data)->watch);
}

static void
set_enabled (WeirMockPeers *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), enabled);
}

void
weir_mock_peers_update_actions (WeirMockPeers *self)
{
  static const char *const of_clients[] = { "close", "cut", "push", "reset", "resume", "stall" };
  g_autoptr (WeirMockRequest) request = weir_mock_peers_dup_request (self);
  gboolean has_head = request != NULL && weir_mock_request_get_facts (request)->head != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (of_clients); i++)
    set_enabled (self, of_clients[i], self->n_clients > 0);
  set_enabled (self, "show", request != NULL);
  set_enabled (self, "copy-curl", has_head);
  set_enabled (self, "copy-head", has_head);
  set_enabled (self, "copy-outcome", weir_peer_list_get_n_selected (self->outcomes) > 0);
  set_enabled (self, "clear-log", g_list_model_get_n_items (weir_mock_watch_get_log (self->watch)) > 0);
}

/* A key is about the row that has the focus, when none is selected: never about all of them by accident. */
static gboolean
on_key (GtkWidget *widget, GVariant *action, gpointer user_data)
{
  WeirPeerList *list = user_data;

  if (weir_peer_list_get_n_selected (list) == 0 && !weir_peer_list_select_focused (list))
    return FALSE;

  return gtk_widget_activate_action (GTK_WIDGET (list), g_variant_get_string (action, NULL), NULL);
}

static void
add_key (GtkEventController *keys, WeirPeerList *list, guint key, GdkModifierType modifiers, const char *action)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), gtk_callback_action_new (on_key, list, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_string (action));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
}

/* While a list has the focus: the same letters mean something else where one writes. */
static void
add_keys (WeirMockPeers *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  add_key (keys, self->clients, GDK_KEY_Delete, 0, "peer.cut");
  add_key (keys, self->clients, GDK_KEY_Delete, GDK_SHIFT_MASK, "peer.reset");
  add_key (keys, self->clients, GDK_KEY_s, 0, "peer.stall");
  add_key (keys, self->clients, GDK_KEY_r, 0, "peer.resume");
  add_key (keys, self->clients, GDK_KEY_p, 0, "peer.push");
  add_key (keys, self->clients, GDK_KEY_c, GDK_CONTROL_MASK, "peer.copy-curl");
  weir_peer_list_add_controller (self->clients, keys);

  keys = gtk_shortcut_controller_new ();
  add_key (keys, self->log, GDK_KEY_c, GDK_CONTROL_MASK, "peer.copy-curl");
  weir_peer_list_add_controller (self->log, keys);

  keys = gtk_shortcut_controller_new ();
  add_key (keys, self->outcomes, GDK_KEY_c, GDK_CONTROL_MASK, "peer.copy-outcome");
  weir_peer_list_add_controller (self->outcomes, keys);
}

void
weir_mock_peers_init_actions (WeirMockPeers *self)
{
  static const GActionEntry entries[] = {
    { .name = "clear-log", .activate = clear_log },
    { .name = "close", .activate = close_properly },
    { .name = "copy-curl", .activate = copy_curl },
    { .name = "copy-head", .activate = copy_head },
    { .name = "copy-outcome", .activate = copy_outcome },
    { .name = "cut", .activate = cut },
    { .name = "push", .activate = push },
    { .name = "reset", .activate = reset },
    { .name = "resume", .activate = resume },
    { .name = "show", .activate = show },
    { .name = "stall", .activate = stall },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "peer", G_ACTION_GROUP (self->actions));
  add_keys (self);
}
