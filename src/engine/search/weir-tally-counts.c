/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-tally-counts-private.h"

#include "weir-lane-private.h"

/* Rows looked at one by one for bins: less than a millisecond. */
#define MOST_ROWS 65536u
/* How far back from the first row a row is looked for that tells of the connection. */
#define FARTHEST_LIFE 65536u

static void
free_name (gpointer data)
{
  WeirTallyName *self = data;

  weir_pyramid_clear (&self->pyramid);
  g_free (self->name);
  g_free (self);
}

void
weir_tally_counts_init (WeirTallyCounts *self, WeirRecording *recording, guint64 from_row)
{
  *self = (WeirTallyCounts){
    .recording = recording,
    .from_row = from_row,
    .next = from_row,
    .names = g_ptr_array_new_with_free_func (free_name),
    .slots = g_byte_array_new (),
    .lane = weir_lane_new (),
  };
}

void
weir_tally_counts_clear (WeirTallyCounts *self)
{
  g_ptr_array_unref (self->names);
  g_byte_array_unref (self->slots);
  g_array_unref (self->lane);
}

/* Returns: the place + 1 */
static guint
add_name (WeirTallyCounts *self, char *name)
{
  WeirTallyName *added = g_new0 (WeirTallyName, 1);

  added->name = name;
  g_ptr_array_add (self->names, added);

  return self->names->len;
}

static guint
learn_slot (WeirTallyCounts *self, guint16 number)
{
  guint n_apart = self->names->len - (self->others > 0 ? 1 : 0);
  char *name = n_apart < WEIR_TALLY_NAMES ? weir_recording_dup_name (self->recording, number) : NULL;
  guint slot;

  if (name == NULL && self->others == 0)
    self->others = add_name (self, NULL);
  slot = name != NULL ? add_name (self, name) : self->others;
  if (number == G_MAXUINT16)
    return slot;
  while (self->slots->len <= number)
    g_byte_array_append (self->slots, (const guint8[64]){ 0 }, 64);
  self->slots->data[number] = (guint8) slot;

  return slot;
}

/* Returns: the place + 1; 0: not known yet */
static guint
find_slot (const WeirTallyCounts *self, guint16 number)
{
  if (number == G_MAXUINT16)
    return self->others;

  return number < self->slots->len ? self->slots->data[number] : 0;
}

static void
flush (WeirTallyName *self)
{
  if (self->n_pending > 0)
    weir_pyramid_add (&self->pyramid, self->pending_bin, self->n_pending);
  self->n_pending = 0;
}

static void
count_event (WeirTallyCounts *self, const WeirRow *row)
{
  guint slot = find_slot (self, row->name);
  gint64 bin = CLAMP (row->time_us / WEIR_PYRAMID_BASE_US, 0, WEIR_PYRAMID_LAST);
  WeirTallyName *name;

  if (slot == 0)
    slot = learn_slot (self, row->name);
  name = g_ptr_array_index (self->names, slot - 1);
  name->count++;
  if (bin != name->pending_bin)
    {
      flush (name);
      name->pending_bin = bin;
    }
  name->n_pending++;
}

static void
count_row (WeirTallyCounts *self, const WeirRow *row)
{
  gboolean is_of_wire = row->kind <= WEIR_ROW_RETRY || row->kind == WEIR_ROW_UNFINISHED;

  if (row->kind < WEIR_ROW_KINDS)
    self->kinds[row->kind]++;
  if (is_of_wire && !(row->flags & WEIR_ROW_IN_BLOCK))
    self->n_bytes += row->length;
  if (row->kind == WEIR_ROW_EVENT)
    count_event (self, row);
  weir_lane_add (self->lane, row);
  if (!self->has_start)
    self->start_us = row->time_us;
  self->has_start = TRUE;
  self->end_us = MAX (self->end_us, row->time_us);
}

/* The connection goes on from rows that are not counted. */
static void
find_first_lane (WeirTallyCounts *self, guint64 first)
{
  WeirRow row, before;
  WeirLane lane;

  if (!weir_recording_get_row (self->recording, first, &row))
    return;
  for (guint64 i = 1; i <= MIN (first, FARTHEST_LIFE) && weir_recording_get_row (self->recording, first - i, &before); i++)
    if (weir_lane_of_kind (before.kind, &lane))
      {
        weir_lane_set (self->lane, lane, row.time_us);
        break;
      }
}

gboolean
weir_tally_counts_take (WeirTallyCounts *self, guint most)
{
  guint64 count = weir_recording_get_count (self->recording);
  guint64 first = weir_recording_get_first (self->recording);
  guint64 end;
  WeirRow row;

  self->next = MAX (self->next, first);
  if (!self->has_start && self->next < count)
    find_first_lane (self, self->next);
  end = MIN (count, self->next + most);
  for (; self->next < end; self->next++)
    if (weir_recording_get_row (self->recording, self->next, &row))
      count_row (self, &row);

  return self->next < count;
}

/* The first row from @low on that is not before @time_us, or @high. Times never go back. */
static guint64
find_time (WeirTallyCounts *self, guint64 low, guint64 high, gint64 time_us)
{
  while (low < high)
    {
      guint64 middle = low + (high - low) / 2;
      WeirRow row;

      /* One that was given back is before all that is kept. */
      if (!weir_recording_get_row (self->recording, middle, &row) || row.time_us < time_us)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The bin that a time between them is in. */
static guint
find_bin (gint64 from_us, gint64 to_us, guint n_bins, gint64 time_us)
{
  guint bin = (guint) MIN ((double) (time_us - from_us) / (double) (to_us - from_us) * n_bins, (double) (n_bins - 1));

  while (bin > 0 && time_us < weir_pyramid_edge (from_us, to_us, n_bins, bin))
    bin--;
  while (bin + 1 < n_bins && time_us >= weir_pyramid_edge (from_us, to_us, n_bins, bin + 1))
    bin++;

  return bin;
}

/* Returns: %FALSE when there are too many rows, or not all of them are kept */
static gboolean
count_rows (WeirTallyCounts *self, gint64 from_us, gint64 to_us, guint n_bins, guint32 *out, guint n_names)
{
  guint64 first = MAX (weir_recording_get_first (self->recording), self->from_row);
  guint64 low = find_time (self, first, self->next, from_us);
  guint64 high = find_time (self, low, self->next, to_us);
  WeirRow row;

  if (high - low > MOST_ROWS || (low == first && first > self->from_row && from_us < self->end_us))
    return FALSE;
  for (guint64 i = low; i < high; i++)
    {
      guint slot;

      if (!weir_recording_get_row (self->recording, i, &row))
        return FALSE;
      slot = row.kind == WEIR_ROW_EVENT ? find_slot (self, row.name) : 0;
      if (slot > 0 && slot <= n_names)
        out[(gsize) find_bin (from_us, to_us, n_bins, row.time_us) * n_names + slot - 1]++;
    }

  return TRUE;
}

void
weir_tally_counts_get_bins (WeirTallyCounts *self, gint64 from_us, gint64 to_us, guint n_bins, guint32 *out, guint n_names)
{
  gsize n_bytes = (gsize) n_bins * n_names * sizeof *out;

  from_us = MAX (from_us, G_MININT64 / 4);
  to_us = MIN (to_us, G_MAXINT64 / 4);
  if (n_bytes == 0)
    return;
  memset (out, 0, n_bytes);
  if (to_us <= from_us || count_rows (self, from_us, to_us, n_bins, out, n_names))
    return;

  for (guint i = 0; i < n_names; i++)
    {
      WeirTallyName *name = g_ptr_array_index (self->names, i);

      flush (name);
      weir_pyramid_get (&name->pyramid, from_us, to_us, n_bins, out + i, n_names);
    }
}
