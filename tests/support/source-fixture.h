/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "raw-server.h"
#include "source-log.h"

G_BEGIN_DECLS

/* A server, a log and an event source between them. */
typedef struct
{
  RawServer *server;
  SourceLog *log;
  WeirRequestOptions options; /* set what is wanted before source_fixture_start() */
  char *url;                  /* (nullable): else /stream of the server */
  WeirEventSource *source;    /* (nullable) */
} SourceFixture;

SourceFixture *source_fixture_new (void);
void source_fixture_free (SourceFixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SourceFixture, source_fixture_free)

/* Adds what the next connection is answered: @text behind the plainest head of a stream, then @end. */
void source_fixture_add_stream (SourceFixture *self, const char *text, RawAction end);
/* The same, byte for byte. */
void source_fixture_add_bytes (SourceFixture *self, const char *bytes, RawAction end);

void source_fixture_create (SourceFixture *self);
void source_fixture_start (SourceFixture *self);
/* Runs until the client has left the server's connection. */
void source_fixture_run_until_gone (SourceFixture *self, guint connection);
void source_fixture_run_until_requests (SourceFixture *self, guint n_requests);
/* For what must not happen. */
void source_fixture_run_for (guint ms);

G_END_DECLS
