/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-chunked.h"
#include "weir-client-set.h"
#include "weir-listener.h"
#include "weir-reply.h"
#include "weir-request-head.h"
#include "weir-served-log.h"
#include "weir-server-control.h"

G_BEGIN_DECLS

/* What the server's files share; nobody else includes it. */

/* How often one `expect` line was judged, since the start or the last reset. */
typedef struct
{
  guint line;
  guint64 n_held;
  guint64 n_failed;
  char *got; /* (nullable): by the newest that failed */
} WeirTally;

/* Connections of one script in one session, with one `count by` key. Reference-counted (g_rc_box): a reset takes it out under
 * connections that go on. */
typedef struct
{
  char *key;
  char *session; /* GRefString */
  guint64 n_connections;
  guint64 ended;   /* the number of the connection that ended last */
  gint64 ended_us; /* when */
  GArray *tallies; /* (nullable): WeirTally */
} WeirCounter;

/* A script and where it answers without `on` lines: its connections are counted together. Reference-counted (g_rc_box):
 * connections that play it outlive its replacement. */
typedef struct
{
  GPtrArray *paths;
  char *name; /* GRefString: the first path */
  WeirScript *script;
  guint64 seed;
  GHashTable *counters; /* session and key → WeirCounter */
  GHashTable *reached;  /* lines of the `expect`s that were ever judged */
} WeirMount;

/* How fast connections to come play, and whether they are held. */
typedef struct
{
  char *path;    /* (nullable): any */
  char *script;  /* (nullable): any */
  char *session; /* (nullable): any */
  int held;      /* -1: not said */
  double speed;  /* -1: not said */
} WeirPaceRule;

struct _WeirServer
{
  WeirServerOptions options; /* its strings are owned */
  WeirServedFunc func;
  gpointer user_data;
  gint64 start_us;
  WeirListener *listener;
  WeirClientSet *clients;
  GPtrArray *mounts; /* WeirMount, in the order of adding */
  GQueue connections;
  GByteArray *batch;  /* what one turn of one reply sends; empty between turns */
  GPtrArray *pace;    /* WeirPaceRule; the newest that fits holds */
  GQueue next;        /* WeirNext: answers that wait for their request */
  GQueue waits;       /* WeirConnection: calls of the control interface that wait for something to happen */
  WeirServedLog *log; /* (nullable) */
  guint64 n_accepted;
  guint64 n_changes; /* of scripts and resets; from the time of the start on, so that it is another one at the next */
  guint n_sessions;
  gboolean is_loopback;
  gint64 date_s; /* of @date */
  char date[32]; /* IMF-fixdate */
};

typedef struct _WeirControlWait WeirControlWait;

/* One accepted socket: first its request is read, then it has a reply. */
struct _WeirConnection
{
  WeirServer *server;
  WeirClient *client; /* (nullable): %NULL once it is closed */
  GList link;         /* in the server's connections */
  guint64 number;
  GByteArray *received; /* (nullable): of a head that came in parts, then the body */
  gsize scanned;
  GBytes *asked;         /* (nullable): the head as it came, until it is reported; only when somebody listens */
  WeirRequestHead *head; /* (nullable): until the reply has begun */
  WeirChunked chunked;
  gint64 head_us;        /* when the head was there */
  char *path;            /* (nullable): GRefString: what the reports name */
  char *session;         /* (nullable): GRefString: "" for none */
  WeirMount *mount;      /* (nullable) (owned) */
  char *key;             /* (nullable): session and `count by` key */
  WeirCounter *counter;  /* (nullable) (owned): of a request that counts */
  guint64 turn;          /* its number there */
  char *last_event_id;   /* (nullable): that the request of @reply came with */
  WeirControlWait *wait; /* (nullable) (owned): of a call of the control interface */
  gpointer delayed;      /* (nullable) (owned): what weir-server-next.c keeps while its answer waits */
  WeirReply *reply;      /* (nullable) */
};

/* weir-connection.c: reads the request */
void weir_connection_new (WeirServer *server, int fd);
/* Takes it out of the server; the client must be closed or gone. */
void weir_connection_free (WeirConnection *self);
/* Fills in who, when and where. */
void weir_connection_report (const WeirConnection *self, WeirServed *served);
/* Reports and counts the end of one that had a request. @n_bytes: sent of the body, when it had no reply */
void weir_connection_ended (WeirConnection *self, const char *reason, guint64 n_bytes);

/* weir-answer.c: short answers; each closes the connection and frees it */
void weir_connection_answer_fault (WeirConnection *self, const WeirFault *fault);
void weir_connection_answer_options (WeirConnection *self, const char *allow);
void weir_connection_answer_not_allowed (WeirConnection *self, const char *allow);
void weir_connection_answer_no_content (WeirConnection *self);
void weir_connection_answer_head (WeirConnection *self, const WeirHead *head);
/* @answer: the head that it is answered with; empty: none */
void weir_connection_report_request (WeirConnection *self, guint status, WeirSpan answer);

/* Without a word on the wire but FIN or RST. */
void weir_connection_break_off (WeirConnection *self, gboolean reset);

/* weir-mount.c: scripts and what is counted for them */
WeirMount *weir_mount_new (const WeirServer *server, const char *path, WeirScript *script);
WeirMount *weir_mount_ref (WeirMount *self);
void weir_mount_unref (WeirMount *self);
void weir_mount_list_unreached (const WeirMount *self, GPtrArray *list);
/* (nullable) */
WeirMount *weir_server_find_mount (const WeirServer *self, const char *path, guint *index);
/* Returns: (nullable): %NULL when there are too many sessions */
WeirCounter *weir_mount_get_counter (WeirMount *self, WeirServer *server, const char *key, const char *session);
WeirCounter *weir_counter_ref (WeirCounter *self);
void weir_counter_unref (WeirCounter *self);
/* What its `expect` lines got: those of another script. */
void weir_mount_forget_tallies (WeirMount *self);
void weir_counter_tally (WeirCounter *self, const WeirExpectation *outcome);

/* weir-route.c: which script, which connection of it */
/* The request is there: answers it. */
void weir_server_route (WeirConnection *connection);
/* The same, whatever answers wait. */
void weir_server_route_to_script (WeirConnection *connection);
/* By this script, as its first connection, whatever is served at the path. */
void weir_server_route_to_mount (WeirConnection *connection, WeirMount *mount);

/* weir-server-pace.c */
gboolean weir_server_is_held (const WeirServer *self, const WeirConnection *connection);
double weir_server_get_speed (const WeirServer *self, const WeirConnection *connection);
void weir_pace_rule_free (gpointer rule);
/* @pace: who it is for is taken from @selection */
void weir_server_add_pace_rule (WeirServer *self, const WeirSelection *selection, const WeirPaceRule *pace);
/* All, or what is said of @session (nullable). */
void weir_server_clear_pace (WeirServer *self, const char *session);

/* weir-server-next.c */
/* Gives the connection an answer that waited for it. Returns: whether there was one */
gboolean weir_server_take_next (WeirConnection *connection);
void weir_next_delayed_free (gpointer delayed);
void weir_server_clear_next_of (WeirServer *self, const char *session);

/* weir-served-log.c */
WeirServedLog *weir_served_log_new (void);
void weir_served_log_free (WeirServedLog *self);
/* @connection: (nullable) */
void weir_served_log_add (WeirServedLog *self, const WeirConnection *connection, const WeirServed *served);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirServedLog, weir_served_log_free)

/* weir-server.c */
/* Whether anybody listens to what happens. */
gboolean weir_server_is_told (const WeirServer *self);
/* @connection: (nullable) */
void weir_server_tell (WeirServer *self, const WeirConnection *connection, const WeirServed *served);

/* weir-server-clients.c: whether it has a reply in flight that is meant */
gboolean weir_connection_is_selected (const WeirConnection *self, const WeirSelection *selection);

/* weir-response-head.c */
void weir_response_head_begin (GByteArray *out, guint status, const char *phrase);
void weir_response_head_add (GByteArray *out, const char *name, const char *value);
void weir_response_head_add_cors (GByteArray *out, const WeirServer *server, const WeirRequestHead *request, const WeirHead *head);
/* Date, Connection and the empty line. */
void weir_response_head_end (GByteArray *out, WeirServer *server, const WeirHead *head);
/* (nullable) */
const char *weir_head_get (const WeirHead *head, const char *name);
/* The whole head of a script's reply. Returns: whether the body is to be sent in chunks */
gboolean weir_response_head_build (GByteArray *out, WeirServer *server, const WeirRequestHead *request, const WeirHead *head);

G_END_DECLS
