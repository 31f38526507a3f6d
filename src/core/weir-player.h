/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-script.h"
#include "weir-sink.h"

G_BEGIN_DECLS

/* One request's script as a pure state machine over virtual time: no clock, no socket. */
typedef struct _WeirPlayer WeirPlayer;

/**
 * WeirPlayerOptions:
 * @connection: the number of this connection for its key, from 1
 * @last_event_id: the client's Last-Event-ID; empty when absent
 * @seed: of the draws
 * @speed: 0.1 to 100; 0: all at once; 1 is as written. Scales pauses, never `retry:` values
 * @longest_pause_us: longer pauses of the script are that long, before the speed scales them; 0: as written
 * @loop: start again at the end instead of ending
 * @now_us: the caller's time, for templates in the head
 * @wall_offset_us: what templates add to the player's time for the wall clock, µs since 1970
 * @query, @headers: (nullable): of the request, for templates
 */
typedef struct
{
  guint64 connection;
  WeirSpan last_event_id;
  guint64 seed;
  double speed;
  gint64 longest_pause_us;
  gboolean loop;
  gint64 now_us;
  gint64 wall_offset_us;
  WeirSpan query;
  const WeirHeader *headers;
  gsize n_headers;
} WeirPlayerOptions;

typedef enum
{
  WEIR_PLAYER_WAIT, /* nothing until @time_us */
  WEIR_PLAYER_HEAD, /* send the head now (weir_player_get_head()); once, first */
  WEIR_PLAYER_SEND, /* send @bytes now, as one HTTP chunk and one send of its own */
  WEIR_PLAYER_END,  /* end as @ending says; nothing comes after it */
} WeirPlayerVerdict;

typedef enum
{
  WEIR_ENDING_CLOSE, /* a proper end: last chunk, or FIN when close-delimited */
  WEIR_ENDING_CUT,   /* FIN in the middle: no last chunk, no rest of the Content-Length */
  WEIR_ENDING_RESET, /* RST */
} WeirEnding;

/**
 * WeirPlayerStep:
 * @verdict: what to do
 * @time_us: WAIT: until then (%G_MAXINT64: for ever, as after `hold` and `stall`); HEAD, SEND and END: when it was due
 * @bytes: SEND: valid until the next call
 * @ends_block: SEND: whether a block or comment line ends with these bytes, the blank lines below it included
 * @at_boundary: SEND: whether no block is open behind these bytes
 * @n_events: SEND: how many blocks that dispatch end with these bytes
 * @is_keepalive: SEND: a keep-alive, not of the script
 * @ending: END
 */
typedef struct
{
  WeirPlayerVerdict verdict;
  gint64 time_us;
  WeirSpan bytes;
  gboolean ends_block;
  gboolean at_boundary;
  guint n_events;
  gboolean is_keepalive;
  WeirEnding ending;
} WeirPlayerStep;

/**
 * WeirHead:
 * @none: `status none`: send nothing at all
 * @headers: what to send, defaults applied but for the framing (Transfer-Encoding, Connection), CORS and Date
 * @body: (nullable): `body`: the whole response body, instead of blocks
 * @without_cors, @without_credentials, @without_date: `header -NAME` took that default away: Access-Control-Allow-Origin (and with it
 *   Access-Control-Allow-Credentials), only the latter, Date
 */
typedef struct
{
  gboolean none;
  guint status;
  const char *phrase;
  const WeirHeader *headers;
  gsize n_headers;
  GBytes *body;
  gboolean is_stream; /* whether blocks follow */
  gboolean without_cors;
  gboolean without_credentials;
  gboolean without_date;
} WeirHead;

/* One `expect` line's outcome. */
typedef struct
{
  guint line;
  gboolean ok;
  char *wanted;
  char *got;
} WeirExpectation;

/* What the server knows of the request when an `expect` is judged. */
typedef struct
{
  const char *method;
  WeirSpan last_event_id;
  gint64 after_us; /* from the end of the key's previous connection to this head, or -1 */
  const WeirHeader *headers;
  gsize n_headers;
} WeirArrival;

/* Returns: (nullable): NULL when no section holds the connection's number: answer 204 */
WeirPlayer *weir_player_new (WeirScript *script, const WeirPlayerOptions *options);
void weir_player_free (WeirPlayer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlayer, weir_player_free)

/* Valid as long as the player. */
const WeirHead *weir_player_get_head (const WeirPlayer *self);

/**
 * weir_player_next:
 * @now_us: not less than at the call before
 *
 * The schedule is absolute: a late call does not shift what follows. Never more than 5 ms of work: then it says WAIT until @now_us.
 */
void weir_player_next (WeirPlayer *self, gint64 now_us, WeirPlayerStep *step);

/* After each of these what the player said last no longer holds: ask again. */

/* @speed: as in the options, from @now_us on. What the script has left of a pause is left of it at the new speed too. */
void weir_player_set_speed (WeirPlayer *self, double speed, gint64 now_us);
/* Everything still to come is @us later: the caller's clock went on, the script's stood still. */
void weir_player_shift (WeirPlayer *self, gint64 us);
/* The pause that the script is in is over at @now_us. Returns: %FALSE when there is none, or none that ends */
gboolean weir_player_skip (WeirPlayer *self, gint64 now_us);

/* Returns: (transfer full) (element-type WeirExpectation): one for each `expect` of the chosen section, inherited ones included */
GPtrArray *weir_player_judge (const WeirPlayer *self, const WeirArrival *arrival);
void weir_expectation_free (WeirExpectation *self);
/* Returns: (transfer full) (element-type WeirExpectation): every `expect` line of the file in its order, none of them judged: @got
 * is %NULL */
GPtrArray *weir_script_list_expectations (const WeirScript *self);

G_END_DECLS
