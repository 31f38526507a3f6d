/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-byte-rows.h"

#include "weir-detail.h"
#include "weir-hex.h"

struct _WeirByteRows
{
  GObject parent_instance;

  WeirByteDump *dump;
  guint n_items;
};

static void weir_byte_rows_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (WeirByteRow, weir_byte_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (WeirByteRows, weir_byte_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, weir_byte_rows_model_init))

static guint
count_rows (gsize n_bytes)
{
  return (guint) ((n_bytes + WEIR_HEX_BYTES - 1) / WEIR_HEX_BYTES);
}

static gsize
end_of (const WeirExplainedLine *line)
{
  return (gsize) line->offset + line->length + line->eol;
}

WeirByteDump *
weir_byte_dump_new (GBytes *bytes, gboolean is_unfinished)
{
  WeirByteDump *self = g_new0 (WeirByteDump, 1);
  guint start = 0;

  self->bytes = g_bytes_ref (bytes);
  self->lines = weir_explain (weir_detail_span (bytes), is_unfinished, &self->is_cut);
  self->starts = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->lines->len + 1);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const WeirExplainedLine *line = &g_array_index (self->lines, WeirExplainedLine, i);

      g_array_append_val (self->starts, start);
      start += 1 + count_rows ((gsize) line->length + line->eol);
    }
  g_array_append_val (self->starts, start);
  return self;
}

void
weir_byte_dump_free (WeirByteDump *self)
{
  g_bytes_unref (self->bytes);
  g_array_unref (self->lines);
  g_array_unref (self->starts);
  g_free (self);
}

static void
weir_byte_row_finalize (GObject *object)
{
  g_object_unref (WEIR_BYTE_ROW (object)->model);
  G_OBJECT_CLASS (weir_byte_row_parent_class)->finalize (object);
}

static void
weir_byte_row_class_init (WeirByteRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_byte_row_finalize;
}

static void
weir_byte_row_init (WeirByteRow *self)
{
}

static GType
weir_byte_rows_get_item_type (GListModel *model)
{
  return WEIR_TYPE_BYTE_ROW;
}

static guint
weir_byte_rows_get_n_items (GListModel *model)
{
  return WEIR_BYTE_ROWS (model)->n_items;
}

/* The line whose rows hold @position; the number of lines: it is behind them all. */
static guint
find_line (const WeirByteDump *dump, guint position)
{
  guint low = 0, high = dump->lines->len;

  /* The first line that begins behind the position, then one back. */
  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (dump->starts, guint, middle + 1) <= position)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gpointer
weir_byte_rows_get_item (GListModel *model, guint position)
{
  WeirByteRows *self = WEIR_BYTE_ROWS (model);
  const WeirByteDump *dump = self->dump;
  gsize start = 0, end = g_bytes_get_size (dump->bytes);
  WeirByteRow *row;
  guint number, first;

  if (position >= self->n_items)
    return NULL;
  row = g_object_new (WEIR_TYPE_BYTE_ROW, NULL);
  row->model = g_object_ref (G_OBJECT (self));
  row->bytes = dump->bytes;
  number = find_line (dump, position);
  first = g_array_index (dump->starts, guint, number);
  if (number < dump->lines->len)
    {
      const WeirExplainedLine *line = &g_array_index (dump->lines, WeirExplainedLine, number);

      start = line->offset;
      end = end_of (line);
      if (position == first++)
        {
          row->line = line;
          return row;
        }
    }
  else if (number > 0)
    {
      start = end_of (&g_array_index (dump->lines, WeirExplainedLine, number - 1));
    }
  row->from = start + (gsize) (position - first) * WEIR_HEX_BYTES;
  row->to = MIN (row->from + WEIR_HEX_BYTES, end);
  return row;
}

static void
weir_byte_rows_model_init (GListModelInterface *iface)
{
  iface->get_item_type = weir_byte_rows_get_item_type;
  iface->get_n_items = weir_byte_rows_get_n_items;
  iface->get_item = weir_byte_rows_get_item;
}

static void
weir_byte_rows_finalize (GObject *object)
{
  weir_byte_dump_free (WEIR_BYTE_ROWS (object)->dump);
  G_OBJECT_CLASS (weir_byte_rows_parent_class)->finalize (object);
}

static void
weir_byte_rows_class_init (WeirByteRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_byte_rows_finalize;
}

static void
weir_byte_rows_init (WeirByteRows *self)
{
}

WeirByteRows *
weir_byte_rows_new (WeirByteDump *dump)
{
  WeirByteRows *self = g_object_new (WEIR_TYPE_BYTE_ROWS, NULL);
  gsize n_explained = 0;

  self->dump = dump;
  if (dump->lines->len > 0)
    n_explained = end_of (&g_array_index (dump->lines, WeirExplainedLine, dump->lines->len - 1));
  self->n_items = g_array_index (dump->starts, guint, dump->lines->len) + count_rows (g_bytes_get_size (dump->bytes) - n_explained);
  return self;
}

const WeirByteDump *
weir_byte_rows_get_dump (WeirByteRows *self)
{
  g_return_val_if_fail (WEIR_IS_BYTE_ROWS (self), NULL);

  return self->dump;
}
