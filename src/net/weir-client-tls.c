/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-client-private.h"
#include "weir-limits.h"

#include <errno.h>

/* A client that speaks TLS: its session stands between its handlers and its socket. What the session writes is queued like any
 * other bytes, so all that is said about queues, ends and time holds for records too. */

static void
write_records (const struct iovec *parts, guint n_parts, gpointer data)
{
  WeirClient *self = data;

  /* Beside what its owner sends there are answers to a peer that may ask for new keys for ever, and read nothing. */
  if (weir_client_get_queued (self) > 2 * WEIR_LIMIT_CLIENT_QUEUE)
    weir_client_break (self, ENOBUFS);
  else
    weir_client_put (self, parts, n_parts);
}

gboolean
weir_client_start_tls (WeirClient *self, WeirTlsIdentity *identity, GError **error)
{
  g_assert (self->state == WEIR_CLIENT_OPEN);
  g_assert (self->tls == NULL);

  self->tls = weir_tls_session_new (identity, write_records, self, error);

  return self->tls != NULL;
}

gboolean
weir_client_is_in_handshake (const WeirClient *self)
{
  return self->tls != NULL && !weir_tls_session_is_ready (self->tls);
}

/* Our alert is on its way: the socket ends behind it. */
static void
fail (WeirClient *self, const GError *error)
{
  const WeirClientHandlers *handlers = self->handlers;
  gpointer data = self->data;

  weir_client_close (self, WEIR_ENDING_CUT);
  if (handlers->gone != NULL)
    handlers->gone (self, error, data);
}

void
weir_client_tls_received (WeirClient *self, WeirSpan bytes)
{
  char buffer[WEIR_TLS_RECORD];

  while (self->state == WEIR_CLIENT_OPEN)
    {
      g_autoptr (GError) error = NULL;
      gsize n = 0;

      switch (weir_tls_session_read (self->tls, &bytes, buffer, &n, &error))
        {
        case WEIR_TLS_READ_BYTES:
          if (self->handlers->received != NULL)
            self->handlers->received (self, weir_span (buffer, n), self->data);
          break;
        case WEIR_TLS_READ_END:
          weir_client_lose (self, 0);
          return;
        case WEIR_TLS_READ_FAILED:
          fail (self, error);
          return;
        case WEIR_TLS_READ_MORE:
        default:
          return;
        }
    }
}
