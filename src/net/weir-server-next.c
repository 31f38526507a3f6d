/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-server-private.h"

/* Answers that wait for their request, in place of what is served there. */

/* Its strings and script are owned. */
static void
answer_free (gpointer data)
{
  WeirNext *self = data;

  g_free ((char *) self->path);
  g_free ((char *) self->session);
  g_free ((char *) self->body);
  g_clear_pointer (&self->script, weir_script_unref);
  g_free (self);
}

static WeirNext *
answer_copy (const WeirNext *next)
{
  WeirNext *self = g_new0 (WeirNext, 1);

  *self = *next;
  self->path = g_strdup (next->path);
  self->session = g_strdup (next->session);
  self->body = g_strdup (next->body);
  if (next->script != NULL)
    weir_script_ref (next->script);

  return self;
}

gboolean
weir_server_add_next (WeirServer *self, const WeirNext *next)
{
  g_return_val_if_fail (next->times > 0, FALSE);

  if (self->next.length >= WEIR_LIMIT_RULES)
    return FALSE;

  g_queue_push_tail (&self->next, answer_copy (next));
  return TRUE;
}

guint
weir_server_count_next (const WeirServer *self)
{
  return self->next.length;
}

guint
weir_server_clear_next (WeirServer *self)
{
  guint n = self->next.length;

  g_queue_clear_full (&self->next, answer_free);
  return n;
}

void
weir_server_clear_next_of (WeirServer *self, const char *session)
{
  GList *following;

  for (GList *link = self->next.head; link != NULL; link = following)
    {
      WeirNext *waiting = link->data;

      following = link->next;
      if (g_strcmp0 (waiting->session, session) != 0)
        continue;
      answer_free (waiting);
      g_queue_delete_link (&self->next, link);
    }
}

static void
answer_now (WeirConnection *connection, const WeirNext *next)
{
  WeirServer *server = connection->server;
  WeirFault fault = { next->status, next->body != NULL ? next->body : "The mock was told to answer so." };
  WeirMount *mount;

  switch (next->kind)
    {
    case WEIR_NEXT_STATUS:
      if (next->status == 204)
        weir_connection_answer_no_content (connection);
      else
        weir_connection_answer_fault (connection, &fault);
      break;
    case WEIR_NEXT_CUT:
    case WEIR_NEXT_RESET:
      weir_connection_break_off (connection, next->kind == WEIR_NEXT_RESET);
      break;
    case WEIR_NEXT_SCRIPT:
    default:
      if (next->script == NULL)
        {
          weir_server_route_to_script (connection);
          break;
        }
      mount = weir_mount_new (connection->server, connection->path, next->script);
      weir_server_route_to_mount (connection, mount);
      server->n_sessions -= g_hash_table_size (mount->counters); /* it is in no list */
      weir_mount_unref (mount);
      break;
    }
}

/* One whose time has come. */
typedef struct
{
  WeirConnection *connection;
  WeirNext *answer;
} Delayed;

static void
delayed_free (Delayed *self)
{
  answer_free (self->answer);
  g_free (self);
}

static void
on_due (WeirClient *client, gint64 now_us, gpointer data)
{
  Delayed *self = data;

  self->connection->delayed = NULL;
  answer_now (self->connection, self->answer);
  delayed_free (self);
}

static void
on_gone (WeirClient *client, const GError *error, gpointer data)
{
  weir_connection_free (((Delayed *) data)->connection);
}

static const WeirClientHandlers handlers = { .due = on_due, .gone = on_gone };

void
weir_next_delayed_free (gpointer delayed)
{
  delayed_free (delayed);
}

static void
answer_later (WeirConnection *connection, const WeirNext *next)
{
  Delayed *delayed = g_new0 (Delayed, 1);

  delayed->connection = connection;
  delayed->answer = answer_copy (next);
  connection->delayed = delayed;
  weir_client_set_handlers (connection->client, &handlers, delayed);
  weir_client_set_due (connection->client, g_get_monotonic_time () + next->delay_us);
}

static gboolean
is_for (const WeirNext *self, const WeirRequestHead *head)
{
  return (self->path == NULL || g_str_equal (self->path, head->path)) &&
         (self->session == NULL || g_str_equal (self->session, head->session));
}

gboolean
weir_server_take_next (WeirConnection *connection)
{
  WeirServer *server = connection->server;
  const char *method = connection->head->method;

  /* A preflight is no request of its own, and HEAD counts for nothing. */
  if (g_str_equal (method, "OPTIONS") || g_str_equal (method, "HEAD"))
    return FALSE;

  for (GList *link = server->next.head; link != NULL; link = link->next)
    {
      WeirNext *waiting = link->data;

      if (!is_for (waiting, connection->head))
        continue;
      waiting->times--;
      if (waiting->times == 0)
        g_queue_unlink (&server->next, link);
      if (waiting->delay_us > 0)
        answer_later (connection, waiting);
      else
        answer_now (connection, waiting);
      /* Not before: nothing in between may look at the queue. */
      if (waiting->times == 0)
        {
          g_list_free (link);
          answer_free (waiting);
        }
      return TRUE;
    }

  return FALSE;
}
