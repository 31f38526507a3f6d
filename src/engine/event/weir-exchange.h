/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-recording.h"

G_BEGIN_DECLS

/* A header of a recording: what was secret stays "[redacted]". Bytes as received, never NULL. */
typedef struct
{
  char *name;
  char *value;
} WeirExchangeHeader;

typedef struct
{
  guint status;
  char *url;
  gint64 time_us; /* since the recording's start */
} WeirExchangeHop;

/**
 * WeirExchange:
 * @first_row, @last_row: rows that are known to belong to this connection: from its first to the one that was asked for, at least
 * @number: of the connection, from 1; 0: the recording does not say
 * @method, @url: (nullable): %NULL: the request is not in the recording
 * @request_body: (nullable): kept only where that was asked for
 * @hops: (element-type WeirExchangeHop): redirects that were followed
 * @has_head: whether a response came; @status to @timing are of it
 * @phrase, @http, @remote, @tls, @cipher: (nullable)
 * @timing: -1 where the recording does not say
 * @is_open: taken for an event stream; @any_type: although its type is another; @compressed: a content coding was taken off
 * @connecting_us, @head_us, @open_us, @first_event_us: since the recording's start; -1: not, or not yet
 *
 * One connection's request and response as a recording tells them. Immutable.
 */
typedef struct
{
  guint64 first_row, last_row;
  guint64 number;
  char *method;
  char *url;
  GPtrArray *request_headers; /* WeirExchangeHeader */
  GBytes *request_body;
  GPtrArray *hops; /* WeirExchangeHop */
  gboolean has_head;
  guint status;
  char *phrase, *http, *remote, *tls, *cipher;
  GPtrArray *response_headers; /* WeirExchangeHeader */
  WeirTiming timing;
  gboolean is_open, any_type, compressed;
  gint64 connecting_us, head_us, open_us, first_event_us;
} WeirExchange;

/**
 * weir_exchange_read:
 * @row: of any kind
 * @cancellable: (nullable)
 *
 * Finds the connection that the row belongs to. Looks at every row from there to its connection's start: any thread, meant for one
 * that may block.
 *
 * Returns: (nullable): %NULL without an @error when the recording tells nothing of a connection there; with one: %G_IO_ERROR_CANCELLED
 */
WeirExchange *weir_exchange_read (WeirRecording *recording, guint64 row, GCancellable *cancellable, GError **error);
WeirExchange *weir_exchange_ref (WeirExchange *self);
void weir_exchange_unref (WeirExchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirExchange, weir_exchange_unref)

/* The address that answered: after all hops. (nullable) */
const char *weir_exchange_get_final_url (const WeirExchange *self);
/* The first header of that name, any case. (nullable) */
const char *weir_exchange_get_header (const GPtrArray *headers, const char *name);
/* All values of that name joined as the Fetch standard does, with `, `. Returns: (transfer full) (nullable) */
char *weir_exchange_dup_combined (const GPtrArray *headers, const char *name);

G_END_DECLS
