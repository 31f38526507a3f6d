/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-record-session.h"
#include "weir-search.h"

#include <glib/gstdio.h>

#define DEADLINE_US (40 * G_TIME_SPAN_SECOND)

typedef struct
{
  WeirWorker *worker;
  WeirRecording *recording;
  WeirRecordSession session;
  char *folder;
  guint n_changed;
} Fixture;

static void
open_recording (Fixture *fixture, guint64 budget_rows)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (GError) error = NULL;

  options.scratch_folder = fixture->folder;
  options.budget_rows = budget_rows;
  fixture->recording = weir_recording_new (&options, &error);
  g_assert_no_error (error);
  weir_record_session_init (&fixture->session, fixture->recording, 1);
  weir_record_session_connect (&fixture->session);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("weir-search-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->worker = weir_worker_new ("search");
  open_recording (fixture, GPOINTER_TO_UINT (data));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  weir_worker_free (fixture->worker);
  weir_record_session_clear (&fixture->session);
  weir_recording_unref (fixture->recording);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

/* @n events; one in ten is a trade. */
static void
feed (Fixture *fixture, guint n)
{
  g_autoptr (GString) bytes = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (bytes, "event: %s\ndata: {\"n\": %u, \"text\": \"Hello\"}\n\n", i % 10 == 0 ? "trade" : "tick", i);
  weir_record_session_read (&fixture->session, weir_span (bytes->str, bytes->len), 10);
}

static void
on_changed (WeirSearch *search, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_changed++;
}

static WeirSearch *
start (Fixture *fixture, const char *query, guint64 from_row)
{
  g_autoptr (WeirFilter) filter = weir_filter_new (query, NULL, NULL, NULL);
  WeirSearch *search = weir_search_new (fixture->recording, filter, fixture->worker, from_row);

  g_assert_true (weir_search_get_filter (search) == filter);
  g_signal_connect (search, "changed", G_CALLBACK (on_changed), fixture);

  return search;
}

/* Until it has said that all rows are searched. */
static void
wait_for (Fixture *fixture, WeirSearch *search)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  while (weir_search_get_progress (search) < 1.0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (weir_matches_get_searched (weir_search_get_matches (search)), ==, weir_recording_get_count (fixture->recording));
}

/* On the worker, after what it was asked before. */
static gboolean
do_nothing (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* Keeps the worker from anything else until the gate opens. */
static gboolean
wait_at_gate (gpointer data)
{
  gint *gate = data;

  while (!g_atomic_int_get (gate))
    g_thread_yield ();

  return G_SOURCE_REMOVE;
}

static void
count_progress (GObject *search, GParamSpec *pspec, gpointer data)
{
  guint *n = data;

  (*n)++;
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirSearch) search = NULL;
  WeirMatches *matches;
  guint n_progress = 0;
  guint64 index;

  feed (fixture, 20000);
  search = start (fixture, "event:trade hello", 0);
  matches = weir_search_get_matches (search);
  g_signal_connect (search, "notify::progress", G_CALLBACK (count_progress), &n_progress);
  g_assert_cmpfloat (weir_search_get_progress (search), <, 1.0);
  wait_for (fixture, search);
  g_assert_cmpuint (fixture->n_changed, >, 0);
  g_assert_cmpuint (n_progress, >, 0);
  g_assert_cmpuint (weir_matches_get_count (matches), ==, 2000);
  for (guint64 i = 0; i < 2000; i++)
    g_assert_cmpuint (weir_matches_get_row (matches, i), ==, 3 + 10 * i);
  g_assert_true (weir_matches_find (matches, 14, &index));
  g_assert_cmpuint (index, ==, 2);
}

static void
test_growth (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirSearch) search = start (fixture, "event:trade", 0);
  guint n_before;

  wait_for (fixture, search);
  for (guint i = 1; i <= 20; i++)
    {
      feed (fixture, 500);
      weir_search_update (search);
      if (i % 3 == 0)
        weir_search_update (search);
      while (weir_matches_get_searched (weir_search_get_matches (search)) < weir_recording_get_count (fixture->recording))
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (weir_matches_get_count (weir_search_get_matches (search)), ==, 50 * i);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  wait_for (fixture, search);

  /* Nothing new: nothing is said. */
  n_before = fixture->n_changed;
  weir_search_update (search);
  weir_worker_invoke_sync (fixture->worker, do_nothing, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->n_changed, ==, n_before);
}

static void
test_from_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirSearch) search = NULL;
  g_autoptr (WeirSearch) later = NULL;

  feed (fixture, 1000);
  search = start (fixture, "event:trade", 503);
  later = start (fixture, "event:trade", 1003);
  wait_for (fixture, search);
  wait_for (fixture, later);
  g_assert_cmpuint (weir_matches_get_count (weir_search_get_matches (search)), ==, 50);
  g_assert_cmpuint (weir_matches_get_row (weir_search_get_matches (search), 0), ==, 503);
  g_assert_cmpuint (weir_matches_get_count (weir_search_get_matches (later)), ==, 0);
}

/* Each key starts another search; those before are dropped in the middle of their work. */
static void
test_typing (Fixture *fixture, gconstpointer data)
{
  static const char *const typed[] = { "h", "he", "hel", "hell", "hello", "hello -event:tick" };
  g_autoptr (WeirSearch) search = NULL;

  feed (fixture, 60000);
  for (guint round = 0; round < 5; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
      {
        g_clear_object (&search);
        search = start (fixture, typed[i], 0);
        g_main_context_iteration (NULL, FALSE);
      }
  wait_for (fixture, search);
  g_assert_cmpuint (weir_matches_get_count (weir_search_get_matches (search)), ==, 6000);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirSearch) search = NULL;
  gint gate = 0;

  feed (fixture, 60000);
  weir_worker_invoke (fixture->worker, wait_at_gate, &gate, NULL);
  search = start (fixture, "hello", 0);
  weir_search_cancel (search);
  g_atomic_int_set (&gate, 1);
  weir_worker_invoke_sync (fixture->worker, do_nothing, NULL);
  g_assert_cmpuint (weir_matches_get_searched (weir_search_get_matches (search)), ==, 0);

  /* For good. */
  feed (fixture, 10);
  weir_search_update (search);
  weir_search_cancel (search);
  weir_worker_invoke_sync (fixture->worker, do_nothing, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (weir_matches_get_searched (weir_search_get_matches (search)), ==, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

/* What a search found stays when it is cancelled after it has told of some. */
static void
test_cancel_midway (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirSearch) search = NULL;
  guint64 count;
  guint n_changed;

  feed (fixture, 60000);
  search = start (fixture, "hello", 0);
  while (fixture->n_changed == 0)
    g_main_context_iteration (NULL, TRUE);
  weir_search_cancel (search);
  weir_worker_invoke_sync (fixture->worker, do_nothing, NULL);
  count = weir_matches_get_count (weir_search_get_matches (search));
  n_changed = fixture->n_changed;
  g_assert_cmpuint (count, >, 0);
  weir_worker_invoke_sync (fixture->worker, do_nothing, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (weir_matches_get_count (weir_search_get_matches (search)), ==, count);
  g_assert_cmpuint (fixture->n_changed, ==, n_changed);
}

/* The recording gives rows back: their matches go too, and those that stay are right. */
static void
test_budget (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirSearch) search = start (fixture, "event:trade", 0);
  WeirMatches *matches = weir_search_get_matches (search);
  guint64 first;

  for (guint i = 0; i < 40; i++)
    {
      feed (fixture, 1000);
      weir_search_update (search);
    }
  weir_search_update (search);
  wait_for (fixture, search);
  first = weir_recording_get_first (fixture->recording);
  g_assert_cmpuint (first, >, 20000);
  g_assert_cmpuint (weir_matches_get_count (matches), >, weir_matches_get_first (matches));
  for (guint64 i = weir_matches_get_first (matches); i < weir_matches_get_count (matches); i++)
    {
      guint64 row = weir_matches_get_row (matches, i);

      g_assert_cmpuint (row, >=, first);
      g_assert_cmpuint ((row - 3) % 10, ==, 0);
    }
  g_assert_cmpuint (weir_matches_get_row (matches, weir_matches_get_count (matches) - 1), ==,
                    weir_recording_get_count (fixture->recording) - 10);
}

#define ADD(name, func) g_test_add ("/search/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("whole", test_whole);
  ADD ("growth", test_growth);
  ADD ("from-row", test_from_row);
  ADD ("typing", test_typing);
  ADD ("cancel", test_cancel);
  ADD ("cancel-midway", test_cancel_midway);
  g_test_add ("/search/budget", Fixture, GUINT_TO_POINTER (8192), set_up, test_budget, tear_down);

  return g_test_run ();
}
