/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-control-token.h"
#include "weir-error.h"
#include "weir-mock-control.h"
#include "weir-mock-item-private.h"

#include <glib/gi18n.h>

/* A mock's server: when it runs, where, and for how many. */

/* As `weir serve`; the next ones are for a second and a third mock. */
#define FIRST_PORT 8123u
#define LAST_PORT 8131u
/* Clients may come and go by the thousand: they are counted so often at most. */
#define NEWS_MS 100

static const WeirSelection all = WEIR_SELECTION_ALL;

static void
set_n_clients (WeirMockItem *self, guint n_clients)
{
  if (n_clients == self->n_clients)
    return;

  self->n_clients = n_clients;
  weir_mock_item_notify (self, WEIR_MOCK_ITEM_N_CLIENTS);
}

/* On the server's thread, from where the next news come. */
static void
take_news (WeirServer *server, gpointer data)
{
  WeirMockItem *self = data;

  g_clear_pointer (&self->news, g_source_unref);
}

static gboolean
on_news (gpointer data)
{
  WeirMockItem *self = data;

  weir_mock_call (self->mock, take_news, self);
  set_n_clients (self, weir_mock_count_clients (self->mock, &all));
  return G_SOURCE_REMOVE;
}

/* On the server's thread. */
static void
on_served (const WeirServed *served, gpointer data)
{
  WeirMockItem *self = data;

  if (self->news != NULL || (served->kind != WEIR_SERVED_REQUEST && served->kind != WEIR_SERVED_ENDED))
    return;

  self->news = g_timeout_source_new (NEWS_MS);
  g_source_set_callback (self->news, on_news, self, NULL);
  g_source_attach (self->news, self->context);
}

void
weir_mock_item_set_up (WeirMockItem *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->worker = weir_worker_new ("weir-mock");
  self->mock = weir_mock_new (self->worker, on_served, self);
}

/* The mock may have other holders; the thread it lives on ends with the item. */
void
weir_mock_item_tear_down (WeirMockItem *self)
{
  weir_mock_item_stop (self);
}

static gboolean
listen_on (WeirMockItem *self, guint port, GError **error)
{
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;

  options.address = self->host;
  options.port = (guint16) port;
  options.speed = self->speed;
  options.loop = self->loops;
  options.hold = self->is_held;
  options.cors_origin = self->cors;
  options.control_token = self->token;
  options.tls = self->identity;
  return weir_mock_start (self->mock, &options, error);
}

static gboolean
is_taken (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
}

/* The port it had, or those of mocks, or any. */
static gboolean
start (WeirMockItem *self, GError **error)
{
  g_autoptr (GError) reason = NULL;

  g_free (self->token);
  self->token = weir_control_token_new (error);
  if (self->token == NULL)
    return FALSE;
  g_clear_pointer (&self->identity, weir_tls_identity_unref);
  if (self->uses_tls)
    self->identity = weir_tls_identity_load_own (NULL, error);
  if (self->uses_tls && self->identity == NULL)
    return FALSE;
  if (self->port != 0)
    {
      if (listen_on (self, self->port, &reason))
        return TRUE;
      if (self->port_is_set || !is_taken (reason))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      g_clear_error (&reason);
    }
  for (guint port = FIRST_PORT; port <= LAST_PORT; port++)
    {
      if (listen_on (self, port, &reason))
        return TRUE;
      if (!is_taken (reason))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      g_clear_error (&reason);
    }

  return listen_on (self, 0, error);
}

/* At its path and at the root; a script that is there already makes room. */
static void
put_script (WeirMockItem *self, WeirScript *script)
{
  gboolean has_script = self->script != NULL;

  g_clear_pointer (&self->script, weir_script_unref);
  self->script = weir_script_ref (script);
  self->is_replaced = FALSE;
  if (has_script)
    {
      weir_mock_replace_script (self->mock, self->where, script, TRUE);
      return;
    }

  if (self->where == NULL)
    self->where = weir_mock_item_make_path (self);
  weir_mock_add_script (self->mock, self->where, script);
  if (!g_str_equal (self->where, "/"))
    weir_mock_add_script (self->mock, "/", script);
}

static void
set_url (WeirMockItem *self, const WeirScript *script)
{
  g_autofree char *base = script != NULL ? weir_mock_dup_url (self->mock) : NULL;
  const char *path = script != NULL ? weir_script_get_path (script) : NULL;
  g_autofree char *url = base != NULL ? g_strconcat (base, path != NULL ? path : self->where, NULL) : NULL;

  weir_mock_item_change_string (self, &self->url, url, WEIR_MOCK_ITEM_URL);
}

/* @served: (nullable): %NULL: it does not run */
static void
set_served (WeirMockItem *self, GBytes *served)
{
  gboolean was_running = self->served != NULL;

  g_clear_pointer (&self->served, g_bytes_unref);
  self->served = served != NULL ? g_bytes_ref (served) : NULL;
  self->needs_restart = FALSE;
  if ((served != NULL) != was_running)
    weir_mock_item_notify (self, WEIR_MOCK_ITEM_RUNNING);
  weir_mock_item_update (self);
}

/* The first error, where it is. */
static void
complain (WeirMockItem *self, GError **error)
{
  for (guint i = 0; i < self->problems->len; i++)
    {
      const WeirDiagnostic *problem = g_ptr_array_index (self->problems, i);

      if (!problem->is_error)
        continue;
      /* Translators: the number of a line, then what is wrong there */
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("Line %u: %s"), problem->line, problem->text);
      return;
    }
  g_assert_not_reached ();
}

static void
keep_port (WeirMockItem *self)
{
  guint port = weir_mock_get_port (self->mock);

  if (port == self->port)
    return;

  self->port = port;
  weir_mock_item_notify (self, WEIR_MOCK_ITEM_PORT);
}

static gboolean
run (WeirMockItem *self, GError **error)
{
  g_autoptr (GBytes) bytes = weir_mock_item_dup_bytes (self);
  g_autoptr (WeirScript) script = NULL;

  if (self->is_loading)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("The script is still being read: try again in a moment"));
      return FALSE;
    }
  script = weir_mock_item_parse (self);
  if (script == NULL)
    {
      complain (self, error);
      return FALSE;
    }

  if (self->needs_restart)
    weir_mock_item_stop (self);
  put_script (self, script);
  if (self->served == NULL && !start (self, error))
    return FALSE;

  keep_port (self);
  set_url (self, script);
  set_served (self, bytes);
  return TRUE;
}

gboolean
weir_mock_item_run (WeirMockItem *self, GError **error)
{
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), FALSE);

  (void) run (self, &reason);
  weir_mock_item_set_error (self, reason);
  if (reason == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

void
weir_mock_item_stop (WeirMockItem *self)
{
  g_return_if_fail (WEIR_IS_MOCK_ITEM (self));

  self->runs_later = FALSE;
  if (self->served == NULL)
    return;

  weir_mock_stop (self->mock);
  /* Nobody is on the server's thread any more. */
  if (self->news != NULL)
    {
      g_source_destroy (self->news);
      g_clear_pointer (&self->news, g_source_unref);
    }
  set_n_clients (self, 0);
  set_url (self, NULL);
  set_served (self, NULL);
}

void
weir_mock_item_set_speed (WeirMockItem *self, double speed)
{
  if (speed == self->speed)
    return;

  self->speed = speed;
  weir_mock_set_speed (self->mock, &all, speed);
  weir_mock_item_notify (self, WEIR_MOCK_ITEM_SPEED);
}

void
weir_mock_item_set_held (WeirMockItem *self, gboolean held)
{
  if (held == self->is_held)
    return;

  self->is_held = held;
  weir_mock_hold (self->mock, &all, held);
  weir_mock_item_notify (self, WEIR_MOCK_ITEM_HELD);
}

/* On the server's thread. */
static void
look_at_script (WeirServer *server, gpointer data)
{
  WeirMockItem *self = data;

  self->is_replaced = weir_server_get_script (server, self->where) != self->script;
}

void
weir_mock_item_take_state (WeirMockItem *self, const WeirServerState *state)
{
  g_return_if_fail (WEIR_IS_MOCK_ITEM (self));
  g_return_if_fail (state != NULL);

  if (self->served == NULL)
    return;
  if (state->speed != self->speed)
    {
      self->speed = state->speed;
      weir_mock_item_notify (self, WEIR_MOCK_ITEM_SPEED);
    }
  weir_mock_item_change_flag (self, &self->is_held, state->held, WEIR_MOCK_ITEM_HELD);
  if (state->changes != self->changes)
    {
      self->changes = state->changes;
      weir_mock_call (self->mock, look_at_script, self);
      weir_mock_item_update (self);
    }
}
