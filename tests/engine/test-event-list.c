/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scratch.h"
#include "weir-event-list-private.h"
#include "weir-event.h"
#include "weir-record-session.h"
#include "weir-worker.h"

#include <string.h>

/* What somebody knows of a list who only hears what it emits: the row at each position. */
typedef struct
{
  WeirEventList *list;
  GArray *rows; /* guint64 */
  guint n_emissions;
  guint n_removed;
  guint n_added;
} Shadow;

static void
check_shadow (const Shadow *self, guint step)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, self->rows->len);
  for (guint i = 0; i < self->rows->len; i += step)
    g_assert_cmpuint (weir_event_list_get_row (self->list, i), ==, g_array_index (self->rows, guint64, i));
}

/* The law of GListModel: what is not told of stays where it was. */
static void
on_items_changed (GListModel *model, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  Shadow *self = user_data;

  self->n_emissions++;
  self->n_removed += n_removed;
  self->n_added += n_added;
  g_assert_cmpuint (n_removed + n_added, >, 0);
  g_assert_cmpuint (position + n_removed, <=, self->rows->len);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, self->rows->len - n_removed + n_added);

  g_array_remove_range (self->rows, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    {
      guint64 row = weir_event_list_get_row (self->list, position + i);

      g_array_insert_val (self->rows, position + i, row);
    }
  check_shadow (self, self->rows->len / 1000 + 1);
}

static void
shadow_init (Shadow *self, WeirRecording *recording)
{
  *self = (Shadow){ .list = weir_event_list_new (recording), .rows = g_array_new (FALSE, FALSE, sizeof (guint64)) };
  g_signal_connect (self->list, "items-changed", G_CALLBACK (on_items_changed), self);
}

static void
shadow_clear (Shadow *self)
{
  check_shadow (self, 1);
  g_object_unref (self->list);
  g_array_unref (self->rows);
}

/* Returns: whether the update emitted, which it does once at most */
static gboolean
update (Shadow *self)
{
  guint before = self->n_emissions;
  gboolean changed = weir_event_list_update (self->list);

  g_assert_cmpuint (self->n_emissions - before, ==, changed ? 1 : 0);

  return changed;
}

/* Until all is told, which takes a removal and an addition at most. */
static void
update_all (Shadow *self)
{
  guint n = 0;

  while (update (self))
    g_assert_cmpuint (++n, <=, 2);
}

static void
assert_range (const Shadow *self, guint64 first, guint64 end)
{
  g_assert_cmpuint (self->rows->len, ==, end - first);
  for (guint i = 0; i < self->rows->len; i++)
    g_assert_cmpuint (g_array_index (self->rows, guint64, i), ==, first + i);
}

typedef struct
{
  WeirRecording *recording;
  WeirRecordSession session;
  Scratch *scratch;
} Fixture;

/* Where the recording is, and how much of it is kept. */
typedef struct
{
  gboolean in_file;
  guint64 budget_rows;
  guint64 budget_bytes;
} Kept;

static const Kept in_memory = { FALSE, 0, 0 };
static const Kept few_rows = { FALSE, 1000, 0 };
static const Kept few_bytes = { FALSE, 0, 64 * 1024 };
static const Kept in_file = { TRUE, 1000, 0 };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Kept *kept = data;
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (GError) error = NULL;

  fixture->scratch = scratch_new ();
  options.scratch_folder = fixture->scratch->path;
  options.in_memory = !kept->in_file;
  options.budget_rows = kept->budget_rows;
  options.budget_bytes = kept->budget_bytes;
  fixture->recording = weir_recording_new (&options, &error);
  g_assert_no_error (error);
  weir_record_session_init (&fixture->session, fixture->recording, 1);
  weir_record_session_connect (&fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  weir_record_session_clear (&fixture->session);
  weir_recording_unref (fixture->recording);
  scratch_free (fixture->scratch);
}

static void
send (Fixture *fixture, guint n)
{
  g_autoptr (GString) bytes = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (bytes, "data: %u\n\n", i);
  weir_record_session_read (&fixture->session, weir_span (bytes->str, bytes->len), 1000);
}

/* Nothing is there before it is told; then each event is what the recording has. */
static void
test_grows (Fixture *fixture, gconstpointer data)
{
  GListModel *model;
  Shadow shadow;

  shadow_init (&shadow, fixture->recording);
  model = G_LIST_MODEL (shadow.list);
  g_assert_true (g_list_model_get_item_type (model) == WEIR_TYPE_EVENT);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  g_assert_null (g_list_model_get_item (model, 0));
  g_assert_true (weir_event_list_get_recording (shadow.list) == fixture->recording);

  update_all (&shadow);
  assert_range (&shadow, 0, 3);
  send (fixture, 2);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 3);
  g_assert_null (g_list_model_get_item (model, 3));
  update_all (&shadow);
  assert_range (&shadow, 0, 5);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (WeirEvent) event = g_list_model_get_item (model, i);

      g_assert_cmpuint (weir_event_get_number (event), ==, i);
      g_assert_cmpint (weir_event_get_kind (event), ==, i < 3 ? (gint) (WEIR_ROW_CONNECTING + (i == 0 ? 0 : i + 1)) : WEIR_ROW_EVENT);
      if (i >= 3)
        g_assert_cmpstr (weir_event_get_summary (event), ==, i == 3 ? "0" : "1");
    }
  shadow_clear (&shadow);
}

/* Rows go at the head and come at the end between two updates: told of apart, and nothing is lost. */
static void
test_trims (Fixture *fixture, gconstpointer data)
{
  GRand *random = fixture->session.random;
  guint n_both = 0;
  Shadow shadow;

  shadow_init (&shadow, fixture->recording);
  for (guint i = 0; i < 300; i++)
    {
      guint64 first = weir_recording_get_first (fixture->recording);
      guint n_removed = shadow.n_removed, n_added = shadow.n_added;

      send (fixture, (guint) g_rand_int_range (random, 0, 50));
      if (g_rand_int_range (random, 0, 20) == 0)
        send (fixture, 3000);
      if (g_rand_boolean (random))
        {
          update (&shadow);
          continue;
        }
      update_all (&shadow);
      assert_range (&shadow, weir_recording_get_first (fixture->recording), weir_recording_get_count (fixture->recording));
      if (weir_recording_get_first (fixture->recording) > first && shadow.n_removed > n_removed && shadow.n_added > n_added)
        n_both++;
    }
  g_assert_cmpuint (n_both, >, 0);
  g_assert_cmpuint (weir_recording_get_first (fixture->recording), >, 0);
  shadow_clear (&shadow);
}

/* An item whose row was given back since the last update is still an item. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  Shadow shadow;
  g_autoptr (WeirEvent) event = NULL;

  shadow_init (&shadow, fixture->recording);
  update_all (&shadow);
  for (guint i = 0; i < 5; i++)
    send (fixture, 3000);
  event = g_list_model_get_item (G_LIST_MODEL (shadow.list), 0);
  g_assert_nonnull (event);
  g_assert_cmpint (weir_event_get_kind (event), ==, WEIR_ROW_DROPPED);
  g_assert_nonnull (strstr (weir_event_get_summary (event), "no longer kept"));
  update_all (&shadow);
  shadow_clear (&shadow);
}

/* Clear, and its undoing. */
static void
test_start (Fixture *fixture, gconstpointer data)
{
  Shadow shadow;
  guint n, position;

  shadow_init (&shadow, fixture->recording);
  send (fixture, 97);
  update_all (&shadow);

  n = shadow.n_emissions;
  weir_event_list_set_start (shadow.list, 60);
  g_assert_cmpuint (weir_event_list_get_start (shadow.list), ==, 60);
  assert_range (&shadow, 60, 100);
  weir_event_list_set_start (shadow.list, 60);
  g_assert_cmpuint (shadow.n_emissions, ==, n + 1);
  weir_event_list_set_start (shadow.list, 40);
  assert_range (&shadow, 40, 100);

  /* To the end, and beyond it. */
  weir_event_list_set_start (shadow.list, 110);
  g_assert_cmpuint (shadow.rows->len, ==, 0);
  g_assert_false (weir_event_list_find (shadow.list, 0, &position));
  send (fixture, 5);
  update_all (&shadow);
  g_assert_cmpuint (shadow.rows->len, ==, 0);
  send (fixture, 10);
  update_all (&shadow);
  assert_range (&shadow, 110, 115);

  n = shadow.n_emissions;
  weir_event_list_set_start (shadow.list, 0);
  g_assert_cmpuint (shadow.n_emissions, ==, n + 1);
  assert_range (&shadow, 0, 115);

  /* Rows that were given back do not come back. */
  weir_event_list_set_start (shadow.list, 100);
  send (fixture, 3000);
  weir_event_list_set_start (shadow.list, 0);
  update_all (&shadow);
  assert_range (&shadow, weir_recording_get_first (fixture->recording), weir_recording_get_count (fixture->recording));
  shadow_clear (&shadow);
}

/* Rows without an id of their own have the one before them, however it is looked at. */
static void
test_ids (Fixture *fixture, gconstpointer data)
{
  Shadow shadow;

  shadow_init (&shadow, fixture->recording);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *block = g_strdup_printf ("id: %u\ndata: x\n\n", i);

      weir_record_session_read (&fixture->session, weir_span_from_string (i == 50 ? "id\ndata: x\n\n" : block), 10);
      send (fixture, 2);
    }
  update_all (&shadow);
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < shadow.rows->len; i++)
      {
        g_autoptr (WeirEvent) event = g_list_model_get_item (G_LIST_MODEL (shadow.list), shadow.rows->len - 1 - i);
        g_autofree char *wanted = g_strdup_printf ("%u", 99 - i / 3);

        if (i >= 300 || i / 3 == 49)
          g_assert_null (weir_event_get_id (event));
        else
          g_assert_cmpstr (weir_event_get_id (event), ==, wanted);
      }
  shadow_clear (&shadow);
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  Shadow shadow;
  guint position = 77;

  shadow_init (&shadow, fixture->recording);
  g_assert_false (weir_event_list_find (shadow.list, 0, &position));
  g_assert_cmpuint (position, ==, 77);
  send (fixture, 17);
  update_all (&shadow);
  weir_event_list_set_start (shadow.list, 5);
  g_assert_true (weir_event_list_find (shadow.list, 9, &position));
  g_assert_cmpuint (position, ==, 4);
  g_assert_true (weir_event_list_find (shadow.list, 2, &position));
  g_assert_cmpuint (position, ==, 0);
  g_assert_true (weir_event_list_find (shadow.list, 19, &position));
  g_assert_cmpuint (position, ==, 14);
  g_assert_false (weir_event_list_find (shadow.list, 20, &position));
  /* What was not told of cannot be found. */
  send (fixture, 1);
  g_assert_false (weir_event_list_find (shadow.list, 20, &position));
  shadow_clear (&shadow);
}

static void
add_matches (WeirMatches *matches, guint64 from, guint64 end)
{
  for (guint64 row = from; row < end; row++)
    if (row % 3 == 0)
      weir_matches_append (matches, &row, 1);
  weir_matches_set_searched (matches, end);
}

static void
assert_matches (const Shadow *self, guint64 first, guint64 end)
{
  guint n = 0;

  for (guint64 row = first; row < end; row++)
    if (row % 3 == 0)
      g_assert_cmpuint (g_array_index (self->rows, guint64, n++), ==, row);
  g_assert_cmpuint (self->rows->len, ==, n);
}

/* A filter comes, grows, and goes; the two emissions of a change are all that goes and all that comes. */
static void
test_matches (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirMatches) matches = weir_matches_new ();
  g_autoptr (WeirMatches) none = weir_matches_new ();
  guint n, position = 0;
  Shadow shadow;

  shadow_init (&shadow, fixture->recording);
  send (fixture, 97);
  update_all (&shadow);
  add_matches (matches, 0, 50);

  n = shadow.n_emissions;
  weir_event_list_set_matches (shadow.list, matches);
  g_assert_true (weir_event_list_get_matches (shadow.list) == matches);
  g_assert_cmpuint (shadow.n_emissions, ==, n + 2);
  g_assert_cmpuint (shadow.n_removed, ==, 100);
  assert_matches (&shadow, 0, 50);
  weir_event_list_set_matches (shadow.list, matches);
  g_assert_cmpuint (shadow.n_emissions, ==, n + 2);

  add_matches (matches, 50, 100);
  assert_matches (&shadow, 0, 50);
  update_all (&shadow);
  assert_matches (&shadow, 0, 100);
  g_assert_true (weir_event_list_find (shadow.list, 31, &position));
  g_assert_cmpuint (weir_event_list_get_row (shadow.list, position), ==, 33);

  weir_event_list_set_start (shadow.list, 31);
  assert_matches (&shadow, 31, 100);
  g_assert_true (weir_event_list_find (shadow.list, 0, &position));
  g_assert_cmpuint (position, ==, 0);
  weir_event_list_set_start (shadow.list, 10);
  assert_matches (&shadow, 10, 100);

  /* The head is given back. */
  send (fixture, 3000);
  add_matches (matches, 100, weir_recording_get_count (fixture->recording));
  update_all (&shadow);
  assert_matches (&shadow, weir_recording_get_first (fixture->recording), weir_recording_get_count (fixture->recording));
  weir_matches_trim (matches, weir_recording_get_first (fixture->recording));
  update_all (&shadow);
  check_shadow (&shadow, 1);

  weir_event_list_set_matches (shadow.list, none);
  g_assert_cmpuint (shadow.rows->len, ==, 0);
  g_assert_false (weir_event_list_find (shadow.list, 0, &position));
  weir_event_list_set_matches (shadow.list, NULL);
  assert_range (&shadow, weir_recording_get_first (fixture->recording), weir_recording_get_count (fixture->recording));
  shadow_clear (&shadow);
}

/* More than can be shown: the newest are, and the head does not go at every update. */
static void
test_most (Fixture *fixture, gconstpointer data)
{
  guint n_removals = 0;
  Shadow shadow;

  shadow_init (&shadow, fixture->recording);
  weir_event_list_set_most (shadow.list, 160);
  send (fixture, 500);
  update_all (&shadow);
  assert_range (&shadow, 503 - 150, 503);
  for (guint i = 0; i < 100; i++)
    {
      guint n_removed = shadow.n_removed;

      send (fixture, 1);
      update_all (&shadow);
      n_removals += shadow.n_removed > n_removed;
      g_assert_cmpuint (shadow.rows->len, >=, 150);
      g_assert_cmpuint (shadow.rows->len, <=, 160);
      assert_range (&shadow, 504 + i - shadow.rows->len, 504 + i);
    }
  g_assert_cmpuint (n_removals, ==, 9);

  weir_event_list_set_start (shadow.list, 550);
  assert_range (&shadow, 550, 603);
  weir_event_list_set_start (shadow.list, 0);
  assert_range (&shadow, 603 - 150, 603);
  shadow_clear (&shadow);
}

static void
update_within (GListModel *model, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  weir_event_list_update (user_data);
}

/* Who is told asks at once for more. */
static void
test_within (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirMatches) matches = weir_matches_new ();
  Shadow shadow;

  shadow_init (&shadow, fixture->recording);
  g_signal_connect (shadow.list, "items-changed", G_CALLBACK (update_within), shadow.list);
  send (fixture, 97);
  weir_event_list_update (shadow.list);
  assert_range (&shadow, 0, 100);
  add_matches (matches, 0, 100);
  weir_event_list_set_matches (shadow.list, matches);
  assert_matches (&shadow, 0, 100);
  weir_event_list_set_matches (shadow.list, NULL);
  assert_range (&shadow, 0, 100);
  send (fixture, 3000);
  weir_event_list_update (shadow.list);
  assert_range (&shadow, weir_recording_get_first (fixture->recording), weir_recording_get_count (fixture->recording));
  shadow_clear (&shadow);
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

/* A million rows that appear on another thread while the list follows. */
static void
test_many (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_path (scratch, "many.eventstream");
  g_autoptr (GString) text = g_string_new (":@ weir 1\n:@ recorded 2026-11-21T08:00:00Z\n:@ connect 1\n:@ open\n");
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (WeirWorker) worker = weir_worker_new ("test-load");
  g_autoptr (WeirEvent) last = NULL;
  g_autoptr (GError) error = NULL;
  gint64 deadline = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;
  Shadow shadow;

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, "data: %u\n\n", i);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, &error));
  recording = weir_recording_open (path, &error);
  g_assert_no_error (error);

  shadow_init (&shadow, recording);
  weir_worker_invoke (worker, load, recording, NULL);
  while (shadow.rows->len < MANY + 2)
    {
      update (&shadow);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
  g_assert_false (update (&shadow));
  assert_range (&shadow, 0, MANY + 2);
  last = g_list_model_get_item (G_LIST_MODEL (shadow.list), MANY + 1);
  g_assert_cmpstr (weir_event_get_summary (last), ==, "999999");
  shadow_clear (&shadow);
}

static void
add (const char *path, const Kept *kept, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, kept, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/event-list/grows", &in_memory, test_grows);
  add ("/event-list/grows/file", &in_file, test_grows);
  add ("/event-list/trims", &few_rows, test_trims);
  add ("/event-list/trims/bytes", &few_bytes, test_trims);
  add ("/event-list/trims/file", &in_file, test_trims);
  add ("/event-list/gone", &few_rows, test_gone);
  add ("/event-list/gone/bytes", &few_bytes, test_gone);
  add ("/event-list/start", &few_rows, test_start);
  add ("/event-list/ids", &in_memory, test_ids);
  add ("/event-list/find", &in_memory, test_find);
  add ("/event-list/matches", &few_rows, test_matches);
  add ("/event-list/most", &in_memory, test_most);
  add ("/event-list/within", &few_rows, test_within);
  g_test_add_func ("/event-list/many", test_many);

  return g_test_run ();
}
