/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-limits.h"
#include "weir-recording-index.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Any bytes as a recording: it opens or says why not; its rows are in order and in bounds, and each can be read or says why not. A note
 * changes none of them, and is there when it is read again. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_rows (WeirRecording *recording, guint64 size)
{
  gint64 time_us = 0;
  WeirRow row;

  for (guint64 i = 0; i < weir_recording_get_count (recording); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) wire = NULL;

      g_assert (weir_recording_get_row (recording, i, &row));
      g_assert (row.kind <= WEIR_ROW_DROPPED);
      g_assert (row.offset <= size && row.length <= size - row.offset);
      g_assert (row.time_us >= time_us);
      g_assert (row.id_distance == G_MAXUINT32 || row.id_distance <= i);
      time_us = row.time_us;
      wire = weir_recording_read_wire (recording, i, &error);
      g_assert ((wire == NULL) == (row.kind == WEIR_ROW_DROPPED && row.spare == 0));
      g_assert ((wire == NULL) == (error != NULL));
      if (i < 64)
        {
          g_free (weir_recording_dup_last_event_id (recording, i));
          g_free (weir_recording_dup_name (recording, row.name));
        }
    }
}

static void
check_notes (WeirRecording *recording, guint64 n_rows)
{
  for (guint64 i = 0; i < MIN (n_rows, 64); i++)
    {
      g_autofree char *note = weir_recording_dup_note (recording, i);

      g_assert (note == NULL || (*note != '\0' && strlen (note) <= WEIR_LIMIT_NOTE && strpbrk (note, "\r\n") == NULL));
    }
}

static void
check_noting (WeirRecording *recording, const char *path)
{
  guint64 n_rows = weir_recording_get_count (recording);
  g_autoptr (WeirRecording) again = NULL;
  g_autofree char *note = NULL;

  check_notes (recording, n_rows);
  if (n_rows == 0 || !weir_recording_set_note (recording, n_rows / 2, "seen", NULL) || weir_recording_has_loose_notes (recording))
    return;
  again = weir_recording_open (path, NULL);
  g_assert (again != NULL && weir_recording_load (again, NULL, NULL, NULL, NULL));
  g_assert (weir_recording_get_count (again) == n_rows);
  for (guint64 i = 0; i < n_rows; i++)
    {
      WeirRow before, after;

      g_assert (weir_recording_get_row (recording, i, &before) && weir_recording_get_row (again, i, &after));
      g_assert (memcmp (&before, &after, sizeof before) == 0);
    }
  note = weir_recording_dup_note (again, n_rows / 2);
  g_assert (g_strcmp0 (note, "seen") == 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  int fd = memfd_create ("fuzz-recording", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (GError) error = NULL;

  g_assert (fd >= 0 && (size == 0 || write (fd, data, size) == (ssize_t) size));
  recording = weir_recording_open (path, &error);
  if (recording != NULL)
    {
      g_assert (weir_recording_load (recording, NULL, NULL, NULL, &error));
      check_rows (recording, size);
      check_noting (recording, path);
    }
  else
    {
      g_assert (g_error_matches (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_FORMAT));
    }
  close (fd);

  return 0;
}
