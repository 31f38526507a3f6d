/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-player.h"
#include "weir-server.h"

G_BEGIN_DECLS

/* A server in other hands than its scripts': what a person at the mock page, or a test, does while it runs. On the server's thread,
 * never from within its callback. */

/**
 * WeirSelection:
 * @client: 0: any
 * @clients: (nullable) (array length=n_clients): ascending; %NULL: any
 * @path: (nullable): of the request; %NULL: any
 * @script: (nullable): as WeirServed has it; %NULL: any
 * @session: (nullable): "": those without one; %NULL: any
 *
 * Clients that are meant: those for whom all of it holds.
 */
typedef struct
{
  guint64 client;
  const guint64 *clients;
  gsize n_clients;
  const char *path;
  const char *script;
  const char *session;
} WeirSelection;

#define WEIR_SELECTION_ALL                                                                                                                 \
  {                                                                                                                                        \
    0                                                                                                                                      \
  }

typedef enum
{
  WEIR_ACTIVITY_PLAYING, /* or its script waits */
  WEIR_ACTIVITY_UNREAD,  /* the client does not read what is there for it */
  WEIR_ACTIVITY_HELD,
  WEIR_ACTIVITY_STALLED,
} WeirActivity;

/* "playing", "unread", "held", "stalled" */
const char *weir_activity_get_nick (WeirActivity activity);

/**
 * WeirServedClient:
 * @client, @path, @script, @session, @connection: as in WeirServed
 * @remote: address:port
 * @since_us: when its request was there, monotonic
 * @last_event_id: that it came with; "" for none
 * @n_bytes: of the response's body
 * @n_unsent: bytes that the client's system has not taken, and that wait for the end of a block
 *
 * One client whose reply is in flight; a copy.
 */
typedef struct
{
  guint64 client;
  char *path;
  char *script;
  char *session;
  guint64 connection;
  char *remote;
  gint64 since_us;
  char *last_event_id;
  guint64 n_events;
  guint64 n_bytes;
  gsize n_unsent;
  WeirActivity activity;
} WeirServedClient;

void weir_served_client_free (WeirServedClient *self);
/* @after: 0, or the number after which to go on; @limit: 0: all. Returns: (transfer full) (element-type WeirServedClient): by number */
GPtrArray *weir_server_list_clients (WeirServer *self, const WeirSelection *selection, guint64 after, guint limit);
/* How many are meant. */
guint weir_server_count_clients (WeirServer *self, const WeirSelection *selection);

/**
 * WeirPushed:
 * @sent: clients that were sent it, or whose system is about to take it
 * @waiting: clients that get it once the block is whole that their script is in, or once they have read
 * @refused: clients that left too much unread, or whose answer is no stream
 */
typedef struct
{
  guint sent;
  guint waiting;
  guint refused;
} WeirPushed;

/**
 * weir_server_push:
 * @bytes: whole blocks; anything else is sent as it is too. 1 byte to WEIR_LIMIT_PUSH
 *
 * Sends it between two blocks of their scripts, as a chunk of its own: never within a block. Reported as SENT.
 *
 * Errors: G_IO_ERROR_INVALID_ARGUMENT: its length
 */
gboolean weir_server_push (WeirServer *self, const WeirSelection *selection, GBytes *bytes, WeirPushed *pushed, GError **error);

/* Each of these returns how many clients it was done to. */

/* Ends them: a close properly, the others in the middle. */
guint weir_server_end_clients (WeirServer *self, const WeirSelection *selection, WeirEnding ending);
/* Sends them nothing any more, or goes on where it was. */
guint weir_server_stall_clients (WeirServer *self, const WeirSelection *selection, gboolean stall);
/* Their scripts' time stands still; what is pushed goes out. Unless the selection names clients, it is for those to come too: they get
 * their head. */
guint weir_server_hold (WeirServer *self, const WeirSelection *selection, gboolean hold);
/* Those that are held go on until @n_events more are sent, without the pauses. */
guint weir_server_step (WeirServer *self, const WeirSelection *selection, guint n_events);
/* @speed: as in the options. Unless the selection names clients, it is for those to come too. */
guint weir_server_set_speed (WeirServer *self, const WeirSelection *selection, double speed);

/**
 * WeirServerState:
 * @speed, @held: for clients to come, of which nothing else was said
 * @n_next: as weir_server_count_next()
 * @changes: as weir_server_get_changes()
 *
 * What a server may have been told by several hands.
 */
typedef struct
{
  double speed;
  gboolean held;
  guint n_next;
  guint64 changes;
} WeirServerState;

gboolean weir_server_state_is_equal (const WeirServerState *a, const WeirServerState *b);
void weir_server_get_state (const WeirServer *self, WeirServerState *state);

typedef enum
{
  WEIR_NEXT_SCRIPT, /* what is served there, or @script */
  WEIR_NEXT_STATUS,
  WEIR_NEXT_CUT,   /* FIN without a word */
  WEIR_NEXT_RESET, /* RST without a word */
} WeirNextKind;

/**
 * WeirNext:
 * @path, @session: (nullable): of the request; %NULL: any
 * @delay_us: before it
 * @status: STATUS: 200 to 599
 * @body: (nullable): STATUS: a sentence
 * @script: (nullable): SCRIPT: plays as for its first connection
 * @times: requests that it is for, at least 1
 *
 * An answer to requests to come, in place of what is served there. Such requests are not counted, unless they get what is served there.
 */
typedef struct
{
  const char *path;
  const char *session;
  WeirNextKind kind;
  gint64 delay_us;
  guint status;
  const char *body;
  WeirScript *script;
  guint times;
} WeirNext;

/* Behind those that wait already. Returns: %FALSE when WEIR_LIMIT_RULES wait */
gboolean weir_server_add_next (WeirServer *self, const WeirNext *next);
/* Answers that wait; one for several requests is one. */
guint weir_server_count_next (const WeirServer *self);
/* Returns: how many waited */
guint weir_server_clear_next (WeirServer *self);

/* Puts @script where the one is that was added at @path, or adds it. Clients go on with the old one, those to come get the new one;
 * they are counted from 1 unless @keep_numbers. */
void weir_server_replace_script (WeirServer *self, const char *path, WeirScript *script, gboolean keep_numbers);
/* What answers there: (transfer none) (nullable) */
const WeirScript *weir_server_get_script (const WeirServer *self, const char *path);
/* Clients go on with it. Returns: whether there was one */
gboolean weir_server_remove_script (WeirServer *self, const char *path);

/* As at the start, but for scripts and who is connected: numbers, outcomes of `expect`, answers that wait. Of all sessions, holds and
 * speeds too, or of @session (nullable) only. */
void weir_server_reset (WeirServer *self, const char *session);
/* Only numbers and outcomes, of all sessions or of @session (nullable). */
void weir_server_count_anew (WeirServer *self, const char *session);

/**
 * WeirExpectOutcome:
 * @path: what the script was added with first
 * @line, @wanted: of the `expect`
 * @n_held, @n_failed: both 0: no request has reached it
 * @got: (nullable): by the newest that failed
 */
typedef struct
{
  char *path;
  guint line;
  char *wanted;
  guint64 n_held;
  guint64 n_failed;
  char *got;
} WeirExpectOutcome;

void weir_expect_outcome_free (WeirExpectOutcome *self);
/* Of all sessions or of @session (nullable). Returns: (transfer full) (element-type WeirExpectOutcome) */
GPtrArray *weir_server_list_outcomes (const WeirServer *self, const char *session);
/* Another number each time scripts came, went or were replaced, or something was reset, which nobody is told; also another one than
 * that of a server before. */
guint64 weir_server_get_changes (const WeirServer *self);

/**
 * WeirSessionInfo:
 * @session: "" for none
 * @n_connections: counted, of all scripts
 * @n_clients: connected
 */
typedef struct
{
  char *session;
  guint64 n_connections;
  guint n_clients;
} WeirSessionInfo;

void weir_session_info_free (WeirSessionInfo *self);
/* Returns: (transfer full) (element-type WeirSessionInfo): by name */
GPtrArray *weir_server_list_sessions (const WeirServer *self);

G_END_DECLS
