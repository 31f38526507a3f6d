/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-peers.h"

struct _WeirMockPeers
{
  AdwBin parent_instance;

  WeirMock *mock;
};

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

GArray *
weir_mock_peers_dup_selection (WeirMockPeers *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_PEERS (self), NULL);

  return NULL;
}

guint
weir_mock_peers_get_n_clients (WeirMockPeers *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_PEERS (self), 0);

  return 0;
}

guint
weir_mock_peers_get_n_selected (WeirMockPeers *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_PEERS (self), 0);

  return 0;
}

guint
weir_mock_peers_get_n_failed (WeirMockPeers *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_PEERS (self), 0);

  return 0;
}

static void
weir_mock_peers_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirMockPeers *self = WEIR_MOCK_PEERS (object);

  switch (prop_id)
    {
    case PROP_N_CLIENTS:
      g_value_set_uint (value, weir_mock_peers_get_n_clients (self));
      break;
    case PROP_N_SELECTED:
      g_value_set_uint (value, weir_mock_peers_get_n_selected (self));
      break;
    case PROP_N_FAILED:
      g_value_set_uint (value, weir_mock_peers_get_n_failed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_mock_peers_dispose (GObject *object)
{
  WeirMockPeers *self = WEIR_MOCK_PEERS (object);

  g_clear_object (&self->mock);

  G_OBJECT_CLASS (weir_mock_peers_parent_class)->dispose (object);
}

static void
weir_mock_peers_class_init (WeirMockPeersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = weir_mock_peers_get_property;
  object_class->dispose = weir_mock_peers_dispose;

  properties[PROP_N_CLIENTS] = g_param_spec_uint ("n-clients", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_FAILED] = g_param_spec_uint ("n-failed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[PUSH_ASKED] = g_signal_new ("push-asked", WEIR_TYPE_MOCK_PEERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOLD] = g_signal_new ("told", WEIR_TYPE_MOCK_PEERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
weir_mock_peers_init (WeirMockPeers *self)
{
}

GtkWidget *
weir_mock_peers_new (WeirMock *mock)
{
  WeirMockPeers *self = g_object_new (WEIR_TYPE_MOCK_PEERS, NULL);

  self->mock = g_object_ref (mock);

  return GTK_WIDGET (self);
}
