/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-numbers.h"

/* Rows whose numbers follow one another. Both grow from stretch to stretch. */
typedef struct
{
  guint64 row, end; /* @end: after its last row; %G_MAXUINT64: it goes on */
  guint64 number;   /* of the first one */
} Stretch;

static void
open_stretch (WeirRowNumbers *self, guint64 row, guint64 number)
{
  const Stretch stretch = { row, G_MAXUINT64, number };

  g_array_append_val (self->stretches, stretch);
}

void
weir_row_numbers_init (WeirRowNumbers *self)
{
  self->stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  open_stretch (self, 0, 0);
}

void
weir_row_numbers_clear (WeirRowNumbers *self)
{
  g_clear_pointer (&self->stretches, g_array_unref);
}

static Stretch *
get_last (const WeirRowNumbers *self)
{
  return self->stretches->len > 0 ? &g_array_index (self->stretches, Stretch, self->stretches->len - 1) : NULL;
}

void
weir_row_numbers_forget (WeirRowNumbers *self, guint64 row)
{
  Stretch *last = get_last (self);

  if (last == NULL || last->end <= row)
    return;
  if (last->row < row)
    last->end = row;
  else
    g_array_set_size (self->stretches, self->stretches->len - 1);
}

void
weir_row_numbers_set (WeirRowNumbers *self, guint64 row, guint64 number)
{
  Stretch *last = get_last (self);

  if (last != NULL && last->end == G_MAXUINT64 && row - last->row + last->number == number)
    return;
  weir_row_numbers_forget (self, row);
  last = get_last (self);
  if (last != NULL && number <= last->number)
    return;
  /* Rows were put in by hand: those at the end of the stretch have numbers that now are of others. */
  if (last != NULL && number - last->number < last->end - last->row)
    last->end = last->row + (number - last->number);
  open_stretch (self, row, number);
}

/* The last stretch that begins at or before @value, by number or by row. Returns: (nullable) */
static const Stretch *
find_stretch (const WeirRowNumbers *self, guint64 value, gboolean by_number)
{
  const Stretch *stretches = (const Stretch *) (gconstpointer) self->stretches->data;
  guint low = 0, high = self->stretches->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if ((by_number ? stretches[middle].number : stretches[middle].row) <= value)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 ? &stretches[low - 1] : NULL;
}

gboolean
weir_row_numbers_find_row (const WeirRowNumbers *self, guint64 number, guint64 *row)
{
  const Stretch *stretch = find_stretch (self, number, TRUE);

  if (stretch == NULL || number - stretch->number >= stretch->end - stretch->row)
    return FALSE;
  *row = stretch->row + (number - stretch->number);

  return TRUE;
}

gboolean
weir_row_numbers_find_number (const WeirRowNumbers *self, guint64 row, guint64 *number)
{
  const Stretch *stretch = find_stretch (self, row, FALSE);

  if (stretch == NULL || row >= stretch->end)
    return FALSE;
  *number = stretch->number + (row - stretch->row);

  return TRUE;
}
