/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-page-rows.h"

#include "app-fixture.h"
#include "weir-record-session.h"

#define MS G_TIME_SPAN_MILLISECOND

typedef struct
{
  WeirRecording *recording;
  WeirRecordSession session;
  WeirWorker *worker;
  WeirPageRows *rows;
  guint n_changed;
} Fixture;

static void
on_changed (WeirPageRows *rows, Fixture *self)
{
  self->n_changed++;
}

/* @data: rows of the budget */
static void
set_up (Fixture *self, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();

  options.in_memory = TRUE;
  options.budget_rows = GPOINTER_TO_UINT (data);
  self->recording = weir_recording_new (&options, NULL);
  weir_record_session_init (&self->session, self->recording, 1);
  weir_record_session_connect (&self->session);
  self->worker = weir_worker_new ("test-page-rows");
  self->rows = weir_page_rows_new (self->recording, self->worker);
  self->n_changed = 0;
  g_signal_connect (self->rows, "changed", G_CALLBACK (on_changed), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->rows);
  weir_worker_free (self->worker);
  weir_record_session_clear (&self->session);
  weir_recording_unref (self->recording);
}

static void
receive (Fixture *self, const char *data, guint n)
{
  g_autofree char *block = g_strdup_printf ("data: %s\n\n", data);

  for (guint i = 0; i < n; i++)
    weir_record_session_read (&self->session, weir_span_from_string (block), 10 * MS);
}

static void
update (Fixture *self)
{
  weir_page_rows_update (self->rows);
  weir_event_list_update (weir_page_rows_get_list (self->rows));
}

static guint64
get_shown (Fixture *self)
{
  update (self);

  return weir_page_rows_get_n_shown (self->rows);
}

static void
set_filter (Fixture *self, const char *query)
{
  g_autoptr (WeirFilter) filter = weir_filter_new (query, NULL, NULL, NULL);

  weir_page_rows_set_filter (self->rows, filter);
}

static void
test_filter (Fixture *self, gconstpointer data)
{
  receive (self, "abc", 3);
  receive (self, "xyz", 2);
  app_wait (get_shown (self) == weir_recording_get_count (self->recording));
  g_assert_false (weir_page_rows_has_filter (self->rows));
  g_assert_true (weir_page_rows_get_progress (self->rows) >= 1);

  set_filter (self, "xyz");
  g_assert_true (weir_page_rows_has_filter (self->rows));
  app_wait (get_shown (self) == 2);
  /* It follows what comes. */
  receive (self, "xyz", 1);
  receive (self, "abc", 1);
  app_wait (get_shown (self) == 3);
  g_assert_true (weir_page_rows_get_progress (self->rows) >= 1);

  /* One filter after the other, none of them waited for. */
  set_filter (self, "a");
  set_filter (self, "ab");
  set_filter (self, "abc");
  app_wait (get_shown (self) == 4);
  weir_page_rows_set_filter (self->rows, NULL);
  app_wait (get_shown (self) == weir_recording_get_count (self->recording));
  g_assert_cmpuint (self->n_changed, >, 0);
}

/* What was shown stays for a moment: a list that empties with every letter is no list. */
static void
test_patience (Fixture *self, gconstpointer data)
{
  receive (self, "abc", 5);
  app_wait (get_shown (self) >= 5);
  set_filter (self, "nowhere");
  update (self);
  g_assert_cmpuint (weir_page_rows_get_n_shown (self->rows), >=, 5);
  app_wait (get_shown (self) == 0);
}

static void
test_start (Fixture *self, gconstpointer data)
{
  guint64 count;

  receive (self, "abc", 5);
  app_wait (get_shown (self) >= 5);
  g_assert_cmpint (weir_page_rows_get_start_us (self->rows), ==, 0);
  count = weir_recording_get_count (self->recording);
  weir_page_rows_set_start (self->rows, count);
  g_assert_cmpuint (get_shown (self), ==, 0);
  g_assert_cmpuint (weir_page_rows_get_n_kept (self->rows), ==, count);

  receive (self, "xyz", 1);
  app_wait (get_shown (self) == 1);
  g_assert_cmpint (weir_page_rows_get_start_us (self->rows), >=, 50 * MS);
  app_wait (weir_tally_get_kind_count (weir_page_rows_get_tally (self->rows), WEIR_ROW_EVENT) == 1);
  weir_page_rows_set_start (self->rows, 0);
  app_wait (get_shown (self) == count + 1);
  app_wait (weir_tally_get_kind_count (weir_page_rows_get_tally (self->rows), WEIR_ROW_EVENT) == 6);
}

static void
check_time (Fixture *self, guint64 wanted)
{
  WeirRow before, at;
  guint64 row;

  g_assert_true (weir_recording_get_row (self->recording, wanted, &at));
  g_assert_true (weir_page_rows_find_time (self->rows, at.time_us, &row));
  /* Rows of one read have one time: the first of them. */
  g_assert_cmpuint (row, <=, wanted);
  g_assert_true (row == weir_recording_get_first (self->recording) ||
                 (weir_recording_get_row (self->recording, row - 1, &before) && before.time_us < at.time_us));
}

static void
test_find_time (Fixture *self, gconstpointer data)
{
  guint64 row;

  receive (self, "abc", 2000);
  for (guint64 i = weir_recording_get_first (self->recording); i < weir_recording_get_count (self->recording); i += 97)
    check_time (self, i);
  g_assert_true (weir_page_rows_find_time (self->rows, 0, &row));
  g_assert_cmpuint (row, ==, weir_recording_get_first (self->recording));
  g_assert_false (weir_page_rows_find_time (self->rows, G_MAXINT64, &row));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/page-rows/filter", Fixture, NULL, set_up, test_filter, tear_down);
  g_test_add ("/page-rows/patience", Fixture, NULL, set_up, test_patience, tear_down);
  g_test_add ("/page-rows/start", Fixture, NULL, set_up, test_start, tear_down);
  g_test_add ("/page-rows/find-time", Fixture, NULL, set_up, test_find_time, tear_down);
  g_test_add ("/page-rows/find-time/trimmed", Fixture, GUINT_TO_POINTER (500), set_up, test_find_time, tear_down);
  return g_test_run ();
}
