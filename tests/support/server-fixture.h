/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "raw-tls.h"
#include "weir-server.h"

G_BEGIN_DECLS

/* A server on the test's own thread, and what it reported: a line each, "\n" behind each. */
typedef struct
{
  WeirServer *server;
  GString *log;
  GString *sent; /* the bytes of all SENT reports */
  guint n_events;
} ServerFixture;

#define FIXTURE_HOST "Host: 127.0.0.1\r\n"

/* Returns: a script; fails the test, naming them, when there are errors */
WeirScript *fixture_parse_script (const char *text, gssize len);

/* A file of tests/support/certificates. */
WeirTlsIdentity *fixture_load_identity (const char *name);

/* @options: (nullable): as fast as can be, seed 1 */
ServerFixture *fixture_new (const WeirServerOptions *options);
void fixture_free (ServerFixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerFixture, fixture_free)

/* Whether this run of the program is over TLS: WEIR_TEST_TLS is set. Then the servers and clients of fixtures speak it. */
gboolean fixture_is_tls (void);
RawClient *fixture_connect (ServerFixture *self);
/* @body: what stands behind the magic line. Adds the script at @path. */
void fixture_add (ServerFixture *self, const char *path, const char *body);
/* Connects and sends "@request HTTP/1.1", a Host header, @headers (each with its CRLF; may be "") and the empty line. */
RawClient *fixture_ask (ServerFixture *self, const char *request, const char *headers);
/* The same, and waits for the end. */
RawClient *fixture_ask_all (ServerFixture *self, const char *request, const char *headers);
/* Waits until the log holds @text. */
void fixture_wait_for_log (ServerFixture *self, const char *text);

/* Returns: (transfer full): what was received, its Date line replaced by "Date: -" */
char *fixture_dup_undated (RawClient *client);

void fixture_assert_status (RawClient *client, guint status);
void fixture_assert_has (RawClient *client, const char *text);
/* Asks, waits for the end, which must be a FIN, and compares the status. */
void fixture_assert_answer (ServerFixture *fixture, const char *request, const char *headers, guint status);

G_END_DECLS
