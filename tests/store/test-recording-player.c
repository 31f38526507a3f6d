/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-player.h"
#include "weir-record-session.h"

/* A recording is a script: played, each connection sends the bytes that were received, at the times at which they came. */

typedef struct
{
  gint64 time_us;
  guint connection;
  gsize n_bytes; /* of the connection so far */
} Arrived;

/* How many bytes of a connection had come, or were sent, at a time after it began. */
typedef struct
{
  gint64 time_us;
  gsize n_bytes;
} Progress;

typedef struct
{
  WeirRecording *recording;
  gint64 begun_us;
  GPtrArray *connections; /* GArray of Progress */
} Log;

static void
report (const WeirReport *report, gpointer user_data)
{
  Log *log = user_data;

  weir_recording_report (log->recording, report);
  if (report->kind == WEIR_REPORT_CONNECTING)
    {
      log->begun_us = report->time_us;
      g_ptr_array_add (log->connections, g_array_new (FALSE, FALSE, sizeof (Progress)));
    }
  if (report->kind == WEIR_REPORT_READ)
    {
      Progress progress = { report->time_us - log->begun_us, report->read.offset + report->read.n_bytes };

      g_array_append_val (g_ptr_array_index (log->connections, log->connections->len - 1), progress);
    }
}

static WeirScript *
parse (WeirRecording *recording)
{
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (GBytes) bytes = NULL;
  WeirScript *script;
  char *text;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (weir_recording_get_path (recording), &text, &n_bytes, NULL));
  bytes = g_bytes_new_take (text, n_bytes);
  script = weir_script_new (bytes, &diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const WeirDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (diagnostic->is_error)
        g_test_message ("%u:%u: %s", diagnostic->line, diagnostic->column, diagnostic->text);
    }
  g_assert_nonnull (script);
  g_assert_true (weir_script_is_recording (script));

  return script;
}

/* The bytes that connection @number sends; @times: (element-type Progress) */
static GString *
play (WeirScript *script, guint number, double speed, GArray *times)
{
  const WeirPlayerOptions options = { .connection = number, .speed = speed };
  g_autoptr (WeirPlayer) player = weir_player_new (script, &options);
  GString *sent = g_string_new (NULL);
  gint64 now_us = 0;
  WeirPlayerStep step;

  g_assert_nonnull (player);
  for (weir_player_next (player, now_us, &step); step.verdict != WEIR_PLAYER_END; weir_player_next (player, now_us, &step))
    {
      if (step.verdict == WEIR_PLAYER_SEND)
        {
          Progress progress = { now_us, sent->len + step.bytes.len };

          g_string_append_len (sent, step.bytes.data, (gssize) step.bytes.len);
          g_array_append_val (times, progress);
        }
      if (step.verdict == WEIR_PLAYER_WAIT && step.time_us == G_MAXINT64)
        break;
      if (step.verdict == WEIR_PLAYER_WAIT)
        now_us = MAX (now_us, step.time_us);
    }

  return sent;
}

static gsize
get_progress (GArray *times, gint64 time_us)
{
  gsize n_bytes = 0;

  for (guint i = 0; i < times->len && g_array_index (times, Progress, i).time_us <= time_us; i++)
    n_bytes = g_array_index (times, Progress, i).n_bytes;

  return n_bytes;
}

/* To the microsecond, but for what has no time of its own in a recording: an LF that came after its CR is sent with it, and the parts
 * of a BOM with its last byte. */
static void
check_times (GArray *sent, GArray *came)
{
  for (guint i = 0; i < came->len; i++)
    {
      gint64 time_us = g_array_index (came, Progress, i).time_us;
      gsize n_sent = get_progress (sent, time_us);
      gsize n_came = get_progress (came, time_us);

      g_assert_cmpuint (n_sent, <=, n_came + 1);
      g_assert_cmpuint (n_sent + (n_came < 3 ? 2 : 0), >=, n_came);
    }
}

static void
check_connection (WeirScript *script, guint number, const GString *received, GArray *came)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (Progress));
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (Progress));
  g_autoptr (GString) sent = play (script, number, 1, times);
  g_autoptr (GString) sent_at_once = play (script, number, 0, none);

  g_assert_cmpmem (sent->str, sent->len, received->str, received->len);
  g_assert_cmpmem (sent_at_once->str, sent_at_once->len, received->str, received->len);
  check_times (times, came);
}

static void
test_played (void)
{
  for (guint32 seed = 0; seed < 100; seed++)
    {
      WeirRecordingOptions options = weir_record_session_options ();
      g_autoptr (WeirRecording) recording = NULL;
      g_autoptr (WeirScript) script = NULL;
      WeirRecordSession session;
      Log log = { NULL, 0, g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };

      options.scratch_folder = g_get_tmp_dir ();
      recording = weir_recording_new (&options, NULL);
      log.recording = recording;
      weir_record_session_init (&session, recording, seed);
      session.sink = (WeirSink){ report, &log };
      weir_record_session_live (&session, 3, 100 + seed * 10);
      script = parse (recording);
      for (guint i = 0; i < session.received->len; i++)
        check_connection (script, i + 1, g_ptr_array_index (session.received, i), g_ptr_array_index (log.connections, i));
      g_ptr_array_unref (log.connections);
      weir_record_session_clear (&session);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/player/played", test_played);

  return g_test_run ();
}
