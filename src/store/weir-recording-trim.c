/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-private.h"

/* The last event ID that holds before row @first, found before the row that set it goes. */
static void
remember_id (WeirRecording *self, guint64 first)
{
  char *id = weir_recording_dup_last_event_id (self, first - 1);
  WeirKnownId known = { first, NULL };
  guint n_old = 0;

  if (id != NULL)
    known.id = g_bytes_new_take (id, strlen (id));

  weir_mutex_lock (&self->mutex);
  while (n_old < self->known_ids->len && g_array_index (self->known_ids, WeirKnownId, n_old).number < first)
    g_clear_pointer (&g_array_index (self->known_ids, WeirKnownId, n_old++).id, g_bytes_unref);
  g_array_remove_range (self->known_ids, 0, n_old);
  if (known.id != NULL)
    g_array_prepend_val (self->known_ids, known);
  weir_mutex_unlock (&self->mutex);
}

/* The first row from @first on that may be the oldest one: its unit starts at or after @offset, and no block is parted from its lines.
 * @n_events: (out): events before it whose bytes stand at or after @lost_from, that is, in no file that stays */
static guint64
find_row (WeirRecording *self, guint64 first, guint64 number, guint64 offset, guint64 lost_from, guint64 *n_events)
{
  guint64 count = weir_rows_get_count (self->rows);
  gboolean in_block = FALSE;
  WeirRow row;

  *n_events = 0;
  for (; first < count && weir_rows_get (self->rows, first, &row); first++)
    {
      if (first >= number && row.offset >= offset && !in_block)
        break;
      in_block = (row.flags & WEIR_ROW_IN_BLOCK) != 0;
      if (row.kind == WEIR_ROW_EVENT && row.offset >= lost_from)
        (*n_events)++;
    }

  return first;
}

static guint64
start_of_payload (WeirRecording *self, guint64 first)
{
  WeirRow row;

  /* The lines of a block come before it, and stand in it. */
  for (; weir_rows_get (self->rows, first, &row); first++)
    if (!(row.flags & WEIR_ROW_IN_BLOCK))
      return row.offset;

  return self->storage.end;
}

/* A part of the recording is no longer wanted. While it is being saved it must not become one with holes. */
static gboolean
punch_before (WeirRecording *self, guint64 before, GError **error)
{
  gboolean done = TRUE;

  weir_mutex_lock (&self->mutex);
  if (!self->is_saved || weir_storage_is_ring (&self->storage))
    {
      atomic_store_explicit (&self->trim_from, before, memory_order_release);
      done = weir_storage_punch (&self->storage, before, error);
    }
  weir_mutex_unlock (&self->mutex);

  return done;
}

static void
give_back (WeirRecording *self, guint64 before)
{
  GError *error = NULL;

  if (punch_before (self, before, &error))
    return;

  /* A scratch file that cannot shrink would fill the disk. */
  weir_recording_set_problem (self, error);
  if (!weir_storage_is_ring (&self->storage) && !weir_storage_start_ring (&self->storage, self->storage.end, NULL))
    self->is_dead = TRUE;
}

static gboolean
is_saved (WeirRecording *self)
{
  gboolean saved;

  weir_mutex_lock (&self->mutex);
  saved = self->is_saved;
  weir_mutex_unlock (&self->mutex);

  return saved;
}

/* Up to row @number at least, and to the first unit from @offset on. */
static void
trim_to (WeirRecording *self, guint64 number, guint64 offset, gboolean gives_back)
{
  gboolean has_name = self->keep == WEIR_KEEP_SAVED || is_saved (self);
  guint64 lost_from = has_name ? atomic_load_explicit (&self->storage.ring_base, memory_order_relaxed) : 0;
  guint64 first = weir_rows_get_first (self->rows);
  guint64 n_events;
  guint64 new_first = find_row (self, first, number, offset, lost_from, &n_events);

  if (new_first == first)
    return;
  remember_id (self, new_first);
  weir_rows_raise_first (self->rows, new_first);
  weir_row_notes_trim (self->notes, new_first);
  atomic_fetch_add_explicit (&self->dropped, n_events, memory_order_relaxed);
  if (gives_back)
    give_back (self, start_of_payload (self, new_first));
}

void
weir_recording_trim (WeirRecording *self, guint64 n_coming)
{
  gboolean is_ring = weir_storage_is_ring (&self->storage);
  gboolean gives_back = is_ring || (self->keep == WEIR_KEEP_SCRATCH && !is_saved (self));
  guint64 budget = is_ring ? self->ring_bytes : self->budget_bytes;
  guint64 base = is_ring ? atomic_load_explicit (&self->storage.ring_base, memory_order_relaxed) : 0;
  guint64 kept = self->storage.end - MAX (atomic_load_explicit (&self->trim_from, memory_order_relaxed), base);
  guint64 count = weir_rows_get_count (self->rows);
  guint64 n_rows = count - weir_rows_get_first (self->rows) + n_coming;
  guint64 offset = 0, number = 0;

  /* An eighth at once, so that it is not done for every batch. */
  if (gives_back && kept > budget)
    offset = self->storage.end - (budget - budget / 8);
  if (self->budget_rows > 0 && n_rows > self->budget_rows)
    number = MIN (count, count + n_coming + self->budget_rows / 8 - MIN (self->budget_rows, count + n_coming));
  if (offset > 0 || number > 0)
    trim_to (self, number, offset, gives_back);
}
