/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-frame.h"

G_BEGIN_DECLS

/**
 * WeirReason:
 *
 * Why a connection ended: the one set of recordings and `jsonl` records. weir_reason_get_nick() gives the word.
 */
typedef enum
{
  WEIR_REASON_EOF,     /* the body ended as its framing says */
  WEIR_REASON_CLOSED,  /* closed; it cannot be told how */
  WEIR_REASON_CUT,     /* the framing was broken off: short Content-Length, missing last chunk, bad chunk */
  WEIR_REASON_RESET,   /* the peer reset the connection */
  WEIR_REASON_TIMEOUT, /* connect, head or silence */
  WEIR_REASON_REFUSED,
  WEIR_REASON_DNS,
  WEIR_REASON_TLS,
  WEIR_REASON_REDIRECT, /* no Location, too many, a scheme or a downgrade that is not followed */
  WEIR_REASON_STATUS,   /* a status that is no stream */
  WEIR_REASON_CONTENT_TYPE,
  WEIR_REASON_PROTOCOL,   /* not HTTP */
  WEIR_REASON_LIMIT,      /* a bound of weir-limits.h */
  WEIR_REASON_NO_CONTENT, /* 204, 205: the server asked to stop */
  WEIR_REASON_STOPPED,    /* the person stopped or cut it */
} WeirReason;

const char *weir_reason_get_nick (WeirReason reason);
gboolean weir_reason_from_nick (WeirSpan nick, WeirReason *reason);

typedef enum
{
  WEIR_BECAUSE_RETRY,   /* the server's retry */
  WEIR_BECAUSE_DEFAULT, /* the default, or the person's reconnection time */
  WEIR_BECAUSE_BACKOFF,
} WeirBecause;

const char *weir_because_get_nick (WeirBecause because);

typedef struct
{
  const char *name;
  const char *value; /* NUL-terminated, no CR or LF; as sent; as received but for invalid UTF-8, which libsoup replaces */
} WeirHeader;

/**
 * WeirReportKind:
 *
 * The life of an event source, each change once and in this order for a connection: CONNECTING, (REDIRECT CONNECTING)…,
 * HEAD, OPEN, (READ (FRAME COMMENT RETRY)… READ_DONE)…, ENDED, WAITING, and so on; or FAILED, after which nothing comes. Each
 * attempt closes with exactly one of ENDED and FAILED. A redirect's hop repeats neither CONNECTING nor the attempt number.
 */
typedef enum
{
  WEIR_REPORT_CONNECTING,
  WEIR_REPORT_REDIRECT,
  WEIR_REPORT_HEAD, /* the final response head, also of one that fails */
  WEIR_REPORT_OPEN,
  WEIR_REPORT_READ, /* a network read, before its bytes are decoded */
  WEIR_REPORT_FRAME,
  WEIR_REPORT_COMMENT, /* at its line's end, also for a line inside an open block */
  WEIR_REPORT_RETRY,
  WEIR_REPORT_READ_DONE, /* time to write, publish, flush */
  WEIR_REPORT_ENDED,
  WEIR_REPORT_WAITING,
  WEIR_REPORT_FAILED,
} WeirReportKind;

typedef struct
{
  gint64 dns_us, connect_us, tls_us, head_us; /* durations; -1: did not happen */
} WeirTiming;

/**
 * WeirReport:
 * @time_us: monotonic time at which it happened (for what a read held: when the read returned)
 *
 * One thing that happened. Everything it points to lives until the sink returns.
 */
typedef struct
{
  WeirReportKind kind;
  gint64 time_us;
  union
  {
    struct
    {
      guint attempt;  /* from 1, counted over the event source's life */
      gint64 wall_us; /* the wall clock now, µs since 1970 */
      const char *method;
      const char *url;
      WeirSpan last_event_id;    /* as the header carries it; empty: no header */
      gboolean id_not_sent;      /* longer than WEIR_LIMIT_SENT_EVENT_ID or not fit for a header */
      const WeirHeader *headers; /* all request headers that Weir sets */
      gsize n_headers;
      WeirSpan body;
    } connecting;
    struct
    {
      guint status;
      const char *url; /* where to */
    } redirect;
    struct
    {
      guint status;
      const char *phrase;
      const char *url;  /* the final one */
      const char *http; /* "1.0", "1.1", "2" */
      const WeirHeader *headers;
      gsize n_headers;
      const char *remote; /* (nullable): address:port */
      const char *tls;    /* (nullable): version */
      const char *cipher; /* (nullable) */
      WeirTiming timing;
    } head;
    struct
    {
      guint attempt;
      guint status;
      const char *url;
      const char *http;
      const char *content_type; /* the header's value; "" when there is none */
      gboolean any_type;        /* opened although the type is another */
      gboolean compressed;      /* a content coding is being taken off */
    } open;
    struct
    {
      guint64 number; /* from 1 in this connection */
      guint64 offset; /* of its first byte from the start of the body */
      gsize n_bytes;
    } read;
    const WeirFrame *frame;
    struct
    {
      WeirSpan text;     /* valid UTF-8: everything after the first colon */
      guint64 offset;    /* of the line in the body */
      gsize length;      /* of the line without its end */
      gboolean in_block; /* its block's frame is still to come; else the COMMENT frame follows at once */
    } comment;
    struct
    {
      guint64 ms; /* as sent, at most 2^53 - 1 */
      guint64 offset;
      gsize length;
    } retry;
    struct
    {
      WeirReason reason;
      guint status;        /* 0 before a head */
      const char *message; /* a sentence for people, translated */
      WeirSpan unfinished; /* bytes of the block that the end cut off */
    } ended;
    struct
    {
      gint64 duration_us;
      WeirBecause because;
      guint attempt; /* the one that follows */
    } waiting;
    struct
    {
      WeirReason reason;
      guint status; /* 0 before a head */
      const char *message;
      WeirSpan body; /* the error response's first WEIR_LIMIT_ERROR_BODY bytes, as received */
      gboolean body_is_cut;
      gboolean was_open;  /* whether any attempt had opened before */
      gboolean untrusted; /* the server's certificate was refused */
    } failed;
  };
} WeirReport;

/**
 * WeirSink:
 *
 * @sent: (nullable): an attempt has its connection, and waits for the head from now on; not told where a connection is used again
 *
 * Where an event source says what happens, on its own thread. A sink may stop the event source from within.
 */
typedef struct
{
  void (*report) (const WeirReport *report, gpointer user_data);
  gpointer user_data;
  void (*sent) (gpointer user_data);
} WeirSink;

G_END_DECLS
