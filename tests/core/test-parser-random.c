/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-reference.h"
#include "weir-serializer.h"
#include "weir-stream-log.h"
#include "weir-stream-random.h"
#include "weir-stream-run.h"

/* The parser against the reference decoder on random streams and random splits. The seeds are fixed. */

#define N_STREAMS 20000u
#define N_LONG 100u
#define N_BLOCKS 3000u

static void
assert_same (const char *how, guint n, const GString *log, const GString *expected)
{
  if (!g_string_equal (log, expected))
    g_test_message ("stream %u, %s", n, how);
  g_assert_cmpstr (log->str, ==, expected->str);
}

static void
check_stream (WeirSpan stream, guint n, GRand *rand)
{
  static const gsize sizes[] = { 3, 17, 70 };
  WeirSpan id = n % 5 == 0 ? WEIR_SPAN_LITERAL ("préset") : WEIR_SPAN_EMPTY;
  g_autoptr (WeirStreamRun) run = weir_stream_run_new (stream, id);
  g_autoptr (GString) expected = g_string_new (NULL);

  weir_reference_decode (stream, id, expected);
  assert_same ("whole", n, weir_stream_run_whole (run), expected);
  weir_stream_run_restart (run, id);
  assert_same ("byte by byte", n, weir_stream_run_pieces (run, 1), expected);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      weir_stream_run_restart (run, id);
      assert_same ("random pieces", n, weir_stream_run_random (run, rand, sizes[i]), expected);
    }
  for (gsize at = 1; stream.len <= 64 && at < stream.len; at++)
    {
      weir_stream_run_restart (run, id);
      assert_same ("in two", n, weir_stream_run_split (run, at), expected);
    }
}

static void
test_streams (void)
{
  g_autoptr (GString) stream = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (guint n = 0; n < N_STREAMS; n++)
    {
      weir_stream_random_fill (stream, rand, 1 + n % 12);
      check_stream (weir_span (stream->str, stream->len), n, rand);
    }
}

static void
test_long_streams (void)
{
  g_autoptr (GString) stream = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  for (guint n = 0; n < N_LONG; n++)
    {
      weir_stream_random_fill (stream, rand, 400);
      check_stream (weir_span (stream->str, stream->len), n, rand);
    }
}

/* What the serializer writes decodes to the same fields, for every line end. */

typedef struct
{
  WeirFields fields;
  GString *event, *id, *data;
  WeirSpan data_span;
} RandomFields;

static void
random_fields_fill (RandomFields *self, GRand *rand)
{
  guint32 draw = g_rand_int (rand);

  weir_stream_random_text (self->event, rand, 3, FALSE);
  weir_stream_random_text (self->id, rand, 3, FALSE);
  weir_stream_random_text (self->data, rand, 20, TRUE);
  self->data_span = weir_span (self->data->str, self->data->len);
  self->fields = (WeirFields){
    .event = (draw & 1) != 0 ? self->event->str : NULL,
    .id = (draw & 2) != 0 ? self->id->str : NULL,
    .data = (draw & 4) != 0 ? &self->data_span : NULL,
    .retry_ms = (draw & 8) != 0 ? (gint64) (draw >> 4) : -1,
  };
}

/* What must come out, as a log. */
static void
log_fields (GString *log, const WeirFields *fields, GString *last_id)
{
  g_autoptr (GString) data = g_string_new (NULL);
  WeirSpan event = weir_span_from_string (fields->event);
  WeirNotes notes = WEIR_NOTE_NONE;

  if (fields->retry_ms >= 0)
    weir_stream_log_retry (log, (guint64) fields->retry_ms);
  if (fields->id != NULL)
    g_string_assign (last_id, fields->id);
  if (fields->data != NULL)
    {
      gsize start = 0;

      for (gsize i = 0; i < fields->data->len; i++)
        {
          if (fields->data->data[i] == '\0')
            notes = WEIR_NOTE_NUL;
          if (fields->data->data[i] == '\n' && i > start && fields->data->data[i - 1] == '\r')
            continue;
          g_string_append_c (data, fields->data->data[i] == '\r' ? '\n' : fields->data->data[i]);
        }
      for (gsize i = 0; i < data->len || i == 0; i++)
        {
          /* One odd line for each data line with a NUL. */
          const char *line = data->str + i;
          gsize len = 0;

          while (i + len < data->len && line[len] != '\n')
            len++;
          if (memchr (line, '\0', len) != NULL)
            weir_stream_log_odd (log, WEIR_NOTE_NUL);
          i += len;
        }
      weir_stream_log_event (log, event.len > 0 ? event : WEIR_SPAN_LITERAL ("message"), weir_span (data->str, data->len),
                             weir_span (last_id->str, last_id->len), notes);
    }
  else if (fields->event != NULL || fields->id != NULL || fields->retry_ms >= 0)
    {
      weir_stream_log_none (log, event, weir_span (last_id->str, last_id->len), event.len > 0 ? WEIR_NOTE_NO_DATA : WEIR_NOTE_NONE);
    }
}

static void
test_round_trip (void)
{
  static const WeirEol eols[] = { WEIR_EOL_LF, WEIR_EOL_CRLF, WEIR_EOL_CR };
  RandomFields random = { .event = g_string_new (NULL), .id = g_string_new (NULL), .data = g_string_new (NULL) };

  for (gsize e = 0; e < G_N_ELEMENTS (eols); e++)
    {
      g_autoptr (GString) wire = g_string_new (NULL);
      g_autoptr (GString) expected = g_string_new (NULL);
      g_autoptr (GString) last_id = g_string_new (NULL);
      g_autoptr (GRand) rand = g_rand_new_with_seed (10);
      g_autoptr (WeirStreamRun) run = NULL;

      for (guint n = 0; n < N_BLOCKS; n++)
        {
          g_autoptr (GError) error = NULL;

          random_fields_fill (&random, rand);
          weir_serializer_append (wire, &random.fields, eols[e], &error);
          g_assert_no_error (error);
          log_fields (expected, &random.fields, last_id);
          if (n % 10 == 0)
            {
              weir_serializer_append_comment (wire, WEIR_SPAN_LITERAL (" one\ntwo"), eols[e]);
              weir_stream_log_comment (expected, WEIR_SPAN_LITERAL (" one"));
              weir_stream_log_comment (expected, WEIR_SPAN_LITERAL ("two"));
            }
        }
      weir_stream_log_end (expected, weir_span (last_id->str, last_id->len), 0);
      run = weir_stream_run_new (weir_span (wire->str, wire->len), WEIR_SPAN_EMPTY);
      assert_same ("round trip", (guint) e, weir_stream_run_random (run, rand, 300), expected);
    }

  g_string_free (random.event, TRUE);
  g_string_free (random.id, TRUE);
  g_string_free (random.data, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parser-random/streams", test_streams);
  g_test_add_func ("/parser-random/long-streams", test_long_streams);
  g_test_add_func ("/parser-random/round-trip", test_round_trip);

  return g_test_run ();
}
