/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scratch.h"
#include "weir-mock.h"
#include "weir-stream.h"

G_BEGIN_DECLS

/* A mock, a stream that may watch it, a folder for its files, and a list of what was notified. */
typedef struct
{
  WeirWorker *ingest; /* (nullable) */
  Scratch *scratch;
  WeirMock *mock;
  char *base;                 /* the mock's URL */
  WeirRequestOptions options; /* set what is wanted before stream_fixture_create() */
  WeirStream *stream;         /* (nullable) */
  GString *notified;          /* "name " each time */
} StreamFixture;

/* @threaded: the stream's work is on a worker; else on this thread. @script: (nullable): what is behind the magic line, at /stream */
StreamFixture *stream_fixture_new (gboolean threaded, const char *script);
void stream_fixture_free (StreamFixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreamFixture, stream_fixture_free)

void stream_fixture_add (StreamFixture *self, const char *path, const char *script);
/* Makes the stream, watching @path of the mock. */
void stream_fixture_create (StreamFixture *self, const char *path);
/* The same of another stream: takes the place of the one before. */
void stream_fixture_take (StreamFixture *self, WeirStream *stream);
/* The request that @path and the options make. */
WeirRequest *stream_fixture_make_request (StreamFixture *self, const char *path);

void stream_fixture_wait_for_state (StreamFixture *self, WeirSourceState state);
void stream_fixture_wait_for_events (StreamFixture *self, guint64 n);
void stream_fixture_wait_for_result (GAsyncResult *const *result);
/* A GAsyncReadyCallback: keeps the result in @data, a GAsyncResult ** */
void stream_fixture_keep_result (GObject *object, GAsyncResult *result, gpointer data);

guint64 stream_fixture_get_uint64 (StreamFixture *self, const char *property);
gint64 stream_fixture_get_int64 (StreamFixture *self, const char *property);
guint stream_fixture_get_uint (StreamFixture *self, const char *property);
gboolean stream_fixture_get_boolean (StreamFixture *self, const char *property);
double stream_fixture_get_double (StreamFixture *self, const char *property);
char *stream_fixture_dup_string (StreamFixture *self, const char *property);
void stream_fixture_assert_string (StreamFixture *self, const char *property, const char *value);
/* Whether it was notified since the last time that was asked of it. */
gboolean stream_fixture_take_notified (StreamFixture *self, const char *property);
/* Rows of this kind in the stream's recording. */
guint stream_fixture_count_rows (StreamFixture *self, WeirRowKind kind);

#define STREAM_FIXTURE_WAIT(condition)                                                                                                     \
  G_STMT_START                                                                                                                             \
  {                                                                                                                                        \
    guint wait_timer = stream_fixture_start_clock (#condition);                                                                            \
    while (!(condition))                                                                                                                   \
      g_main_context_iteration (NULL, TRUE);                                                                                               \
    g_source_remove (wait_timer);                                                                                                          \
  }                                                                                                                                        \
  G_STMT_END

guint stream_fixture_start_clock (const char *what);

G_END_DECLS
