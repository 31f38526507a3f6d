/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scratch.h"
#include "weir-record-session.h"
#include "weir-tally.h"

typedef struct
{
  WeirRecording *recording;
  WeirRecordSession session;
  WeirWorker *worker;
  gint64 deadline;
  guint n_changed;
} Fixture;

/* @data: rows of the budget */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (GError) error = NULL;

  options.in_memory = TRUE;
  options.budget_rows = GPOINTER_TO_UINT (data);
  fixture->recording = weir_recording_new (&options, &error);
  g_assert_no_error (error);
  weir_record_session_init (&fixture->session, fixture->recording, 1);
  fixture->worker = weir_worker_new ("test-tally");
  fixture->deadline = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  weir_worker_free (fixture->worker);
  weir_record_session_clear (&fixture->session);
  weir_recording_unref (fixture->recording);
}

static void
on_changed (WeirTally *tally, gpointer user_data)
{
  guint *n_changed = user_data;

  (*n_changed)++;
}

static WeirTally *
new_tally (Fixture *fixture, guint64 from_row)
{
  WeirTally *tally = weir_tally_new (fixture->recording, fixture->worker, from_row);

  g_signal_connect (tally, "changed", G_CALLBACK (on_changed), &fixture->n_changed);

  return tally;
}

/* Until every row is counted and told of. */
static void
settle (Fixture *fixture, WeirTally *tally)
{
  weir_tally_update (tally);
  while (weir_tally_get_counted (tally) < weir_recording_get_count (fixture->recording))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, fixture->deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
receive (Fixture *fixture, const char *bytes, gint64 gap_us)
{
  weir_record_session_read (&fixture->session, weir_span_from_string (bytes), gap_us);
}

static guint64
count_of (WeirTally *tally, const char *name)
{
  guint64 count = 0;

  for (guint i = 0; i < weir_tally_get_n_names (tally); i++)
    if (g_strcmp0 (weir_tally_get_name (tally, i), name) == 0)
      count += weir_tally_get_name_count (tally, i);

  return count;
}

/* Counts the bins from the rows, one by one. */
static void
assert_bins (Fixture *fixture, WeirTally *tally, gint64 from_us, gint64 to_us, guint n_bins)
{
  guint n_names = weir_tally_get_n_names (tally);
  g_autofree guint32 *out = g_new0 (guint32, n_bins * n_names);
  g_autofree guint32 *wanted = g_new0 (guint32, n_bins * n_names);
  WeirRow row;

  for (guint64 i = 0; i < weir_recording_get_count (fixture->recording); i++)
    {
      g_autofree char *name = NULL;

      g_assert_true (weir_recording_get_row (fixture->recording, i, &row));
      if (row.kind != WEIR_ROW_EVENT || row.time_us < from_us || row.time_us >= to_us)
        continue;
      name = weir_recording_dup_name (fixture->recording, row.name);
      for (guint bin = 0; bin < n_bins; bin++)
        {
          gint64 low = from_us + (to_us - from_us) * bin / n_bins, high = from_us + (to_us - from_us) * (bin + 1) / n_bins;

          for (guint j = 0; row.time_us >= low && row.time_us < high && j < n_names; j++)
            wanted[bin * n_names + j] += g_strcmp0 (name, weir_tally_get_name (tally, j)) == 0;
        }
    }
  weir_tally_get_bins (tally, from_us, to_us, n_bins, out);
  g_assert_cmpmem (out, n_bins * n_names * sizeof *out, wanted, n_bins * n_names * sizeof *out);
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTally) tally = new_tally (fixture, 0);
  const WeirLaneSpan *lane;
  guint32 bins[2];
  guint n = 7;

  g_assert_cmpuint (weir_tally_get_n_names (tally), ==, 0);
  g_assert_null (weir_tally_get_lane (tally, &n));
  g_assert_cmpuint (n, ==, 0);

  weir_record_session_connect (&fixture->session);
  receive (fixture, "data: 1\n\nevent: tick\ndata: 2\n\n:c\nretry: 5\ndata: 3\n\n", 1000);
  receive (fixture, "event: tick\ndata: 4\n\nid: 3\n\nda", 500000);
  weir_record_session_end (&fixture->session, WEIR_REASON_CUT);
  weir_record_session_wait (&fixture->session, 3000000);
  settle (fixture, tally);

  g_assert_cmpuint (weir_tally_get_n_names (tally), ==, 2);
  g_assert_cmpstr (weir_tally_get_name (tally, 0), ==, "message");
  g_assert_cmpstr (weir_tally_get_name (tally, 1), ==, "tick");
  g_assert_cmpuint (weir_tally_get_name_count (tally, 0), ==, 2);
  g_assert_cmpuint (weir_tally_get_name_count (tally, 1), ==, 2);
  g_assert_cmpuint (weir_tally_get_kind_count (tally, WEIR_ROW_EVENT), ==, 4);
  g_assert_cmpuint (weir_tally_get_kind_count (tally, WEIR_ROW_BLOCK), ==, 1);
  g_assert_cmpuint (weir_tally_get_kind_count (tally, WEIR_ROW_COMMENT), ==, 1);
  g_assert_cmpuint (weir_tally_get_kind_count (tally, WEIR_ROW_RETRY), ==, 1);
  g_assert_cmpuint (weir_tally_get_kind_count (tally, WEIR_ROW_WAITING), ==, 1);
  g_assert_cmpuint (weir_tally_get_kind_count (tally, WEIR_ROW_DROPPED), ==, 0);
  /* The retry line is within its block; the unfinished bytes are in a `raw` line. */
  g_assert_cmpuint (weir_tally_get_bytes (tally), ==, 9 + 21 + 3 + 18 + 21 + 7 + strlen (":@ raw \"da\"\n"));
  g_assert_cmpint (weir_tally_get_start_us (tally), ==, 1234);
  g_assert_cmpint (weir_tally_get_end_us (tally), ==, 1234 + 2501 + 7 + 1000 + 500000);

  lane = weir_tally_get_lane (tally, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (lane[0].lane, ==, WEIR_LANE_CONNECTING);
  g_assert_cmpint (lane[1].lane, ==, WEIR_LANE_OPEN);
  g_assert_cmpint (lane[2].lane, ==, WEIR_LANE_WAITING);
  assert_bins (fixture, tally, 0, 1000000, 10);
  assert_bins (fixture, tally, 4742, 504742, 3);
  assert_bins (fixture, tally, -1000, 504743, 7);
  assert_bins (fixture, tally, 504743, 504744, 1);
  weir_tally_get_bins (tally, 10, 10, 1, bins);
  g_assert_cmpuint (bins[0] + bins[1], ==, 0);
  weir_tally_get_bins (tally, G_MININT64, G_MAXINT64, 1, bins);
  g_assert_cmpuint (bins[0] + bins[1], ==, 4);
}

/* Counted again and again while it grows, it comes to the same. */
static void
test_grows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTally) tally = new_tally (fixture, 0);
  GRand *random = fixture->session.random;
  guint64 n_ticks = 0;

  weir_record_session_connect (&fixture->session);
  for (guint i = 0; i < 2000; i++)
    {
      gboolean is_tick = g_rand_boolean (random);

      receive (fixture, is_tick ? "event: tick\ndata: 1\n\n" : "data: 2\n\n", g_rand_int_range (random, 0, 300000));
      n_ticks += is_tick;
      weir_tally_update (tally);
      if (i % 100 == 0)
        while (g_main_context_iteration (NULL, FALSE))
          continue;
    }
  settle (fixture, tally);
  g_assert_cmpuint (count_of (tally, "tick"), ==, n_ticks);
  g_assert_cmpuint (count_of (tally, "message"), ==, 2000 - n_ticks);
  assert_bins (fixture, tally, 0, weir_tally_get_end_us (tally) + 1, 100);
  assert_bins (fixture, tally, weir_tally_get_end_us (tally) / 3, weir_tally_get_end_us (tally) / 2, 77);
}

/* Names that come first are counted apart; what has no number, and all that come later, are the others. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTally) tally = new_tally (fixture, 0);
  g_autofree char *name = g_strnfill (300, 'n');
  g_autofree char *block = g_strdup_printf ("event: %s\ndata: x\n\n", name);
  guint64 n_events = 0;

  weir_record_session_connect (&fixture->session);
  receive (fixture, block, 10);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *text = g_strdup_printf ("event: %u\ndata: x\n\n", i % 500);

      receive (fixture, text, 1000);
    }
  settle (fixture, tally);
  g_assert_cmpuint (weir_tally_get_n_names (tally), ==, WEIR_TALLY_NAMES + 1);
  g_assert_null (weir_tally_get_name (tally, 0));
  g_assert_cmpuint (weir_tally_get_name_count (tally, 0), ==, 1 + 1000 - 2 * WEIR_TALLY_NAMES);
  for (guint i = 1; i < weir_tally_get_n_names (tally); i++)
    {
      g_autofree char *wanted = g_strdup_printf ("%u", i - 1);

      g_assert_cmpstr (weir_tally_get_name (tally, i), ==, wanted);
      g_assert_cmpuint (weir_tally_get_name_count (tally, i), ==, 2);
    }
  for (guint i = 0; i < weir_tally_get_n_names (tally); i++)
    n_events += weir_tally_get_name_count (tally, i);
  g_assert_cmpuint (n_events, ==, 1001);
}

/* Clear: what came before is not counted, and the connection is still open. */
static void
test_from_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTally) tally = NULL;
  const WeirLaneSpan *lane;
  guint n;

  weir_record_session_connect (&fixture->session);
  receive (fixture, "event: old\ndata: 1\n\n", 1000);
  tally = new_tally (fixture, weir_recording_get_count (fixture->recording));
  settle (fixture, tally);
  g_assert_cmpuint (weir_tally_get_n_names (tally), ==, 0);
  receive (fixture, ": quiet\n", 1000);
  receive (fixture, "event: new\ndata: 1\n\n", 1000);
  settle (fixture, tally);
  g_assert_cmpuint (weir_tally_get_n_names (tally), ==, 1);
  g_assert_cmpuint (count_of (tally, "new"), ==, 1);
  g_assert_cmpuint (weir_tally_get_kind_count (tally, WEIR_ROW_OPEN), ==, 0);
  lane = weir_tally_get_lane (tally, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (lane[0].lane, ==, WEIR_LANE_OPEN);
  g_assert_cmpint (lane[0].from_us, ==, 1234 + 2501 + 7 + 2000);
  /* The row of the other name is there, but it is not asked for. */
  assert_bins (fixture, tally, 0, 10000, 4);
}

/* Rows that are given back stay counted, and the time they came is known to a tenth of a second. */
static void
test_trims (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTally) tally = new_tally (fixture, 0);
  guint32 out[100];
  gint64 end;

  weir_record_session_connect (&fixture->session);
  fixture->session.now_us = fixture->session.start_us + G_TIME_SPAN_SECOND;
  for (guint i = 0; i < 10000; i++)
    {
      receive (fixture, "data: x\n\n", 10 * G_TIME_SPAN_MILLISECOND);
      if (i % 500 == 499)
        settle (fixture, tally);
    }
  g_assert_cmpuint (weir_recording_get_first (fixture->recording), >, 8000);
  g_assert_cmpuint (count_of (tally, "message"), ==, 10000);
  end = weir_tally_get_end_us (tally);
  g_assert_cmpint (end, ==, 101 * G_TIME_SPAN_SECOND);
  weir_tally_get_bins (tally, 1010 * G_TIME_SPAN_MILLISECOND - 10000, end, 100, out);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (out[i], ==, i == 0 ? 99 : 100);
}

/* A tally that goes while its rows are read, and one that goes when it tells something. */
static void
test_goes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) many = g_string_new (NULL);
  WeirTally *tally;

  for (guint i = 0; i < 5000; i++)
    g_string_append (many, "data: x\n\n");
  weir_record_session_connect (&fixture->session);
  for (guint i = 0; i < 20; i++)
    receive (fixture, many->str, 10);
  for (guint i = 0; i < 50; i++)
    {
      tally = new_tally (fixture, 0);
      if (i % 2 == 0)
        g_main_context_iteration (NULL, FALSE);
      g_object_unref (tally);
    }
  g_assert_cmpuint (fixture->n_changed, <, 50);

  tally = new_tally (fixture, 0);
  g_signal_connect_swapped (tally, "changed", G_CALLBACK (g_object_run_dispose), tally);
  fixture->n_changed = 0;
  while (fixture->n_changed == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, fixture->deadline);
      g_main_context_iteration (NULL, TRUE);
    }
  g_object_unref (tally);
}

#define MANY 1000000u

static gboolean
load (gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_recording_load (data, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  return G_SOURCE_REMOVE;
}

/* A million rows that appear on another thread: told at most ten times a second, the sum is right, and so is the time. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_path (scratch, "many.eventstream");
  g_autoptr (GString) text = g_string_new (":@ weir 1\n:@ recorded 2026-11-21T08:00:00Z\n:@ connect 1\n:@ open\n");
  g_autoptr (WeirWorker) loader = weir_worker_new ("test-load");
  g_autoptr (WeirTally) tally = NULL;
  gint64 started_us = g_get_monotonic_time ();
  guint32 out[20];

  for (guint i = 0; i < MANY; i++)
    g_string_append (text, i % 1000 == 0 ? ":@ wait 100ms\ndata: x\n\n" : "data: x\n\n");
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  weir_recording_unref (fixture->recording);
  fixture->recording = weir_recording_open (path, NULL);
  tally = new_tally (fixture, 0);
  weir_worker_invoke (loader, load, fixture->recording, NULL);
  while (weir_tally_get_counted (tally) < MANY + 2)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, fixture->deadline);
      weir_tally_update (tally);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpuint (count_of (tally, "message"), ==, MANY);
  g_assert_cmpint ((gint64) fixture->n_changed - 1, <=, (g_get_monotonic_time () - started_us) / (100 * G_TIME_SPAN_MILLISECOND) + 1);

  /* 1,000 in each tenth of a second, from the first tenth on. */
  weir_tally_get_bins (tally, 100000, 100000 + MANY / 1000 * 100000, 20, out);
  for (guint i = 0; i < 20; i++)
    g_assert_cmpuint (out[i], ==, 50000);
  weir_tally_get_bins (tally, 200000, 240000, 20, out);
  g_assert_cmpuint (out[0], ==, 1000);
  g_assert_cmpuint (out[1], ==, 0);
}

static void
add (const char *path, guint budget, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, GUINT_TO_POINTER (budget), set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/tally/counts", 0, test_counts);
  add ("/tally/grows", 0, test_grows);
  add ("/tally/names", 0, test_names);
  add ("/tally/from-row", 0, test_from_row);
  add ("/tally/trims", 1000, test_trims);
  add ("/tally/goes", 0, test_goes);
  add ("/tally/many", 0, test_many);

  return g_test_run ();
}
