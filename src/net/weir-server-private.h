/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-chunked.h"
#include "weir-client-set.h"
#include "weir-listener.h"
#include "weir-reply.h"
#include "weir-request-head.h"
#include "weir-server.h"

G_BEGIN_DECLS

/* What the server's files share; nobody else includes it. */

/* Connections of one script in one session, with one `count by` key. */
typedef struct
{
  char *key;
  char *session;
  guint64 n_connections;
  guint64 ended;   /* the number of the connection that ended last */
  gint64 ended_us; /* when */
} WeirCounter;

/* A script and where it answers without `on` lines: its connections are counted together. */
typedef struct
{
  GPtrArray *paths;
  WeirScript *script;
  guint64 seed;
  GHashTable *counters; /* session and key → WeirCounter */
  GHashTable *reached;  /* lines of the `expect`s that were judged */
} WeirMount;

struct _WeirServer
{
  WeirServerOptions options; /* its strings are owned */
  WeirServedFunc func;
  gpointer user_data;
  WeirListener *listener;
  WeirClientSet *clients;
  GPtrArray *mounts; /* WeirMount, in the order of adding */
  GQueue connections;
  GByteArray *batch; /* what one turn of one reply sends; empty between turns */
  guint64 n_accepted;
  guint n_sessions;
  gboolean is_loopback;
  gint64 date_s; /* of @date */
  char date[32]; /* IMF-fixdate */
};

/* One accepted socket: first its request is read, then it has a reply. */
struct _WeirConnection
{
  WeirServer *server;
  WeirClient *client; /* (nullable): %NULL once it is closed */
  GList link;         /* in the server's connections */
  guint64 number;
  GByteArray *received; /* (nullable): of a head that came in parts, then the body */
  gsize scanned;
  WeirRequestHead *head; /* (nullable): until the reply has begun */
  WeirChunked chunked;
  gint64 head_us;       /* when the head was there */
  char *path;           /* (nullable): what the reports name */
  WeirMount *mount;     /* (nullable) */
  char *key;            /* (nullable): session and `count by` key */
  WeirCounter *counter; /* (nullable): of a request that counts */
  guint64 turn;         /* its number there */
  WeirReply *reply;
};

/* weir-connection.c: reads the request */
void weir_connection_new (WeirServer *server, int fd);
/* Takes it out of the server; the client must be closed or gone. */
void weir_connection_free (WeirConnection *self);
/* Fills in who, when and where. */
void weir_connection_report (const WeirConnection *self, WeirServed *served);
/* Reports and counts the end of one that had a request. */
void weir_connection_ended (WeirConnection *self, const char *reason, guint64 n_bytes);

/* weir-answer.c: short answers; each closes the connection and frees it */
void weir_connection_answer_fault (WeirConnection *self, const WeirFault *fault);
void weir_connection_answer_options (WeirConnection *self, const char *allow);
void weir_connection_answer_not_allowed (WeirConnection *self, const char *allow);
void weir_connection_answer_no_content (WeirConnection *self);
void weir_connection_answer_head (WeirConnection *self, const WeirHead *head);
void weir_connection_report_request (const WeirConnection *self, guint status);

/* weir-route.c: which script, which connection of it */
WeirMount *weir_mount_new (const WeirServer *server, const char *path, WeirScript *script);
void weir_mount_free (WeirMount *self);
void weir_mount_list_unreached (const WeirMount *self, GPtrArray *list);
/* The request is there: answers it. */
void weir_server_route (WeirConnection *connection);

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
