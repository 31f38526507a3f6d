/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-rows.h"

#include <stdatomic.h>

/* Two levels of pointers, and neither ever moves: 2^34 rows, which no memory holds. */
#define FOLDERS 4096u
#define FAN 1024u
#define WORDS (sizeof (WeirRow) / sizeof (guint64))

/* Words, not rows: a reader may copy one while the writer uses its place again, and finds out by looking at `first` afterwards. */
typedef struct
{
  _Atomic guint64 words[WEIR_ROWS_SEGMENT * WORDS];
} Segment;

typedef struct
{
  _Atomic (Segment *) segments[FAN];
} Folder;

struct _WeirRows
{
  _Atomic guint64 first;
  _Atomic guint64 count;
  guint64 n_slots; /* segments used in turn; 0: never again */
  guint64 budget;
  _Atomic (Folder *) folders[FOLDERS];
};

WeirRows *
weir_rows_new (guint64 budget)
{
  WeirRows *self = g_new0 (WeirRows, 1);

  self->budget = budget;
  /* One more than the budget fills: the segment being written may hold one row. */
  self->n_slots = budget > 0 ? (budget + WEIR_ROWS_SEGMENT - 1) / WEIR_ROWS_SEGMENT + 1 : 0;

  return self;
}

void
weir_rows_free (WeirRows *self)
{
  for (guint i = 0; i < FOLDERS; i++)
    {
      Folder *folder = atomic_load (&self->folders[i]);

      if (folder == NULL)
        continue;
      for (guint j = 0; j < FAN; j++)
        g_free (atomic_load (&folder->segments[j]));
      g_free (folder);
    }
  g_free (self);
}

static guint64
slot_of (const WeirRows *self, guint64 number)
{
  guint64 slot = number / WEIR_ROWS_SEGMENT;

  return self->n_slots > 0 ? slot % self->n_slots : slot;
}

static Segment *
find_segment (WeirRows *self, guint64 number)
{
  guint64 slot = slot_of (self, number);
  Folder *folder = atomic_load_explicit (&self->folders[slot / FAN], memory_order_acquire);

  return folder != NULL ? atomic_load_explicit (&folder->segments[slot % FAN], memory_order_acquire) : NULL;
}

static Segment *
ensure_segment (WeirRows *self, guint64 number)
{
  guint64 slot = slot_of (self, number);
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
      segment = g_new0 (Segment, 1);
      atomic_store_explicit (&folder->segments[slot % FAN], segment, memory_order_release);
    }

  return segment;
}

void
weir_rows_raise_first (WeirRows *self, guint64 first)
{
  if (first > atomic_load_explicit (&self->first, memory_order_relaxed))
    atomic_store_explicit (&self->first, first, memory_order_release);
}

/* A release store for each word: whoever sees a word of a row in a place used again also sees the `first` that was raised before. */
static void
store_row (Segment *segment, guint64 number, const WeirRow *row)
{
  _Atomic guint64 *place = &segment->words[number % WEIR_ROWS_SEGMENT * WORDS];
  guint64 words[WORDS];

  memcpy (words, row, sizeof words);
  for (gsize i = 0; i < WORDS; i++)
    atomic_store_explicit (&place[i], words[i], memory_order_release);
}

void
weir_rows_publish (WeirRows *self, const WeirRow *rows, gsize n_rows)
{
  guint64 number = atomic_load_explicit (&self->count, memory_order_relaxed);

  while (n_rows > 0)
    {
      gsize here = MIN (n_rows, (gsize) (WEIR_ROWS_SEGMENT - number % WEIR_ROWS_SEGMENT));
      Segment *segment;

      if (self->budget > 0)
        {
          here = (gsize) MIN ((guint64) here, self->budget);
          if (number + here > self->budget)
            weir_rows_raise_first (self, number + here - self->budget);
        }
      segment = ensure_segment (self, number);
      for (gsize i = 0; i < here; i++)
        store_row (segment, number + i, &rows[i]);
      number += here;
      rows += here;
      n_rows -= here;
      atomic_store_explicit (&self->count, number, memory_order_release);
    }
}

guint64
weir_rows_get_first (WeirRows *self)
{
  return atomic_load_explicit (&self->first, memory_order_acquire);
}

guint64
weir_rows_get_count (WeirRows *self)
{
  return atomic_load_explicit (&self->count, memory_order_acquire);
}

static void
load_row (const Segment *segment, guint64 number, WeirRow *row)
{
  const _Atomic guint64 *place = &segment->words[number % WEIR_ROWS_SEGMENT * WORDS];
  guint64 words[WORDS];

  for (gsize i = 0; i < WORDS; i++)
    words[i] = atomic_load_explicit (&place[i], memory_order_acquire);
  memcpy (row, words, sizeof words);
}

gboolean
weir_rows_get (WeirRows *self, guint64 number, WeirRow *row)
{
  const Segment *segment;

  if (number >= weir_rows_get_count (self) || number < weir_rows_get_first (self))
    return FALSE;

  segment = find_segment (self, number);
  if (segment == NULL)
    return FALSE;
  load_row (segment, number, row);

  return number >= weir_rows_get_first (self);
}

gsize
weir_rows_get_many (WeirRows *self, guint64 *number, WeirRow *rows, gsize n_rows)
{
  guint64 count = weir_rows_get_count (self);
  guint64 from = MAX (*number, weir_rows_get_first (self));
  guint64 first;
  gsize n = 0;

  while (n < n_rows && from + n < count)
    {
      gsize here = MIN (n_rows - n, (gsize) MIN (count - from - n, WEIR_ROWS_SEGMENT - (from + n) % WEIR_ROWS_SEGMENT));
      const Segment *segment = find_segment (self, from + n);

      if (segment == NULL)
        break;
      for (gsize i = 0; i < here; i++)
        load_row (segment, from + n + i, &rows[n + i]);
      n += here;
    }

  /* The places of those that went meanwhile may hold others. */
  first = weir_rows_get_first (self);
  if (first > from)
    {
      gsize n_gone = (gsize) MIN (first - from, (guint64) n);

      n -= n_gone;
      memmove (rows, rows + n_gone, n * sizeof *rows);
      from = first;
    }
  *number = from;

  return n;
}
