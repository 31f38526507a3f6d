/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-record-session.h"

#include <unistd.h>

/* record-stream FILE SEED [N]: records a stream without end (or of N reads), notes on each tenth read's last row that it was seen, and says
 * after each read which rows and events everybody can see now, as two 64-bit numbers on standard output. For test-recording-kill, which kills it, and for disks that are full: what
 * went wrong comes on standard error, and the stream lives on. */

static void
append_event (GRand *random, GString *bytes, guint64 n)
{
  if (n % 10 == 0)
    g_string_append_printf (bytes, "id: %" G_GUINT64_FORMAT "\n", n);
  if (n % 17 == 0)
    g_string_append (bytes, "retry: 1000\n");
  if (n % 13 == 0)
    g_string_append (bytes, ": keep-alive\n\n");
  g_string_append_printf (bytes, "data: %" G_GUINT64_FORMAT " ", n);
  for (gint32 i = g_rand_int_range (random, 0, 300); i > 0; i--)
    g_string_append_c (bytes, 'x');
  g_string_append (bytes, "\n\n");
}

static void
tell_problem (WeirRecording *recording)
{
  g_autoptr (GError) problem = weir_recording_steal_problem (recording);

  if (problem != NULL)
    g_printerr ("%s\n", problem->message);
}

static void
note_last (WeirRecording *recording)
{
  guint64 count = weir_recording_get_count (recording);
  g_autofree char *text = g_strdup_printf ("row %" G_GUINT64_FORMAT, count);
  g_autoptr (GError) error = NULL;

  if (!weir_recording_set_note (recording, count - 1, text, &error))
    g_printerr ("%s\n", error->message);
}

static gboolean
tell (WeirRecording *recording, const WeirRecordSession *session)
{
  guint64 seen[2] = { weir_recording_get_count (recording), session->n_events };

  return write (STDOUT_FILENO, seen, sizeof seen) == sizeof seen;
}

int
main (int argc, char *argv[])
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_reads = argc > 3 ? g_ascii_strtoull (argv[3], NULL, 10) : G_MAXUINT64;
  guint64 n = 0;
  WeirRecordSession session;

  if (argc < 3)
    return 2;
  options.path = argv[1];
  recording = weir_recording_new (&options, &error);
  if (recording == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  weir_record_session_init (&session, recording, (guint32) g_ascii_strtoull (argv[2], NULL, 10));
  weir_record_session_connect (&session);
  for (guint64 i = 0; i < n_reads; i++)
    {
      gsize length;

      while (bytes->len < 2000)
        append_event (session.random, bytes, n++);
      /* Reads end anywhere, within a block too. */
      length = (gsize) g_rand_int_range (session.random, 1, 2000);
      weir_record_session_read (&session, weir_span (bytes->str, length), 100);
      g_string_erase (bytes, 0, (gssize) length);
      if (i % 10 == 0)
        note_last (recording);
      tell_problem (recording);
      if (!tell (recording, &session))
        break;
    }
  weir_record_session_clear (&session);

  return 0;
}
