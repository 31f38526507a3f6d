/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-control.h"
#include "weir-server-private.h"

/* Requests are accepted and read here, not by SoupServer: on 3.2 that one stops listening for good at the first EMFILE without
 * a word, has no deadline for a request, no smaller bound for its head, and a poll descriptor for each connection. */

static void
on_accepted (int fd, gpointer user_data)
{
  weir_connection_new (user_data, fd);
}

static void
on_accept_paused (const GError *error, gpointer user_data)
{
  WeirServer *self = user_data;
  g_autofree char *text = NULL;
  WeirServed served = {
    .kind = WEIR_SERVED_NOTICE,
    .time_us = g_get_monotonic_time (),
    .path = "",
    .script = "",
    .session = "",
  };

  if (!weir_server_is_told (self))
    return;

  text = g_strdup_printf (_ ("No more clients for now: %s; those who connect wait until others are gone"), error->message);
  served.text = text;
  weir_server_tell (self, NULL, &served);
}

gboolean
weir_server_is_told (const WeirServer *self)
{
  return self->func != NULL || self->log != NULL;
}

void
weir_server_tell (WeirServer *self, const WeirConnection *connection, const WeirServed *served)
{
  if (self->log != NULL)
    weir_served_log_add (self->log, connection, served);
  if (self->waits.length > 0)
    weir_control_wake (self, served->time_us);
  if (self->func != NULL)
    self->func (served, self->user_data);
}

WeirServer *
weir_server_new (const WeirServerOptions *options, WeirServedFunc func, gpointer user_data, GError **error)
{
  g_autoptr (WeirServer) self = g_new0 (WeirServer, 1);

  self->options = *options;
  self->options.address = g_strdup (options->address);
  self->options.cors_origin = g_strdup (options->cors_origin);
  self->options.control_token = g_strdup (options->control_token);
  self->options.tls = options->tls != NULL ? weir_tls_identity_ref (options->tls) : NULL;
  self->options.hosts = (const char *const *) g_strdupv ((char **) options->hosts);
  if (options->control_token != NULL)
    self->log = weir_served_log_new ();
  self->func = func;
  self->user_data = user_data;
  self->start_us = g_get_monotonic_time ();
  self->n_changes = (guint64) self->start_us;
  self->mounts = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_mount_unref);
  self->pace = g_ptr_array_new_with_free_func (weir_pace_rule_free);
  g_queue_init (&self->next);
  g_queue_init (&self->waits);
  self->batch = g_byte_array_new ();
  g_queue_init (&self->connections);

  self->clients = weir_client_set_new (error);
  if (self->clients == NULL)
    return NULL;
  self->listener = weir_listener_new (options->address, options->port, on_accepted, on_accept_paused, self, error);
  if (self->listener == NULL)
    return NULL;
  self->is_loopback = weir_listener_is_loopback (self->listener);

  return g_steal_pointer (&self);
}

void
weir_server_free (WeirServer *self)
{
  g_clear_pointer (&self->listener, weir_listener_free);
  while (self->connections.head != NULL)
    {
      WeirConnection *connection = self->connections.head->data;

      if (connection->reply != NULL)
        weir_connection_ended (connection, "stopped", 0);
      weir_connection_free (connection);
    }
  g_clear_pointer (&self->clients, weir_client_set_free);
  weir_server_clear_next (self);
  g_ptr_array_unref (self->pace);
  g_clear_pointer (&self->log, weir_served_log_free);
  g_ptr_array_unref (self->mounts);
  g_byte_array_unref (self->batch);
  g_free ((char *) self->options.address);
  g_free ((char *) self->options.cors_origin);
  g_free ((char *) self->options.control_token);
  g_clear_pointer (&self->options.tls, weir_tls_identity_unref);
  g_strfreev ((char **) self->options.hosts);
  g_free (self);
}

void
weir_server_add_script (WeirServer *self, const char *path, WeirScript *script)
{
  self->n_changes++;
  for (guint i = 0; i < self->mounts->len; i++)
    {
      WeirMount *mount = g_ptr_array_index (self->mounts, i);

      if (mount->script == script)
        {
          g_ptr_array_add (mount->paths, g_strdup (path));
          return;
        }
    }

  g_ptr_array_add (self->mounts, weir_mount_new (self, path, script));
}

GPtrArray *
weir_server_list_unreached (const WeirServer *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_unreached_free);

  for (guint i = 0; i < self->mounts->len; i++)
    weir_mount_list_unreached (g_ptr_array_index (self->mounts, i), list);

  return list;
}

guint16
weir_server_get_port (const WeirServer *self)
{
  return weir_listener_get_port (self->listener);
}

char *
weir_server_dup_url (const WeirServer *self)
{
  g_autofree char *host = weir_listener_dup_host (self->listener);

  return g_strdup_printf ("%s://%s:%u", self->options.tls != NULL ? "https" : "http", host, weir_listener_get_port (self->listener));
}
