/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-diff.h"

G_BEGIN_DECLS

/* Equal lines around a change that are shown; longer stretches are one row. */
#define WEIR_DIFF_CONTEXT 3u

/* A line, or a stretch of equal ones. */
typedef struct
{
  guint first; /* of the lines */
  guint n_folded;
} WeirDiffPlace;

/* A comparison, and the texts that its lines lie in. Immutable, any thread. */
typedef struct
{
  GBytes *before;
  GBytes *after;
  GArray *lines;  /* WeirDiffLine */
  GArray *places; /* WeirDiffPlace */
  gboolean is_cut;
  guint n_removed, n_added;
} WeirDiffResult;

/* Costs what weir_diff_lines() does. */
WeirDiffResult *weir_diff_result_new (GBytes *before, GBytes *after);
void weir_diff_result_free (WeirDiffResult *self);
/* As a unified diff without file names. Returns: (transfer full) */
GBytes *weir_diff_result_to_text (const WeirDiffResult *self);

/**
 * WeirDiffRow:
 * @n_folded: equal lines that the row stands for; 0: it is a line
 * @text: visible text of one line, of a long one the part around the change
 * @changed_from, @changed_to: bytes of @text that differ from the partner
 */
#define WEIR_TYPE_DIFF_ROW (weir_diff_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirDiffRow, weir_diff_row, WEIR, DIFF_ROW, GObject)

struct _WeirDiffRow
{
  GObject parent_instance;

  WeirDiffKind kind;
  guint before, after;
  guint n_folded;
  char *text;
  guint changed_from, changed_to;
};

/* The GListModel of a comparison's rows, made when they are looked at. */
#define WEIR_TYPE_DIFF_ROWS (weir_diff_rows_get_type ())
G_DECLARE_FINAL_TYPE (WeirDiffRows, weir_diff_rows, WEIR, DIFF_ROWS, GObject)

/* @result: (transfer full) */
WeirDiffRows *weir_diff_rows_new (WeirDiffResult *result);
const WeirDiffResult *weir_diff_rows_get_result (WeirDiffRows *self);

G_END_DECLS
