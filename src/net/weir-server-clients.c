/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-server-private.h"

/* Who is connected, and what is done to them. */

const char *
weir_activity_get_nick (WeirActivity activity)
{
  static const char *const nicks[] = {
    [WEIR_ACTIVITY_PLAYING] = "playing",
    [WEIR_ACTIVITY_UNREAD] = "unread",
    [WEIR_ACTIVITY_HELD] = "held",
    [WEIR_ACTIVITY_STALLED] = "stalled",
  };

  return nicks[activity];
}

void
weir_served_client_free (WeirServedClient *self)
{
  g_free (self->path);
  g_free (self->script);
  g_free (self->session);
  g_free (self->remote);
  g_free (self->last_event_id);
  g_free (self);
}

static gboolean
is_meant (const char *wanted, const char *value)
{
  return wanted == NULL || g_str_equal (wanted, value);
}

static gboolean
is_among (guint64 number, const WeirSelection *selection)
{
  gsize first = 0, end = selection->n_clients;

  while (first < end)
    {
      gsize middle = first + (end - first) / 2;

      if (selection->clients[middle] < number)
        first = middle + 1;
      else
        end = middle;
    }

  return first < selection->n_clients && selection->clients[first] == number;
}

gboolean
weir_connection_is_selected (const WeirConnection *self, const WeirSelection *selection)
{
  return self->reply != NULL && (selection->client == 0 || selection->client == self->number) &&
         (selection->clients == NULL || is_among (self->number, selection)) && is_meant (selection->path, self->path) &&
         is_meant (selection->script, self->mount->name) && is_meant (selection->session, self->session);
}

static WeirServedClient *
describe (const WeirConnection *connection)
{
  WeirServedClient *client = g_new0 (WeirServedClient, 1);

  client->client = connection->number;
  client->path = g_strdup (connection->path);
  client->script = g_strdup (connection->mount->name);
  client->session = g_strdup (connection->session);
  client->connection = connection->turn;
  client->remote = weir_client_dup_remote (connection->client);
  client->since_us = connection->head_us;
  client->last_event_id = g_strdup (connection->last_event_id != NULL ? connection->last_event_id : "");
  weir_reply_describe (connection->reply, client);

  return client;
}

GPtrArray *
weir_server_list_clients (WeirServer *self, const WeirSelection *selection, guint64 after, guint limit)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_served_client_free);

  for (const GList *link = self->connections.head; link != NULL && (limit == 0 || list->len < limit); link = link->next)
    {
      const WeirConnection *connection = link->data;

      /* They are by number. */
      if (selection->clients != NULL && (selection->n_clients == 0 || connection->number > selection->clients[selection->n_clients - 1]))
        break;
      if (connection->number > after && weir_connection_is_selected (connection, selection))
        g_ptr_array_add (list, describe (connection));
    }

  return list;
}

/* Returns: whether it was done */
typedef gboolean (*ReplyFunc) (WeirReply *reply, gconstpointer data);

/* @func may free the reply it gets, no other. */
static guint
for_each (WeirServer *self, const WeirSelection *selection, ReplyFunc func, gconstpointer data)
{
  guint n = 0;
  GList *next;

  for (GList *link = self->connections.head; link != NULL; link = next)
    {
      WeirConnection *connection = link->data;

      next = link->next;
      if (weir_connection_is_selected (connection, selection))
        n += func (connection->reply, data) ? 1 : 0;
    }

  return n;
}

static gboolean
count (WeirReply *reply, gconstpointer data)
{
  return TRUE;
}

guint
weir_server_count_clients (WeirServer *self, const WeirSelection *selection)
{
  return for_each (self, selection, count, NULL);
}

static gboolean
end (WeirReply *reply, gconstpointer ending)
{
  weir_reply_end (reply, *(const WeirEnding *) ending);
  return TRUE;
}

guint
weir_server_end_clients (WeirServer *self, const WeirSelection *selection, WeirEnding ending)
{
  return for_each (self, selection, end, &ending);
}

static gboolean
stall (WeirReply *reply, gconstpointer on)
{
  return weir_reply_set_stalled (reply, *(const gboolean *) on);
}

guint
weir_server_stall_clients (WeirServer *self, const WeirSelection *selection, gboolean on)
{
  return for_each (self, selection, stall, &on);
}

static gboolean
hold (WeirReply *reply, gconstpointer on)
{
  return weir_reply_set_held (reply, *(const gboolean *) on);
}

guint
weir_server_hold (WeirServer *self, const WeirSelection *selection, gboolean on)
{
  WeirPaceRule rule = { .held = on ? 1 : 0, .speed = -1 };

  weir_server_add_pace_rule (self, selection, &rule);
  return for_each (self, selection, hold, &on);
}

static gboolean
step (WeirReply *reply, gconstpointer n_events)
{
  return weir_reply_step (reply, *(const guint *) n_events);
}

guint
weir_server_step (WeirServer *self, const WeirSelection *selection, guint n_events)
{
  return for_each (self, selection, step, &n_events);
}

static gboolean
set_speed (WeirReply *reply, gconstpointer speed)
{
  weir_reply_set_speed (reply, *(const double *) speed);
  return TRUE;
}

guint
weir_server_set_speed (WeirServer *self, const WeirSelection *selection, double speed)
{
  WeirPaceRule rule = { .held = -1, .speed = speed };

  weir_server_add_pace_rule (self, selection, &rule);
  return for_each (self, selection, set_speed, &speed);
}
