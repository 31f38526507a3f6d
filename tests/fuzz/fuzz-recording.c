/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-recording-index.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* Any bytes as a recording: it opens or says why not; its rows are in order and in bounds, and each can be read or says why not. */

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
    }
  else
    {
      g_assert (g_error_matches (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_FORMAT));
    }
  close (fd);

  return 0;
}
