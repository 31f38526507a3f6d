/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-nearest.h"

/* A longer one is not a misspelt word. */
#define LONGEST 24u

/* Insertions, deletions, substitutions and swaps of neighbours that make one word of the other (optimal string alignment). */
static gsize
get_distance (WeirSpan a, const char *b, gsize b_len)
{
  gsize rows[3][32];
  gsize *before = rows[0];
  gsize *last = rows[1];
  gsize *row = rows[2];

  for (gsize j = 0; j <= b_len; j++)
    last[j] = j;
  for (gsize i = 1; i <= a.len; i++)
    {
      gsize *next = before;
      char ca = g_ascii_tolower (a.data[i - 1]);

      row[0] = i;
      for (gsize j = 1; j <= b_len; j++)
        {
          gsize best = last[j - 1] + (ca == b[j - 1] ? 0 : 1);

          best = MIN (best, last[j] + 1);
          best = MIN (best, row[j - 1] + 1);
          if (i > 1 && j > 1 && ca == b[j - 2] && g_ascii_tolower (a.data[i - 2]) == b[j - 1])
            best = MIN (best, before[j - 2] + 1);
          row[j] = best;
        }
      before = last;
      last = row;
      row = next;
    }

  return last[b_len];
}

void
weir_nearest_try (WeirNearest *self, WeirSpan misspelt, const char *known)
{
  gsize len = strlen (known);
  gsize distance;

  g_assert (len < 32);
  if (misspelt.len == 0 || misspelt.len > LONGEST)
    return;

  distance = get_distance (misspelt, known, len);
  /* Most of the word must be right. */
  if (distance >= self->distance || distance * 2 > MIN (len, misspelt.len))
    return;
  self->word = known;
  self->distance = distance;
}
