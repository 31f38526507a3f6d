/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Columns at most; what a person adds beyond is refused. */
#define WEIR_COLUMNS_MOST 24
/* Widths are in digits, so that they hold at every size of text. */
#define WEIR_COLUMN_NARROWEST 3.0
#define WEIR_COLUMN_WIDEST 200.0

typedef enum
{
  WEIR_COLUMN_NUMBER,
  WEIR_COLUMN_TIME,
  WEIR_COLUMN_GAP,
  WEIR_COLUMN_EVENT,
  WEIR_COLUMN_ID,
  WEIR_COLUMN_SIZE,
  WEIR_COLUMN_DATA, /* takes what the others leave */
  WEIR_COLUMN_PATH, /* a value in the data */
} WeirColumnKind;

typedef struct
{
  WeirColumnKind kind;
  char *path;   /* (nullable): unless it is WEIR_COLUMN_PATH */
  double width; /* in digits; 0: as usual */
  gboolean shown;
} WeirColumn;

/* Where a column is: px from the edge at which lines start. */
typedef struct
{
  guint index;
  int x;
  int width;
} WeirCell;

/**
 * WeirColumns:
 *
 * The columns of a list of rows: which, in which order, how wide. Signal `changed`: something of it did; property `state`: all of it
 * in one text, to be kept between runs (empty: as usual), notified when a change is done (weir_columns_hold()).
 */
#define WEIR_TYPE_COLUMNS (weir_columns_get_type ())
G_DECLARE_FINAL_TYPE (WeirColumns, weir_columns, WEIR, COLUMNS, GObject)

WeirColumns *weir_columns_new (void);

guint weir_columns_get_n (WeirColumns *self);
/* (transfer none): until the columns change */
const WeirColumn *weir_columns_get (WeirColumns *self, guint index);
/* The head of the column; (transfer none), translated */
const char *weir_columns_get_title (WeirColumns *self, guint index);
/* What it is in words; (transfer none), translated */
const char *weir_columns_get_name (WeirColumns *self, guint index);

/* The last one that is shown stays. */
void weir_columns_set_shown (WeirColumns *self, guint index, gboolean shown);
/* @width: in digits; brought within the bounds; 0: as usual */
void weir_columns_set_width (WeirColumns *self, guint index, double width);
double weir_columns_get_width (WeirColumns *self, guint index);
/* So many rows: as long as its width is the usual one, the numbers' column has room for them. */
void weir_columns_set_n_rows (WeirColumns *self, guint64 n_rows);
/* The column at @from is at @to afterwards. */
void weir_columns_move (WeirColumns *self, guint from, guint to);
/* Before the data; shown. Returns: %FALSE when it is not well-formed, or there are too many */
gboolean weir_columns_add_path (WeirColumns *self, const char *path);
/* Only one that was added. */
void weir_columns_remove (WeirColumns *self, guint index);
void weir_columns_reset (WeirColumns *self);

/* A gesture changes a column many times: `state` is notified when it is over. */
void weir_columns_hold (WeirColumns *self);
void weir_columns_release (WeirColumns *self);

char *weir_columns_dup_state (WeirColumns *self);
/* What is not understood is passed over. */
void weir_columns_set_state (WeirColumns *self, const char *state);

/**
 * weir_columns_lay_out:
 * @width: px of a row
 * @unit: px of a digit
 * @n_cells: (out)
 *
 * The cells of the columns that are shown, in order. Where not all have room the least important ones are left out.
 *
 * Returns: (transfer none): until the columns change or are laid out otherwise
 */
const WeirCell *weir_columns_lay_out (WeirColumns *self, int width, double unit, guint *n_cells);

G_END_DECLS
