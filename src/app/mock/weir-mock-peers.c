/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-peers-private.h"

#include <glib/gi18n.h>

#include "weir-menu.h"
#include "weir-wrap.h"

G_DEFINE_FINAL_TYPE (WeirMockPeers, weir_mock_peers, ADW_TYPE_BIN)

enum
{
  PROP_N_CLIENTS = 1,
  PROP_N_SELECTED,
  PROP_N_FAILED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  PUSH_ASKED,
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
weir_mock_peers_tell (WeirMockPeers *self, const char *words)
{
  g_signal_emit (self, signals[TOLD], 0, words);
}

void
weir_mock_peers_ask_push (WeirMockPeers *self)
{
  g_signal_emit (self, signals[PUSH_ASKED], 0);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return *(const guint64 *) a < *(const guint64 *) b ? -1 : *(const guint64 *) a > *(const guint64 *) b;
}

GArray *
weir_mock_peers_dup_selection (WeirMockPeers *self)
{
  g_autoptr (GtkBitset) set = NULL;
  GtkSelectionModel *selection;
  GArray *numbers;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (WEIR_IS_MOCK_PEERS (self), NULL);

  selection = weir_peer_list_get_selection (self->clients);
  set = gtk_selection_model_get_selection (selection);
  if (!gtk_bitset_iter_init_first (&iter, set, &position))
    return NULL;

  numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  do
    {
      g_autoptr (WeirMockRequest) request = g_list_model_get_item (G_LIST_MODEL (selection), position);

      g_array_append_val (numbers, weir_mock_request_get_facts (request)->client);
    }
  while (gtk_bitset_iter_next (&iter, &position));
  g_array_sort (numbers, compare_numbers);

  return numbers;
}

WeirMockWatch *
weir_mock_peers_get_watch (WeirMockPeers *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_PEERS (self), NULL);

  return self->watch;
}

guint
weir_mock_peers_get_n_clients (WeirMockPeers *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_PEERS (self), 0);

  return self->n_clients;
}

guint
weir_mock_peers_get_n_selected (WeirMockPeers *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_PEERS (self), 0);

  return self->n_selected;
}

guint
weir_mock_peers_get_n_failed (WeirMockPeers *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_PEERS (self), 0);

  return self->n_failed;
}

static WeirPeerList *
get_shown_list (WeirMockPeers *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  return WEIR_IS_PEER_LIST (child) ? WEIR_PEER_LIST (child) : self->log;
}

WeirMockRequest *
weir_mock_peers_dup_request (WeirMockPeers *self)
{
  g_autoptr (GObject) item = NULL;

  if (gtk_stack_get_visible_child (self->outer) == GTK_WIDGET (self->details))
    {
      WeirMockRequest *shown = weir_peer_details_get_request (self->details);

      return shown != NULL ? g_object_ref (shown) : NULL;
    }

  item = weir_peer_list_dup_selected (get_shown_list (self));
  return item != NULL && WEIR_IS_MOCK_REQUEST (item) ? WEIR_MOCK_REQUEST (g_steal_pointer (&item)) : NULL;
}

void
weir_mock_peers_show_request (WeirMockPeers *self, WeirMockRequest *request)
{
  weir_peer_details_set_request (self->details, request);
  gtk_stack_set_visible_child (self->outer, GTK_WIDGET (self->details));
  gtk_widget_grab_focus (GTK_WIDGET (self->details));
  weir_mock_peers_update_actions (self);
}

static void
on_close_details (WeirMockPeers *self)
{
  gtk_stack_set_visible_child_name (self->outer, "lists");
  gtk_widget_grab_focus (GTK_WIDGET (get_shown_list (self)));
  weir_peer_details_set_request (self->details, NULL);
  weir_mock_peers_update_actions (self);
}

static void
on_request_activated (WeirMockPeers *self, GObject *item)
{
  weir_mock_peers_show_request (self, WEIR_MOCK_REQUEST (item));
}

static gboolean
has_judged (WeirMockRequest *request, const WeirExpectOutcome *outcome)
{
  const WeirMockRequestFacts *facts = weir_mock_request_get_facts (request);

  for (guint i = 0; g_str_equal (facts->script, outcome->path) && i < facts->judgements->len; i++)
    {
      const WeirMockJudgement *judgement = g_ptr_array_index (facts->judgements, i);

      if (judgement->line == outcome->line && judgement->ok == (outcome->n_failed == 0))
        return TRUE;
    }

  return FALSE;
}

/* The newest request that it failed for, or held for. */
static void
on_outcome_activated (WeirMockPeers *self, GObject *item)
{
  const WeirExpectOutcome *outcome = weir_mock_outcome_get (WEIR_MOCK_OUTCOME (item));
  GListModel *log = weir_mock_watch_get_log (self->watch);

  for (guint i = g_list_model_get_n_items (log); i > 0; i--)
    {
      g_autoptr (WeirMockRequest) request = g_list_model_get_item (log, i - 1);

      if (!has_judged (request, outcome))
        continue;
      weir_mock_peers_show_request (self, request);
      return;
    }
  weir_mock_peers_tell (self, outcome->n_held + outcome->n_failed > 0 ? _ ("The log no longer has that request")
                                                                      : _ ("No request has reached this line yet"));
}

static void
update (WeirMockPeers *self)
{
  guint n_clients = g_list_model_get_n_items (weir_mock_watch_get_clients (self->watch));
  guint n_selected = weir_peer_list_get_n_selected (self->clients);
  guint n_failed = weir_mock_watch_get_counts (self->watch)->n_failed;
  gboolean clients_change = n_clients != self->n_clients;
  gboolean selected_change = n_selected != self->n_selected;
  gboolean failed_change = n_failed != self->n_failed;

  self->n_clients = n_clients;
  self->n_selected = n_selected;
  self->n_failed = n_failed;
  weir_mock_peers_show_counts (self);
  weir_mock_peers_update_actions (self);
  if (clients_change)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CLIENTS]);
  if (selected_change)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
  if (failed_change)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FAILED]);
}

static void
on_selection_changed (WeirMockPeers *self)
{
  update (self);
}

static void
on_page_changed (WeirMockPeers *self)
{
  if (self->watch != NULL)
    update (self);
}

static void
on_reset (WeirMockPeers *self)
{
  weir_mock_watch_refresh (self->watch);
}

static void
weir_mock_peers_map (GtkWidget *widget)
{
  weir_mock_watch_set_looked_at (WEIR_MOCK_PEERS (widget)->watch, TRUE);

  GTK_WIDGET_CLASS (weir_mock_peers_parent_class)->map (widget);
}

static void
weir_mock_peers_unmap (GtkWidget *widget)
{
  WeirMockPeers *self = WEIR_MOCK_PEERS (widget);

  GTK_WIDGET_CLASS (weir_mock_peers_parent_class)->unmap (widget);

  if (self->watch != NULL)
    weir_mock_watch_set_looked_at (self->watch, FALSE);
}

static void
weir_mock_peers_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirMockPeers *self = WEIR_MOCK_PEERS (object);

  switch (prop_id)
    {
    case PROP_N_CLIENTS:
      g_value_set_uint (value, self->n_clients);
      break;
    case PROP_N_SELECTED:
      g_value_set_uint (value, self->n_selected);
      break;
    case PROP_N_FAILED:
      g_value_set_uint (value, self->n_failed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_mock_peers_dispose (GObject *object)
{
  WeirMockPeers *self = WEIR_MOCK_PEERS (object);

  if (self->watch != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->watch, self);
      weir_mock_watch_stop (self->watch);
    }
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_MOCK_PEERS);
  g_clear_object (&self->watch);
  g_clear_object (&self->mock);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (weir_mock_peers_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (WEIR_TYPE_PEER_DETAILS);
  g_type_ensure (WEIR_TYPE_PEER_LIST);
  g_type_ensure (WEIR_TYPE_SESSION_POPOVER);
  g_type_ensure (WEIR_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/mock/weir-mock-peers.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, outer);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, stack);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, clients_page);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, log_page);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, outcomes_page);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, clients);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, log);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, outcomes);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, details);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, sessions);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, sessions_button);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, clear_button);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, bar);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, who);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, left_out);
  gtk_widget_class_bind_template_child (widget_class, WeirMockPeers, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_close_details);
  gtk_widget_class_bind_template_callback (widget_class, on_outcome_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_request_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
  gtk_widget_class_bind_template_callback (widget_class, on_selection_changed);
}

static void
weir_mock_peers_class_init (WeirMockPeersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = weir_mock_peers_get_property;
  object_class->dispose = weir_mock_peers_dispose;
  widget_class->map = weir_mock_peers_map;
  widget_class->unmap = weir_mock_peers_unmap;

  properties[PROP_N_CLIENTS] = g_param_spec_uint ("n-clients", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_FAILED] = g_param_spec_uint ("n-failed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[PUSH_ASKED] = g_signal_new ("push-asked", WEIR_TYPE_MOCK_PEERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOLD] = g_signal_new ("told", WEIR_TYPE_MOCK_PEERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  bind_template (widget_class);
}

static void
weir_mock_peers_init (WeirMockPeers *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->menu_button, weir_menu_get ("clients"));
  weir_mock_peers_init_actions (self);
}

GtkWidget *
weir_mock_peers_new (WeirMock *mock)
{
  WeirMockPeers *self = g_object_new (WEIR_TYPE_MOCK_PEERS, NULL);

  self->mock = g_object_ref (mock);
  self->watch = weir_mock_watch_new (mock);
  weir_session_popover_set_mock (self->sessions, mock);
  weir_peer_list_set_up (self->clients, WEIR_PEER_CLIENT, weir_mock_watch_get_clients (self->watch), _ ("Clients"),
                         weir_menu_get ("client"));
  weir_peer_list_set_up (self->log, WEIR_PEER_LOG, weir_mock_watch_get_log (self->watch), C_ ("mock", "Log"), weir_menu_get ("request"));
  weir_peer_list_set_up (self->outcomes, WEIR_PEER_OUTCOME, weir_mock_watch_get_outcomes (self->watch), _ ("Expectations"),
                         weir_menu_get ("outcome"));
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mock, "running-changed", G_CALLBACK (weir_mock_peers_show_running), self, G_CONNECT_SWAPPED);
  weir_mock_peers_show_running (self);
  update (self);

  return GTK_WIDGET (self);
}
