/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-reply-private.h"

void
weir_reply_report_block (WeirReply *self, WeirSpan bytes, guint n_events)
{
  WeirServed served = { .kind = WEIR_SERVED_SENT, .bytes = bytes, .n_events = n_events };

  weir_connection_report (self->connection, &served);
}

void
weir_reply_report_pieces (WeirReply *self)
{
  if (self->block == NULL)
    return;

  weir_reply_report_block (self, weir_span ((const char *) self->block->data, self->block->len), self->n_block_events);
  g_clear_pointer (&self->block, g_byte_array_unref);
  self->n_block_events = 0;
}

void
weir_reply_report_sent (WeirReply *self)
{
  const WeirPlayerStep *step = &self->step;

  self->n_bytes += step->bytes.len;
  self->n_events += step->n_events;
  if (!weir_server_is_told (self->connection->server) || step->is_keepalive)
    return;

  if (self->block == NULL && step->ends_block)
    {
      weir_reply_report_block (self, step->bytes, step->n_events);
      return;
    }

  if (self->block == NULL)
    self->block = g_byte_array_new ();
  g_byte_array_append (self->block, (const guint8 *) step->bytes.data, (guint) step->bytes.len);
  self->n_block_events += step->n_events;
  if (step->ends_block || self->block->len >= WEIR_REPLY_BATCH)
    weir_reply_report_pieces (self);
}
