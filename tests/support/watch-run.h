/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "raw-server.h"
#include "records.h"
#include "run-weir.h"

G_BEGIN_DECLS

#define STREAM_HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"

/* A raw server and a `weir watch` of it. */
typedef struct
{
  RawServer *server;
  char *url;
  Weir *weir;
} WatchRun;

WatchRun *watch_run_new (void);
void watch_run_free (WatchRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WatchRun, watch_run_free)

/* The answer to the next connection: @text, then @action. */
void watch_run_answer (WatchRun *self, const char *text, RawAction action);
/* Starts `weir watch URL OPTIONS…`; @options: words divided by spaces. */
void watch_run_start (WatchRun *self, WeirRunFlags flags, const char *options);
/* The same with words as they are. */
void watch_run_start_words (WatchRun *self, WeirRunFlags flags, const char *const *words);
/* Waits for the end. Returns: the exit status */
int watch_run_wait (WatchRun *self);
/* Of --output jsonl, checked for what holds of every run: start first, end last, `t` not going back, and each attempt closed once. */
GPtrArray *watch_run_dup_records (WatchRun *self);

G_END_DECLS
