/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-recording-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

/* What people write about rows: one more line at the end, whatever the recording is. */

char *
weir_recording_dup_note (WeirRecording *self, guint64 number)
{
  return weir_row_notes_dup (self->notes, number);
}

guint64
weir_recording_get_note_changes (WeirRecording *self)
{
  return weir_row_notes_get_changes (self->notes);
}

gboolean
weir_recording_has_loose_notes (WeirRecording *self)
{
  return self->keep == WEIR_KEEP_OPENED && weir_storage_is_ring (&self->storage);
}

static gboolean
is_same_file (int a, int b, guint64 size)
{
  struct stat first, second;

  return fstat (a, &first) == 0 && fstat (b, &second) == 0 && first.st_dev == second.st_dev && first.st_ino == second.st_ino &&
         (guint64) second.st_size == size;
}

/* The file that was opened, to be written: -1 when it is not ours to write, someone else writes it, or it is another by now. */
static int
open_for_writing (WeirRecording *self)
{
  int fd = open (weir_recording_get_path (self), O_WRONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd >= 0 && (!weir_target_lock (fd) || !is_same_file (self->storage.fd, fd, self->storage.end)))
    {
      close (fd);
      return -1;
    }

  return fd;
}

/* A file that ends in the middle of something is not written to: nobody could tell then what was cut off. */
static gboolean
append_to_file (WeirRecording *self, const GString *line)
{
  gboolean is_ours = self->target != NULL;
  gsize n_written;
  gboolean done;
  int fd;

  if (weir_storage_is_ring (&self->storage) || self->ends_lost || self->whole_end < self->storage.end)
    return FALSE;
  fd = is_ours ? self->storage.fd : open_for_writing (self);
  if (fd < 0)
    return FALSE;
  done = weir_storage_append_to (&self->storage, fd, line->str, line->len, &n_written, NULL);
  /* A part of a line would be the middle of something. */
  if (!done && ftruncate (fd, (off_t) self->storage.end) < 0)
    g_debug ("cutting the recording at its last line: %s", g_strerror (errno));
  if (done && fdatasync (fd) < 0)
    g_debug ("a note may not be on the disk yet: %s", g_strerror (errno));
  if (!is_ours)
    close (fd);
  if (done)
    self->whole_end = self->storage.end;

  return done;
}

/* Behind the file, in memory: what is copied has it. */
static gboolean
append_behind_file (WeirRecording *self, GString *line, GError **error)
{
  gsize n_written;

  if (!weir_storage_is_ring (&self->storage))
    {
      g_autofree char *name = g_path_get_basename (weir_recording_get_path (self));
      g_autofree char *shown = g_filename_display_name (name);

      if (!weir_storage_start_ring (&self->storage, self->whole_end, error))
        return FALSE;
      weir_recording_set_problem (
          self,
          g_error_new (G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                       _ ("Notes cannot be added to the file “%s”. They are kept until it is closed: save a copy to keep them."), shown));
      /* Whatever stands at the end, it is no line. */
      if (self->ends_lost)
        g_string_prepend_c (line, '\n');
    }

  return weir_storage_append (&self->storage, line->str, line->len, &n_written, error);
}

static gboolean
append_to_opened (WeirRecording *self, guint64 number, const char *text, GError **error)
{
  GString *out = self->writer.out;
  gboolean done;

  g_string_truncate (out, 0);
  weir_writer_note (&self->writer, number, text);
  done = append_to_file (self, out) || append_behind_file (self, out, error);
  g_string_truncate (out, 0);
  atomic_store_explicit (&self->storage.published, self->storage.end, memory_order_release);

  return done;
}

static gboolean
append_to_written (WeirRecording *self, guint64 number, const char *text, GError **error)
{
  weir_writer_note (&self->writer, number, text);
  weir_recording_flush (self);
  if (self->is_dead)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                         _ ("The note could not be written: there is neither space on the disk nor memory."));

  return !self->is_dead;
}

/* Whether the row may have a note. @number: (out): what it is called by in the file */
static gboolean
check_row (WeirRecording *self, guint64 row, guint64 *number, GError **error)
{
  WeirRow found;

  if (self->is_plain || (self->keep == WEIR_KEEP_OPENED && !self->is_loaded))
    g_set_error_literal (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_FORMAT,
                         _ ("Notes are kept in recordings. What is open here is a plain event stream, or is not read to its end."));
  else if (!weir_rows_get (self->rows, row, &found))
    weir_recording_set_gone (row, error);
  else if (!weir_row_numbers_find_number (&self->builder.numbers, row, number))
    g_set_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_DAMAGED,
                 _ ("Row %" PRIu64 " can have no note: a part of the recording before it is damaged, and its number is not known."),
                 row + 1);
  else
    return TRUE;

  return FALSE;
}

gboolean
weir_recording_set_note (WeirRecording *self, guint64 row, const char *text, GError **error)
{
  g_autofree char *note = weir_row_notes_clean (text);
  g_autofree char *before = weir_row_notes_dup (self->notes, row);
  guint64 number;
  gboolean done;

  if (!check_row (self, row, &number, error))
    return FALSE;
  if (g_strcmp0 (before != NULL ? before : "", note) == 0)
    return TRUE;
  if (before == NULL && weir_row_notes_is_full (self->notes))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _ ("No more than %u rows of a recording can have a note."), WEIR_LIMIT_NOTES);
      return FALSE;
    }
  done = self->keep == WEIR_KEEP_OPENED ? append_to_opened (self, number, note, error) : append_to_written (self, number, note, error);
  /* It may have been given back to make room for its own line. */
  if (done && row >= weir_rows_get_first (self->rows))
    weir_row_notes_set (self->notes, row, note);

  return done;
}
