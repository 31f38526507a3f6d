/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-control-private.h"
#include "weir-limits.h"

/* Calls that wait for something to happen: each is asked again whenever something did, and when its time is up. */

struct _WeirControlWait
{
  GList link; /* in the server's waits */
  gint64 until_us;
};

gboolean
weir_control_may_wait (WeirControlCall *call)
{
  gint64 wait_us = weir_control_arguments_get_duration (&call->arguments, "wait");
  WeirConnection *connection = call->connection;

  if (wait_us > WEIR_LIMIT_CONTROL_WAIT_US)
    weir_control_fail (call, 400, "\"wait\" is at most %us.", (guint) (WEIR_LIMIT_CONTROL_WAIT_US / G_TIME_SPAN_SECOND));
  if (!weir_control_goes_on (call) || wait_us == 0)
    return FALSE;

  return connection->wait == NULL || g_get_monotonic_time () < connection->wait->until_us;
}

static void
on_due (WeirClient *client, gint64 now_us, gpointer data)
{
  weir_control_answer (data);
}

static void
on_gone (WeirClient *client, const GError *error, gpointer data)
{
  weir_connection_free (data);
}

static const WeirClientHandlers handlers = { .due = on_due, .gone = on_gone };

void
weir_control_wait (WeirControlCall *call)
{
  WeirConnection *connection = call->connection;

  if (connection->wait == NULL)
    {
      connection->wait = g_new0 (WeirControlWait, 1);
      connection->wait->link.data = connection;
      connection->wait->until_us = connection->head_us + weir_control_arguments_get_duration (&call->arguments, "wait");
      g_queue_push_tail_link (&call->server->waits, &connection->wait->link);
      weir_client_set_handlers (connection->client, &handlers, connection);
    }
  weir_client_set_due (connection->client, connection->wait->until_us);
}

void
weir_control_end_wait (WeirConnection *connection)
{
  if (connection->wait == NULL)
    return;

  g_queue_unlink (&connection->server->waits, &connection->wait->link);
  g_clear_pointer (&connection->wait, g_free);
}

void
weir_control_wake (WeirServer *server, gint64 now_us)
{
  for (const GList *link = server->waits.head; link != NULL; link = link->next)
    weir_client_set_due (((WeirConnection *) link->data)->client, now_us);
}
