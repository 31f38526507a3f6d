/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-matches.h"

#include <stdatomic.h>

/* As of the recording's rows: two levels of pointers that never move. 2^34 matches at a time, more than there can be rows. */
#define FOLDERS 4096u
#define FAN 1024u
#define SEGMENT 4096u

/* A reader may look at a number while the writer uses its place again, and finds out by looking at `first` afterwards. */
typedef struct
{
  _Atomic guint64 rows[SEGMENT];
} Segment;

typedef struct
{
  _Atomic (Segment *) segments[FAN];
} Folder;

struct _WeirMatches
{
  gatomicrefcount ref_count;
  _Atomic guint64 first;
  _Atomic guint64 count;
  _Atomic guint64 searched;
  GPtrArray *spare; /* writer: segments to be used again */
  _Atomic (Folder *) folders[FOLDERS];
};

WeirMatches *
weir_matches_new (void)
{
  WeirMatches *self = g_new0 (WeirMatches, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->spare = g_ptr_array_new_with_free_func (g_free);

  return self;
}

WeirMatches *
weir_matches_ref (WeirMatches *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
weir_matches_unref (WeirMatches *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < FOLDERS; i++)
    {
      Folder *folder = atomic_load (&self->folders[i]);

      if (folder == NULL)
        continue;
      for (guint j = 0; j < FAN; j++)
        g_free (atomic_load (&folder->segments[j]));
      g_free (folder);
    }
  g_ptr_array_unref (self->spare);
  g_free (self);
}

static guint64
slot_of (guint64 index)
{
  return index / SEGMENT % ((guint64) FOLDERS * FAN);
}

static Segment *
find_segment (WeirMatches *self, guint64 index)
{
  guint64 slot = slot_of (index);
  Folder *folder = atomic_load_explicit (&self->folders[slot / FAN], memory_order_acquire);

  return folder != NULL ? atomic_load_explicit (&folder->segments[slot % FAN], memory_order_acquire) : NULL;
}

static Segment *
ensure_segment (WeirMatches *self, guint64 index)
{
  guint64 slot = slot_of (index);
  Folder *folder = atomic_load_explicit (&self->folders[slot / FAN], memory_order_relaxed);
  Segment *segment;

  if (folder == NULL)
    {
      folder = g_new0 (Folder, 1);
      atomic_store_explicit (&self->folders[slot / FAN], folder, memory_order_release);
    }
  segment = atomic_load_explicit (&folder->segments[slot % FAN], memory_order_relaxed);
  if (segment == NULL)
    {
      segment = self->spare->len > 0 ? g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1) : g_new0 (Segment, 1);
      atomic_store_explicit (&folder->segments[slot % FAN], segment, memory_order_release);
    }

  return segment;
}

void
weir_matches_append (WeirMatches *self, const guint64 *rows, gsize n_rows)
{
  guint64 count = atomic_load_explicit (&self->count, memory_order_relaxed);

  while (n_rows > 0)
    {
      gsize here = MIN (n_rows, (gsize) (SEGMENT - count % SEGMENT));
      Segment *segment = ensure_segment (self, count);

      /* A release for each: whoever sees a number in a place used again also sees the `first` that was raised before. */
      for (gsize i = 0; i < here; i++)
        atomic_store_explicit (&segment->rows[(count + i) % SEGMENT], rows[i], memory_order_release);
      count += here;
      rows += here;
      n_rows -= here;
      atomic_store_explicit (&self->count, count, memory_order_release);
    }
}

void
weir_matches_set_searched (WeirMatches *self, guint64 row)
{
  atomic_store_explicit (&self->searched, row, memory_order_release);
}

void
weir_matches_trim (WeirMatches *self, guint64 row)
{
  guint64 old_first = atomic_load_explicit (&self->first, memory_order_relaxed);
  guint64 first;

  if (!weir_matches_find (self, row, &first))
    first = atomic_load_explicit (&self->count, memory_order_relaxed);
  if (first == old_first)
    return;
  atomic_store_explicit (&self->first, first, memory_order_release);

  /* The segment being written stays, even when all in it are gone. */
  for (guint64 index = old_first; index / SEGMENT < first / SEGMENT; index += SEGMENT)
    {
      guint64 slot = slot_of (index);
      Folder *folder = atomic_load_explicit (&self->folders[slot / FAN], memory_order_relaxed);

      g_ptr_array_add (self->spare, atomic_load_explicit (&folder->segments[slot % FAN], memory_order_relaxed));
      atomic_store_explicit (&folder->segments[slot % FAN], NULL, memory_order_release);
    }
}

guint64
weir_matches_get_first (WeirMatches *self)
{
  return atomic_load_explicit (&self->first, memory_order_acquire);
}

guint64
weir_matches_get_count (WeirMatches *self)
{
  return atomic_load_explicit (&self->count, memory_order_acquire);
}

guint64
weir_matches_get_row (WeirMatches *self, guint64 index)
{
  Segment *segment = find_segment (self, index);
  guint64 row;

  if (segment == NULL)
    return WEIR_MATCHES_GONE;
  row = atomic_load_explicit (&segment->rows[index % SEGMENT], memory_order_acquire);

  return index >= weir_matches_get_first (self) ? row : WEIR_MATCHES_GONE;
}

guint64
weir_matches_get_searched (WeirMatches *self)
{
  return atomic_load_explicit (&self->searched, memory_order_acquire);
}

gboolean
weir_matches_find (WeirMatches *self, guint64 row, guint64 *index)
{
  guint64 high = weir_matches_get_count (self);
  guint64 count = high;
  guint64 low = weir_matches_get_first (self);

  /* What goes meanwhile is at the front: the search goes on behind it. */
  while (low < high)
    {
      guint64 middle = low + (high - low) / 2;
      guint64 there = weir_matches_get_row (self, middle);

      if (there == WEIR_MATCHES_GONE || there < row)
        low = middle + 1;
      else
        high = middle;
    }
  *index = low;

  return low < count;
}
