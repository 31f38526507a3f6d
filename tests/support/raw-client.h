/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

typedef struct _RawTls RawTls;

/* What may stand between a client and its socket; raw-tls.c has one. */
typedef struct
{
  void (*take) (RawTls *tls, const char *bytes, gsize len);
  void (*send) (RawTls *tls, const char *bytes, gsize len);
  gboolean (*is_settled) (RawTls *tls); /* what is sent goes out at once */
  void (*finish) (RawTls *tls);
  void (*free) (RawTls *tls);
} RawTransport;

G_BEGIN_DECLS

/* A TCP client that does nothing by itself, on the main context of the test: it keeps every byte it gets, each read apart. */
typedef struct
{
  int fd;
  GSource *source;  /* (nullable): while it reads */
  GString *in;      /* all that came */
  GPtrArray *reads; /* char *: each read */
  gboolean is_eof;
  int error;                     /* errno of a read */
  const RawTransport *transport; /* (nullable) */
  RawTls *tls;                   /* (nullable): then @in is the plain text, and a read a record */
} RawClient;

RawClient *raw_client_new (guint16 port);
/* A socket that is connected already, taken over. */
RawClient *raw_client_new_for_fd (int fd);
/* As if read. */
void raw_client_add_read (RawClient *self, const char *bytes, gsize len);
void raw_client_free (RawClient *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawClient, raw_client_free)

/* From now on it reads, or does not. It reads at first. */
void raw_client_set_reading (RawClient *self, gboolean reading);
void raw_client_send (RawClient *self, const char *text);
void raw_client_send_bytes (RawClient *self, const char *bytes, gsize len);
/* Over TLS what is sent waits for the handshake. */
void raw_client_wait_until_sent (RawClient *self);
/* FIN, behind all that was sent. */
void raw_client_finish_sending (RawClient *self);
/* Each fails the test after 10 s. */
void raw_client_wait_for (RawClient *self, const char *text);
void raw_client_wait_for_length (RawClient *self, gsize len);
/* FIN or an error. */
void raw_client_wait_for_end (RawClient *self);
/* The body: what stands behind the first empty line. Fails the test when the head is not whole. */
const char *raw_client_get_body (RawClient *self);

/* Runs the main context until @condition holds; fails the test after 10 s. */
void raw_wait_until (gboolean (*condition) (gpointer data), gpointer data);
/* Runs the main context for a while, where nothing is to happen. */
void raw_run_for (guint ms);

/* Returns: (transfer full): the data of a chunked body, as far as whole chunks go. @is_whole: (out) (nullable): the last chunk is
 * there and nothing behind it */
GString *raw_client_dechunk (RawClient *self, gboolean *is_whole);

G_END_DECLS
