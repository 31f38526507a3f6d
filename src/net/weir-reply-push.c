/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-reply-private.h"

/* What a person or a test puts into a stream beside its script: between two blocks of it, as a chunk of its own. */

G_STATIC_ASSERT (WEIR_LIMIT_PUSH + WEIR_REPLY_FRAMING + WEIR_REPLY_RESERVE <= WEIR_LIMIT_CLIENT_QUEUE);

static void
push_free (gpointer data)
{
  WeirPush *self = data;

  g_bytes_unref (self->bytes);
  g_free (self);
}

void
weir_reply_clear_pushed (WeirReply *self)
{
  g_queue_clear_full (&self->pushed, push_free);
  self->n_pushed = 0;
}

static gboolean
send_one (WeirReply *self, const WeirPush *push)
{
  WeirClient *client = self->connection->client;
  char line[WEIR_REPLY_FRAMING];
  gsize size;
  const char *data = g_bytes_get_data (push->bytes, &size);
  struct iovec framed[3] = { { line, 0 }, { (char *) data, size }, { (char *) "\r\n", 2 } };

  if (weir_client_get_queued (client) + size + WEIR_REPLY_FRAMING + WEIR_REPLY_RESERVE > WEIR_LIMIT_CLIENT_QUEUE)
    return FALSE;
  if (!self->is_chunked)
    return weir_client_send (client, framed + 1, 1);

  framed[0].iov_len = (gsize) g_snprintf (line, sizeof line, "%" G_GSIZE_MODIFIER "x\r\n", size);
  return weir_client_send (client, framed, 3);
}

gboolean
weir_reply_send_pushed (WeirReply *self)
{
  WeirPush *push;

  if (!self->has_head || self->is_open || self->is_stalled)
    return TRUE;

  while ((push = g_queue_peek_head (&self->pushed)) != NULL)
    {
      gsize size;
      const char *data = g_bytes_get_data (push->bytes, &size);

      weir_reply_flush (self);
      if (!send_one (self, push))
        return FALSE;
      g_queue_pop_head (&self->pushed);
      self->n_pushed -= size;
      self->n_bytes += size;
      self->n_events += push->n_events;
      weir_reply_report_block (self, weir_span (data, size), push->n_events);
      push_free (push);
    }

  return TRUE;
}

WeirReplyPushed
weir_reply_push (WeirReply *self, GBytes *bytes, guint n_events)
{
  const WeirHead *head = weir_player_get_head (self->player);
  gsize size = g_bytes_get_size (bytes);
  WeirPush *push;

  g_assert (size > 0 && size <= WEIR_LIMIT_PUSH);

  if (head->none || !head->is_stream || self->closes)
    return WEIR_REPLY_NO_STREAM;
  if (self->n_pushed + size > WEIR_LIMIT_CLIENT_QUEUE)
    return WEIR_REPLY_REFUSED;

  push = g_new0 (WeirPush, 1);
  push->bytes = g_bytes_ref (bytes);
  push->n_events = n_events;
  g_queue_push_tail (&self->pushed, push);
  self->n_pushed += size;
  /* A piece that is half sent must be whole first. */
  if (!self->has_step)
    (void) weir_reply_send_pushed (self); /* the rest when the client has read */

  return self->n_pushed == 0 ? WEIR_REPLY_SENT : WEIR_REPLY_WAITS;
}
