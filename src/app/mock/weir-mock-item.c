/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-item-private.h"

/* What a mock is, and what is said of it. */

G_DEFINE_FINAL_TYPE (WeirMockItem, weir_mock_item, G_TYPE_OBJECT)

static GParamSpec *properties[WEIR_MOCK_ITEM_N_PROPS];

enum
{
  PROBLEMS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
weir_mock_item_emit_problems_changed (WeirMockItem *self)
{
  g_signal_emit (self, signals[PROBLEMS_CHANGED], 0);
}

void
weir_mock_item_notify (WeirMockItem *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
weir_mock_item_change_flag (WeirMockItem *self, gboolean *place, gboolean flag, guint property)
{
  if (flag == *place)
    return;

  *place = flag;
  weir_mock_item_notify (self, property);
}

gboolean
weir_mock_item_change_string (WeirMockItem *self, char **place, const char *text, guint property)
{
  if (g_strcmp0 (*place, text) == 0)
    return FALSE;

  g_free (*place);
  *place = g_strdup (text);
  weir_mock_item_notify (self, property);
  return TRUE;
}

void
weir_mock_item_set_error (WeirMockItem *self, const GError *error)
{
  weir_mock_item_change_string (self, &self->error, error != NULL ? error->message : NULL, WEIR_MOCK_ITEM_ERROR);
}

GFile *
weir_mock_item_get_file (WeirMockItem *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), NULL);

  return self->file;
}

WeirMock *
weir_mock_item_get_mock (WeirMockItem *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), NULL);

  return self->mock;
}

gboolean
weir_mock_item_get_running (WeirMockItem *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), FALSE);

  return self->served != NULL;
}

WeirScript *
weir_mock_item_get_served (WeirMockItem *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), NULL);

  return self->served != NULL ? self->script : NULL;
}

const char *
weir_mock_item_get_url (WeirMockItem *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), NULL);

  return self->url;
}

const char *
weir_mock_item_get_token (WeirMockItem *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), NULL);

  return self->served != NULL ? self->token : NULL;
}

const char *
weir_mock_item_get_certificate (WeirMockItem *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), NULL);

  return self->served != NULL && self->identity != NULL ? weir_tls_identity_get_own_file (self->identity) : NULL;
}

gboolean
weir_mock_item_get_replaced (WeirMockItem *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), FALSE);

  return self->served != NULL && self->is_replaced;
}

const char *
weir_mock_item_get_error (WeirMockItem *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), NULL);

  return self->error;
}

/* What of the server cannot be changed while it runs. */
static void
restart_later (WeirMockItem *self)
{
  self->needs_restart = self->served != NULL;
  weir_mock_item_update (self);
}

static void
set_port (WeirMockItem *self, guint port)
{
  self->port_is_set = port != 0;
  if (port == self->port)
    return;

  self->port = port;
  weir_mock_item_notify (self, WEIR_MOCK_ITEM_PORT);
  restart_later (self);
}

static const char *
get_text (WeirMockItem *self, guint id)
{
  switch (id)
    {
    case WEIR_MOCK_ITEM_TITLE:
      return self->title;
    case WEIR_MOCK_ITEM_TEXT_PROP:
      return self->text;
    case WEIR_MOCK_ITEM_URL:
      return self->url;
    case WEIR_MOCK_ITEM_ERROR:
      return self->error;
    case WEIR_MOCK_ITEM_HOST:
      return self->host;
    case WEIR_MOCK_ITEM_CORS:
      return self->cors;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
get_flag (WeirMockItem *self, guint id)
{
  switch (id)
    {
    case WEIR_MOCK_ITEM_READ_ONLY:
      return self->bytes != NULL;
    case WEIR_MOCK_ITEM_LOADING:
      return self->is_loading;
    case WEIR_MOCK_ITEM_MODIFIED:
      return self->is_modified;
    case WEIR_MOCK_ITEM_RUNNING:
      return self->served != NULL;
    case WEIR_MOCK_ITEM_STALE:
      return self->is_stale;
    case WEIR_MOCK_ITEM_HELD:
      return self->is_held;
    case WEIR_MOCK_ITEM_LOOP:
      return self->loops;
    case WEIR_MOCK_ITEM_TLS:
      return self->uses_tls;
    default:
      g_assert_not_reached ();
    }
}

static void
weir_mock_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirMockItem *self = WEIR_MOCK_ITEM (object);

  switch (id)
    {
    case WEIR_MOCK_ITEM_FILE:
      g_value_set_object (value, self->file);
      break;
    case WEIR_MOCK_ITEM_MOCK:
      g_value_set_object (value, self->mock);
      break;
    case WEIR_MOCK_ITEM_N_CLIENTS:
      g_value_set_uint (value, self->n_clients);
      break;
    case WEIR_MOCK_ITEM_PORT:
      g_value_set_uint (value, self->port);
      break;
    case WEIR_MOCK_ITEM_SPEED:
      g_value_set_double (value, self->speed);
      break;
    default:
      if (G_VALUE_HOLDS_BOOLEAN (value))
        g_value_set_boolean (value, get_flag (self, id));
      else
        g_value_set_string (value, get_text (self, id));
    }
}

static void
weir_mock_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WeirMockItem *self = WEIR_MOCK_ITEM (object);

  switch (id)
    {
    case WEIR_MOCK_ITEM_TITLE:
      weir_mock_item_set_title (self, g_value_get_string (value));
      break;
    case WEIR_MOCK_ITEM_TEXT_PROP:
      weir_mock_item_set_text (self, g_value_get_string (value));
      break;
    case WEIR_MOCK_ITEM_PORT:
      set_port (self, g_value_get_uint (value));
      break;
    case WEIR_MOCK_ITEM_HOST:
      if (weir_mock_item_change_string (self, &self->host, g_value_get_string (value), WEIR_MOCK_ITEM_HOST))
        restart_later (self);
      break;
    case WEIR_MOCK_ITEM_CORS:
      if (weir_mock_item_change_string (self, &self->cors, g_value_get_string (value), WEIR_MOCK_ITEM_CORS))
        restart_later (self);
      break;
    case WEIR_MOCK_ITEM_SPEED:
      weir_mock_item_set_speed (self, g_value_get_double (value));
      break;
    case WEIR_MOCK_ITEM_HELD:
      weir_mock_item_set_held (self, g_value_get_boolean (value));
      break;
    case WEIR_MOCK_ITEM_LOOP:
      weir_mock_item_change_flag (self, &self->loops, g_value_get_boolean (value), WEIR_MOCK_ITEM_LOOP);
      restart_later (self);
      break;
    case WEIR_MOCK_ITEM_TLS:
      weir_mock_item_change_flag (self, &self->uses_tls, g_value_get_boolean (value), WEIR_MOCK_ITEM_TLS);
      restart_later (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
weir_mock_item_dispose (GObject *object)
{
  weir_mock_item_tear_down (WEIR_MOCK_ITEM (object));
  G_OBJECT_CLASS (weir_mock_item_parent_class)->dispose (object);
}

static void
weir_mock_item_finalize (GObject *object)
{
  WeirMockItem *self = WEIR_MOCK_ITEM (object);

  g_free (self->own_title);
  g_free (self->script_title);
  g_free (self->title);
  g_free (self->text);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_bytes_unref (self->saved);
  g_clear_object (&self->file);
  g_free (self->etag);
  g_clear_pointer (&self->kept, g_bytes_unref);
  weir_mock_item_forget_parsed (self);
  g_ptr_array_unref (self->problems);
  g_free (self->error);
  g_clear_object (&self->mock);
  weir_worker_free (self->worker);
  g_free (self->where);
  g_clear_pointer (&self->script, weir_script_unref);
  g_free (self->token);
  g_clear_pointer (&self->identity, weir_tls_identity_unref);
  g_free (self->host);
  g_free (self->cors);
  g_main_context_unref (self->context);
  G_OBJECT_CLASS (weir_mock_item_parent_class)->finalize (object);
}

static void
weir_mock_item_class_init (WeirMockItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags both = read | G_PARAM_WRITABLE;

  object_class->get_property = weir_mock_item_get_property;
  object_class->set_property = weir_mock_item_set_property;
  object_class->dispose = weir_mock_item_dispose;
  object_class->finalize = weir_mock_item_finalize;
  properties[WEIR_MOCK_ITEM_TITLE] = g_param_spec_string ("title", NULL, NULL, "", both);
  properties[WEIR_MOCK_ITEM_TEXT_PROP] = g_param_spec_string ("text", NULL, NULL, "", both);
  properties[WEIR_MOCK_ITEM_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, read);
  properties[WEIR_MOCK_ITEM_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, read);
  properties[WEIR_MOCK_ITEM_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, read);
  properties[WEIR_MOCK_ITEM_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, read);
  properties[WEIR_MOCK_ITEM_MOCK] = g_param_spec_object ("mock", NULL, NULL, WEIR_TYPE_MOCK, read);
  properties[WEIR_MOCK_ITEM_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, read);
  properties[WEIR_MOCK_ITEM_URL] = g_param_spec_string ("url", NULL, NULL, NULL, read);
  properties[WEIR_MOCK_ITEM_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, read);
  properties[WEIR_MOCK_ITEM_N_CLIENTS] = g_param_spec_uint ("n-clients", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[WEIR_MOCK_ITEM_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, read);
  properties[WEIR_MOCK_ITEM_PORT] = g_param_spec_uint ("port", NULL, NULL, 0, G_MAXUINT16, 0, both);
  properties[WEIR_MOCK_ITEM_HOST] = g_param_spec_string ("host", NULL, NULL, NULL, both);
  properties[WEIR_MOCK_ITEM_CORS] = g_param_spec_string ("cors", NULL, NULL, NULL, both);
  properties[WEIR_MOCK_ITEM_SPEED] = g_param_spec_double ("speed", NULL, NULL, 0, 100, 1, both);
  properties[WEIR_MOCK_ITEM_HELD] = g_param_spec_boolean ("held", NULL, NULL, FALSE, both);
  properties[WEIR_MOCK_ITEM_LOOP] = g_param_spec_boolean ("loop", NULL, NULL, FALSE, both);
  properties[WEIR_MOCK_ITEM_TLS] = g_param_spec_boolean ("tls", NULL, NULL, FALSE, both);
  g_object_class_install_properties (object_class, WEIR_MOCK_ITEM_N_PROPS, properties);
  signals[PROBLEMS_CHANGED] =
      g_signal_new ("problems-changed", WEIR_TYPE_MOCK_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_mock_item_init (WeirMockItem *self)
{
  self->title = g_strdup ("");
  self->text = g_strdup ("");
  self->saved = g_bytes_new (NULL, 0);
  self->problems = g_ptr_array_new ();
  self->speed = 1;
  weir_mock_item_set_up (self);
}

WeirMockItem *
weir_mock_item_new_for_bytes (const char *title, GBytes *bytes)
{
  WeirMockItem *self;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = g_object_new (WEIR_TYPE_MOCK_ITEM, NULL);
  weir_mock_item_take_bytes (self, bytes);
  weir_mock_item_set_saved (self, bytes);
  weir_mock_item_set_title (self, title);
  weir_mock_item_prepare (self, TRUE);
  return self;
}

WeirMockItem *
weir_mock_item_new (const char *title, const char *text)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  bytes = g_bytes_new (text, strlen (text));
  return weir_mock_item_new_for_bytes (title, bytes);
}

WeirMockItem *
weir_mock_item_new_for_file (GFile *file)
{
  WeirMockItem *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (WEIR_TYPE_MOCK_ITEM, NULL);
  self->file = g_object_ref (file);
  weir_mock_item_update_title (self);
  weir_mock_item_load (self);
  return self;
}
