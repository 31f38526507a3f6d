/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-record-fixture.h"

#include <glib/gstdio.h>

#include "weir-record-session.h"

void
weir_record_fixture_set_up (WeirRecordFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("weir-record-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "a.eventstream", NULL);
}

void
weir_record_fixture_tear_down (WeirRecordFixture *self, gconstpointer data)
{
  g_unlink (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}

WeirRecording *
weir_record_fixture_start (WeirRecordFixture *self, gboolean saved, gboolean replace, GError **error)
{
  WeirRecordingOptions options = weir_record_session_options ();

  options.path = saved ? self->path : NULL;
  options.replace = replace;
  options.scratch_folder = self->folder;

  return weir_recording_new (&options, error);
}

void
weir_record_fixture_record (WeirRecording *recording)
{
  WeirRecordSession session;

  weir_record_session_init (&session, recording, 5);
  weir_record_session_connect (&session);
  weir_record_session_read (&session, WEIR_SPAN_LITERAL ("data: 1\n\n"), 1);
  weir_record_session_clear (&session);
}

char *
weir_record_fixture_get_text (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}
