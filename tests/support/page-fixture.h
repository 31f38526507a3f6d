/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app-fixture.h"
#include "scratch.h"
#include "stage.h"
#include "weir-mock.h"
#include "weir-stream-page-private.h"

G_BEGIN_DECLS

/* A mock that serves one script, a stream that watches it, the page of that stream in a window. */
typedef struct
{
  Scratch *scratch;
  WeirWorker *ingest;
  WeirWorker *search;
  WeirWorker *serving;
  WeirMock *mock;
  int closed_port; /* where nobody listens, until it is let go of */
  WeirStream *stream;
  WeirStreamPage *page;
  GtkWidget *root;
  GtkWindow *window;
} PageFixture;

/* @script: (nullable): what stands behind the magic line; %NULL: nobody listens there. @policy: a WeirPolicy. Not started. */
void page_fixture_set_up (PageFixture *self, const char *script, int policy);
/* The page of a stream that the test made. Takes ownership. */
void page_fixture_set_up_stream (PageFixture *self, WeirStream *stream);
/* The page of a stream that nobody listens to may get somebody. */
void page_fixture_let_go_of_port (PageFixture *self);
void page_fixture_show (PageFixture *self, int width, int height);
void page_fixture_tear_down (PageFixture *self);

void page_fixture_act (PageFixture *self, const char *action);
gboolean page_fixture_can (PageFixture *self, const char *action);
/* The name of what is shown below the head: "rows", "failure", "idle". */
const char *page_fixture_get_body (PageFixture *self);
guint64 page_fixture_get_events (PageFixture *self);
/* The words of the state line and of the footer. */
const char *page_fixture_get_state (PageFixture *self);
const char *page_fixture_get_counts (PageFixture *self);

G_END_DECLS
