/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-columns-private.h"

/* px: where the marks of reads are; between columns; at the end of a row. */
#define GUTTER 14
#define SPACING 12
#define END_MARGIN 10

static const WeirColumn *
get_column (GArray *columns, guint index)
{
  return &g_array_index (columns, WeirColumn, index);
}

/* The first to go where there is no room; the data stays, and so does what a person added before what is there anyway. */
static int
get_importance (const WeirColumn *column)
{
  static const int importance[] = {
    [WEIR_COLUMN_SIZE] = 0, [WEIR_COLUMN_GAP] = 1,  [WEIR_COLUMN_ID] = 2,    [WEIR_COLUMN_NUMBER] = 3,
    [WEIR_COLUMN_TIME] = 4, [WEIR_COLUMN_PATH] = 5, [WEIR_COLUMN_EVENT] = 6, [WEIR_COLUMN_DATA] = 7,
  };

  return importance[column->kind];
}

static void
drop_least_important (GArray *cells, GArray *columns)
{
  guint least = 0;

  for (guint i = 1; i < cells->len; i++)
    if (get_importance (get_column (columns, g_array_index (cells, WeirCell, i).index)) <=
        get_importance (get_column (columns, g_array_index (cells, WeirCell, least).index)))
      least = i;
  g_array_remove_index (cells, least);
}

static int
sum_widths (GArray *cells)
{
  int sum = GUTTER + END_MARGIN;

  for (guint i = 0; i < cells->len; i++)
    sum += g_array_index (cells, WeirCell, i).width + (i > 0 ? SPACING : 0);
  return sum;
}

static void
set_positions (GArray *cells, GArray *columns, int spare)
{
  int x = GUTTER;

  for (guint i = 0; i < cells->len; i++)
    {
      WeirCell *cell = &g_array_index (cells, WeirCell, i);

      if (get_column (columns, cell->index)->kind == WEIR_COLUMN_DATA)
        cell->width = MAX (cell->width + spare, 0);
      cell->x = x;
      x += cell->width + SPACING;
    }
}

void
weir_cells_fit (GArray *cells, GArray *columns, int width)
{
  while (cells->len > 1 && sum_widths (cells) > width)
    drop_least_important (cells, columns);
  set_positions (cells, columns, width - sum_widths (cells));
}
