/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-limits.h"
#include "weir-reply-private.h"

G_STATIC_ASSERT (WEIR_LIMIT_CLIENT_WAIT + WEIR_REPLY_RESERVE < WEIR_LIMIT_CLIENT_QUEUE);

typedef enum
{
  STEP_DONE,
  STEP_WAITS,   /* done, and nothing more is due */
  STEP_BLOCKED, /* not done: the client has to read first */
  STEP_LAST,    /* done; the reply is freed */
} StepResult;

static GByteArray *
get_batch (const WeirReply *self)
{
  return self->connection->server->batch;
}

static void
add (WeirReply *self, const char *data, gsize len)
{
  g_byte_array_append (get_batch (self), (const guint8 *) data, (guint) len);
}

void
weir_reply_flush (WeirReply *self)
{
  GByteArray *batch = get_batch (self);
  struct iovec part = { batch->data, batch->len };

  if (batch->len == 0)
    return;
  /* It fits: the batch is far smaller than what is between WEIR_LIMIT_CLIENT_WAIT and the queue's cap. */
  if (!weir_client_send (self->connection->client, &part, 1))
    g_assert_not_reached ();
  g_byte_array_set_size (batch, 0);
}

static gboolean
has_room (const WeirReply *self)
{
  return weir_client_get_queued (self->connection->client) + get_batch (self)->len <= WEIR_LIMIT_CLIENT_WAIT;
}

/* It goes on when the queue has drained; until then the timer is free to tell how long that takes. */
static void
block (WeirReply *self)
{
  self->is_blocked = TRUE;
  if (!self->was_noticed)
    weir_client_set_due (self->connection->client, g_get_monotonic_time () + WEIR_LIMIT_CLIENT_WAIT_US);
}

static void
notice (WeirReply *self)
{
  WeirServed served = { .kind = WEIR_SERVED_NOTICE, .text = _ ("The client does not read: its script waits for it") };

  self->was_noticed = TRUE;
  weir_connection_report (self->connection, &served);
}

static void
add_chunk_size (WeirReply *self, gsize size)
{
  char line[WEIR_REPLY_FRAMING];
  int len = g_snprintf (line, sizeof line, "%" G_GSIZE_MODIFIER "x\r\n", size);

  add (self, line, (gsize) len);
}

/* Sends @bytes up to @end as the queue takes them. Returns: whether all are on their way */
static gboolean
send_slices (WeirReply *self, WeirSpan bytes, gsize end, gsize *n_taken)
{
  while (*n_taken < end)
    {
      gsize n = MIN (end - *n_taken, WEIR_REPLY_BATCH);

      weir_reply_flush (self);
      if (!has_room (self))
        return FALSE;
      add (self, bytes.data + *n_taken, n);
      *n_taken += n;
    }

  return TRUE;
}

static StepResult
send_piece (WeirReply *self)
{
  const WeirPlayerStep *step = &self->step;
  gboolean is_part = self->in_block || !step->ends_block;

  if (step->bytes.len == 0)
    return STEP_DONE; /* an empty chunk would be the last one */

  if (self->n_taken == 0)
    {
      /* Pieces of one block are there to be seen apart: a send for each. Whole blocks that are due share one. */
      if (is_part || get_batch (self)->len + step->bytes.len > WEIR_REPLY_BATCH)
        weir_reply_flush (self);
      if (self->is_chunked)
        add_chunk_size (self, step->bytes.len);
    }
  if (step->bytes.len <= WEIR_REPLY_BATCH)
    add (self, step->bytes.data, step->bytes.len);
  else if (!send_slices (self, step->bytes, step->bytes.len, &self->n_taken))
    return STEP_BLOCKED;

  if (self->is_chunked)
    add (self, "\r\n", 2);
  weir_reply_report_sent (self);
  if (is_part)
    weir_reply_flush (self);
  self->in_block = !step->ends_block;
  self->is_open = !step->at_boundary;
  weir_reply_count_step (self, step->n_events);
  return STEP_DONE;
}

/* The `body` verb's bytes. What ends in the middle needs a middle: before a cut and while it is not known what comes, half of
 * them go out. */
static gboolean
send_body (WeirReply *self)
{
  const WeirHead *head = weir_player_get_head (self->player);
  const WeirPlayerStep *step = &self->step;
  gboolean is_whole = step->verdict == WEIR_PLAYER_END ? step->ending == WEIR_ENDING_CLOSE : step->time_us == G_MAXINT64;
  gsize before = self->n_body;
  gboolean is_done;
  gsize size;
  const char *data;

  if (!self->has_head || head->none || head->body == NULL)
    return TRUE;

  data = g_bytes_get_data (head->body, &size);
  is_done = send_slices (self, weir_span (data, size), is_whole ? size : size / 2, &self->n_body);
  self->n_bytes += self->n_body - before;
  return is_done;
}

static void
send_head (WeirReply *self)
{
  WeirConnection *connection = self->connection;
  const WeirHead *head = weir_player_get_head (self->player);

  self->has_head = TRUE;
  if (!head->none)
    self->is_chunked = weir_response_head_build (get_batch (self), connection->server, connection->head, head);
}

void
weir_reply_finish (WeirReply *self, WeirEnding ending)
{
  static const char *const reasons[] = { [WEIR_ENDING_CLOSE] = "close", [WEIR_ENDING_CUT] = "cut", [WEIR_ENDING_RESET] = "reset" };
  WeirConnection *connection = self->connection;

  if (ending == WEIR_ENDING_CLOSE && self->is_chunked)
    add (self, "0\r\n\r\n", 5);
  weir_reply_flush (self);
  weir_reply_report_pieces (self);
  weir_client_close (g_steal_pointer (&connection->client), ending);
  weir_connection_ended (connection, reasons[ending], 0);
  weir_connection_free (connection);
}

static StepResult
wait (WeirReply *self)
{
  if (!send_body (self))
    return STEP_BLOCKED;

  weir_reply_flush (self);
  if (weir_reply_is_frozen (self) && self->step.time_us > self->frozen_us)
    return weir_reply_passes_pause (self) ? STEP_DONE : STEP_WAITS;

  weir_client_set_due (self->connection->client, self->step.time_us);
  return STEP_WAITS;
}

static StepResult
end (WeirReply *self)
{
  if (!send_body (self))
    return STEP_BLOCKED;

  weir_reply_finish (self, self->step.ending);
  return STEP_LAST;
}

static StepResult
do_step (WeirReply *self)
{
  switch (self->step.verdict)
    {
    case WEIR_PLAYER_HEAD:
      send_head (self);
      return STEP_DONE;
    case WEIR_PLAYER_SEND:
      return send_piece (self);
    case WEIR_PLAYER_WAIT:
      return wait (self);
    case WEIR_PLAYER_END:
      return end (self);
    default:
      g_assert_not_reached ();
    }
}

/* Returns: FALSE when the client has to read first */
static gboolean
ask_player (WeirReply *self, gint64 now_us)
{
  if (self->has_step)
    return TRUE;

  if (!has_room (self))
    weir_reply_flush (self);
  if (!has_room (self))
    return FALSE;
  weir_player_next (self->player, weir_reply_get_time (self, now_us), &self->step);
  self->has_step = TRUE;
  self->n_taken = 0;
  return TRUE;
}

/* One step further. */
static StepResult
go_on (WeirReply *self, gint64 now_us)
{
  StepResult result;

  if (self->is_stalled)
    return STEP_WAITS;
  if (!self->has_step && !weir_reply_send_pushed (self))
    return STEP_BLOCKED;
  if (!self->has_step && !weir_reply_may_go_on (self))
    return STEP_WAITS;

  result = ask_player (self, now_us) ? do_step (self) : STEP_BLOCKED;
  if (result == STEP_DONE || result == STEP_WAITS)
    self->has_step = FALSE;
  if (result != STEP_DONE || !self->closes)
    return result;

  weir_reply_finish (self, WEIR_ENDING_CLOSE);
  return STEP_LAST;
}

static void
run (WeirReply *self)
{
  gint64 start_us = g_get_monotonic_time ();
  gint64 now_us = start_us;

  self->is_blocked = FALSE;
  while (now_us - start_us < WEIR_LIMIT_SCRIPT_TURN_US)
    {
      StepResult result = go_on (self, now_us);

      if (result == STEP_LAST)
        return;
      if (result == STEP_BLOCKED)
        block (self);
      if (result == STEP_WAITS)
        weir_reply_flush (self);
      if (result != STEP_DONE)
        return;
      now_us = g_get_monotonic_time ();
    }

  /* The others first. */
  weir_reply_flush (self);
  weir_client_set_due (self->connection->client, now_us);
}

static void
on_due (WeirClient *client, gint64 now_us, gpointer data)
{
  WeirReply *self = data;

  if (self->is_blocked)
    notice (self);
  else
    run (self);
}

static void
on_drained (WeirClient *client, gpointer data)
{
  WeirReply *self = data;

  if (self->is_blocked)
    run (self);
  else if (!self->has_step)
    (void) weir_reply_send_pushed (self); /* the rest when this has drained */
}

static void
on_gone (WeirClient *client, const GError *error, gpointer data)
{
  WeirReply *self = data;
  WeirConnection *connection = self->connection;
  gboolean by_client = error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
                       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);

  connection->client = NULL;
  weir_connection_ended (connection, by_client ? "client" : "error", 0);
  weir_connection_free (connection);
}

static const WeirClientHandlers handlers = { .due = on_due, .drained = on_drained, .gone = on_gone };

void
weir_reply_start (WeirConnection *connection, WeirPlayer *player, gboolean held)
{
  WeirReply *self = g_new0 (WeirReply, 1);

  self->connection = connection;
  self->player = player;
  g_queue_init (&self->pushed);
  self->is_held = held;
  self->frozen_us = g_get_monotonic_time ();
  connection->reply = self;
  weir_client_set_handlers (connection->client, &handlers, self);
  run (self);
}

guint64
weir_reply_get_n_bytes (const WeirReply *self)
{
  return self->n_bytes;
}

guint64
weir_reply_get_n_events (const WeirReply *self)
{
  return self->n_events;
}

void
weir_reply_free (WeirReply *self)
{
  g_clear_pointer (&self->block, g_byte_array_unref);
  weir_reply_clear_pushed (self);
  weir_player_free (self->player);
  g_free (self);
}
