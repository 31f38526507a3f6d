/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-recording-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* clang-format off */
G_DEFINE_QUARK (weir-store-error-quark, weir_store_error)
/* clang-format on */

/* What a batch's buffer may keep for the next one. */
#define BATCH_KEPT (G_GUINT64_CONSTANT (4) * 1024 * 1024)

WeirRecording *
weir_recording_allocate (WeirKeep keep, guint64 budget_rows)
{
  WeirRecording *self = g_new0 (WeirRecording, 1);

  /* Made now, before there are threads: GLib's macro is none of those that may run in two at once. */
  weir_store_error_quark ();
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->keep = keep;
  self->names = weir_names_new ();
  self->notes = weir_row_notes_new ();
  self->rows = weir_rows_new (budget_rows);
  self->budget_rows = budget_rows;
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->known_ids = g_array_new (FALSE, FALSE, sizeof (WeirKnownId));
  weir_storage_init (&self->storage);
  weir_row_builder_init (&self->builder, self->names, self->notes);
  weir_writer_init (&self->writer, &self->builder);

  return self;
}

WeirRecording *
weir_recording_ref (WeirRecording *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
free_recording (WeirRecording *self)
{
  if (self->target != NULL && self->keep == WEIR_KEEP_SCRATCH && !self->is_saved)
    g_unlink (weir_target_get_path (self->target));
  /* A file that got nothing is nobody's recording. */
  if (self->target != NULL && self->keep == WEIR_KEEP_SAVED && !self->started)
    weir_target_discard (self->target);
  weir_storage_clear (&self->storage);
  g_clear_pointer (&self->target, weir_target_free);
  weir_writer_clear (&self->writer);
  weir_row_builder_clear (&self->builder);
  weir_rows_free (self->rows);
  weir_names_free (self->names);
  weir_row_notes_free (self->notes);
  for (guint i = 0; i < self->known_ids->len; i++)
    g_clear_pointer (&g_array_index (self->known_ids, WeirKnownId, i).id, g_bytes_unref);
  g_array_unref (self->known_ids);
  g_clear_error (&self->problem);
  g_mutex_clear (&self->mutex);
  g_ptr_array_unref (self->paths);
  g_free (self);
}

void
weir_recording_take_path (WeirRecording *self, char *path)
{
  weir_mutex_lock (&self->mutex);
  g_ptr_array_add (self->paths, path);
  atomic_store_explicit (&self->path, path, memory_order_release);
  weir_mutex_unlock (&self->mutex);
}

void
weir_recording_set_problem (WeirRecording *self, GError *problem)
{
  weir_mutex_lock (&self->mutex);
  /* The first one is the cause; what follows from it says less. */
  if (self->problem == NULL)
    self->problem = problem;
  else
    g_error_free (problem);
  weir_mutex_unlock (&self->mutex);
}

GError *
weir_recording_steal_problem (WeirRecording *self)
{
  GError *problem;

  weir_mutex_lock (&self->mutex);
  problem = g_steal_pointer (&self->problem);
  weir_mutex_unlock (&self->mutex);

  return problem;
}

/* How many of the rows from @from on become visible together: a small part of the budget, and never a line without its block. */
static guint
next_slice (const WeirRecording *self, guint from)
{
  const GArray *rows = self->builder.rows;
  guint64 most = self->budget_rows > 0 ? self->budget_rows / 16 : G_MAXUINT;
  guint n = 1;

  while (from + n < rows->len && (n < most || (g_array_index (rows, WeirRow, from + n - 1).flags & WEIR_ROW_IN_BLOCK)))
    n++;

  return n;
}

void
weir_recording_publish (WeirRecording *self)
{
  GArray *known = self->builder.known;
  GArray *rows = self->builder.rows;
  guint done = 0;

  if (known->len > 0)
    {
      weir_mutex_lock (&self->mutex);
      g_array_append_vals (self->known_ids, known->data, known->len);
      weir_mutex_unlock (&self->mutex);
      g_array_set_size (known, 0);
    }
  while (done < rows->len)
    {
      guint n = next_slice (self, done);

      weir_recording_trim (self, n);
      weir_rows_publish (self->rows, &g_array_index (rows, WeirRow, done), n);
      done += n;
    }
  g_array_set_size (rows, 0);
}

/* The file took only @n_written bytes of the batch. How far do whole units reach? */
static guint64
find_last_unit (WeirRecording *self, gsize n_written)
{
  const char *out = self->writer.out->str;
  guint64 end = self->writer.base;

  for (guint i = 0; i < self->builder.rows->len; i++)
    {
      const WeirRow *row = &g_array_index (self->builder.rows, WeirRow, i);

      if (row->offset + row->length > self->writer.base + n_written)
        break;
      if (!(row->flags & WEIR_ROW_IN_BLOCK))
        end = row->offset + row->length;
    }
  /* With the LF that a row does not count. */
  if (end > self->writer.base && end < self->writer.base + n_written && out[end - self->writer.base - 1] == '\r' &&
      out[end - self->writer.base] == '\n')
    end++;

  return end;
}

/* What is wrong, and what it means. @problem: (transfer full) */
static void
set_problem_with (WeirRecording *self, GError *problem, const char *meaning)
{
  g_autofree char *what = g_steal_pointer (&problem->message);

  problem->message = g_strdup_printf ("%s. %s", what, meaning);
  weir_recording_set_problem (self, problem);
}

/* Goes on in memory: with what the file did not take. */
static void
degrade (WeirRecording *self, gsize n_written, GError *problem)
{
  g_autoptr (GError) error = NULL;
  const GString *out = self->writer.out;
  guint64 end = find_last_unit (self, n_written);
  gsize done = (gsize) (end - self->writer.base);

  set_problem_with (self, problem, _ ("Recording goes on in memory, with what is newest."));
  weir_storage_cut (&self->storage, end);
  if (weir_storage_is_ring (&self->storage))
    self->is_dead = TRUE;
  else if (!weir_storage_start_ring (&self->storage, end, &error) ||
           !weir_storage_append (&self->storage, out->str + done, out->len - done, &n_written, &error))
    self->is_dead = TRUE;
}

void
weir_recording_flush (WeirRecording *self)
{
  GString *out = self->writer.out;

  if (!self->is_dead && out->len > 0)
    {
      GError *error = NULL;
      gsize n_written = 0;

      if (!weir_storage_append (&self->storage, out->str, out->len, &n_written, &error))
        degrade (self, n_written, error);
    }
  self->writer.base = self->storage.end;
  atomic_store_explicit (&self->storage.published, self->storage.end, memory_order_release);
  if (out->allocated_len > BATCH_KEPT)
    {
      g_string_free (self->writer.out, TRUE);
      self->writer.out = g_string_new (NULL);
    }
  else
    {
      g_string_truncate (out, 0);
    }
  if (self->is_dead)
    {
      /* Rows without bytes would tell lies. */
      self->builder.next_number -= self->builder.rows->len;
      g_array_set_size (self->builder.rows, 0);
      return;
    }
  weir_recording_publish (self);
  weir_recording_trim (self, 0);
}

static void
start (WeirRecording *self)
{
  GError *error = NULL;

  self->started = TRUE;
  if (self->target != NULL && !weir_target_commit (self->target, &error))
    {
      weir_recording_set_problem (self, error);
      if (!weir_storage_start_ring (&self->storage, 0, NULL))
        self->is_dead = TRUE;
    }
  weir_writer_preamble (&self->writer);
  self->storage.keep_head = self->writer.out->len;
}

void
weir_recording_report (WeirRecording *self, const WeirReport *report)
{
  if (!self->started)
    start (self);
  if (weir_writer_report (&self->writer, report))
    weir_recording_flush (self);
}

void
weir_recording_unref (WeirRecording *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->started)
    weir_recording_flush (self);
  free_recording (self);
}

static gboolean
open_target (WeirRecording *self, const WeirRecordingOptions *options, GError **error)
{
  if (self->keep == WEIR_KEEP_SAVED)
    self->target = weir_target_new (options->path, options->replace, error);
  else
    self->target = weir_target_new_scratch (options->scratch_folder, options->start_wall_us, error);
  if (self->target == NULL)
    return FALSE;

  self->storage.fd = weir_target_get_fd (self->target);
  weir_recording_take_path (self, g_strdup (weir_target_get_path (self->target)));

  return TRUE;
}

static void
set_budgets (WeirRecording *self, const WeirRecordingOptions *options)
{
  guint64 interval;

  self->budget_bytes = options->budget_bytes > 0 ? options->budget_bytes : WEIR_LIMIT_SCRATCH_BYTES;
  self->ring_bytes = WEIR_LIMIT_MEMORY_RING;
  if (options->budget_bytes > 0)
    self->ring_bytes = MIN (options->budget_bytes, WEIR_LIMIT_MEMORY_RING);
  interval = MIN (self->budget_bytes, self->ring_bytes) / 16;
  self->writer.mark_interval = CLAMP (interval, 4096, self->writer.mark_interval);
}

WeirRecording *
weir_recording_new (const WeirRecordingOptions *options, GError **error)
{
  guint64 rows = options->budget_rows > 0 ? options->budget_rows : WEIR_LIMIT_SCRATCH_ROWS;
  WeirKeep keep = options->in_memory ? WEIR_KEEP_MEMORY : options->path != NULL ? WEIR_KEEP_SAVED : WEIR_KEEP_SCRATCH;
  g_autoptr (WeirRecording) self = weir_recording_allocate (keep, rows);

  set_budgets (self, options);
  self->start_wall_us = options->start_wall_us;
  self->writer.start_us = options->start_us;
  self->writer.anchor_wall_us = options->start_wall_us;
  self->writer.keep_secrets = options->keep_secrets;
  self->writer.keep_body = options->keep_body;

  if (keep != WEIR_KEEP_MEMORY)
    {
      GError *problem = NULL;

      if (open_target (self, options, &problem))
        return g_steal_pointer (&self);
      if (keep == WEIR_KEEP_SAVED)
        {
          g_propagate_error (error, problem);
          return NULL;
        }
      set_problem_with (self, problem, _ ("What is received is kept in memory only, and only what is newest."));
      self->keep = WEIR_KEEP_MEMORY;
    }
  if (!weir_storage_start_ring (&self->storage, 0, error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
weir_recording_sync (WeirRecording *self, GError **error)
{
  int result;

  if (self->target == NULL)
    return TRUE;
  do
    result = fdatasync (self->storage.fd);
  while (result < 0 && errno == EINTR);
  if (result < 0)
    {
      weir_storage_set_error (error, errno, _ ("The recording could not be written to the disk"));
      return FALSE;
    }

  return TRUE;
}
