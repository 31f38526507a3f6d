/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-explain.h"

G_BEGIN_DECLS

/* A block as received, with what an EventSource does with each of its lines. Immutable, any thread. */
typedef struct
{
  GBytes *bytes;
  GArray *lines;  /* WeirExplainedLine */
  GArray *starts; /* guint: the row that each line begins with, and one more behind the last */
  gboolean is_cut;
} WeirByteDump;

/* @is_unfinished: the bytes that a connection's end cut off. Costs the length. */
WeirByteDump *weir_byte_dump_new (GBytes *bytes, gboolean is_unfinished);
void weir_byte_dump_free (WeirByteDump *self);

/**
 * WeirByteRow:
 * @line: (nullable): the row says what is done with this line; else it shows bytes from @from up to @to
 *
 * A line's explanation comes before its bytes; behind the last explained line, the rest has none.
 */
#define WEIR_TYPE_BYTE_ROW (weir_byte_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirByteRow, weir_byte_row, WEIR, BYTE_ROW, GObject)

struct _WeirByteRow
{
  GObject parent_instance;

  GObject *model; /* keeps the others */
  GBytes *bytes;
  const WeirExplainedLine *line;
  gsize from, to;
};

/* The GListModel of a dump's rows, made when they are looked at. */
#define WEIR_TYPE_BYTE_ROWS (weir_byte_rows_get_type ())
G_DECLARE_FINAL_TYPE (WeirByteRows, weir_byte_rows, WEIR, BYTE_ROWS, GObject)

/* @dump: (transfer full) */
WeirByteRows *weir_byte_rows_new (WeirByteDump *dump);
const WeirByteDump *weir_byte_rows_get_dump (WeirByteRows *self);

G_END_DECLS
