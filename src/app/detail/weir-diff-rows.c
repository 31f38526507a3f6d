/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-diff-rows.h"

#include "weir-detail.h"
#include "weir-text.h"

#define COLUMNS 500u
/* What is shown of a long line before the change in it. */
#define LEAD 60u
/* No more of a line is looked at to fill the columns. */
#define LOOKED_AT 4096u

struct _WeirDiffRows
{
  GObject parent_instance;

  WeirDiffResult *result;
};

static void weir_diff_rows_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (WeirDiffRow, weir_diff_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (WeirDiffRows, weir_diff_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, weir_diff_rows_model_init))

static void
add_place (WeirDiffResult *self, guint first, guint n_folded)
{
  const WeirDiffPlace place = { first, n_folded };

  g_array_append_val (self->places, place);
}

/* Equal lines from @first up to @end; at the ends of the text there is a change on one side only. */
static void
add_equal (WeirDiffResult *self, guint first, guint end)
{
  const guint head = first > 0 ? WEIR_DIFF_CONTEXT : 0;
  const guint tail = end < self->lines->len ? WEIR_DIFF_CONTEXT : 0;
  const guint n = end - first;

  /* To fold a single line would save nothing. */
  if (n <= head + tail + 1)
    {
      for (guint i = first; i < end; i++)
        add_place (self, i, 0);
      return;
    }
  for (guint i = first; i < first + head; i++)
    add_place (self, i, 0);
  add_place (self, first + head, n - head - tail);
  for (guint i = end - tail; i < end; i++)
    add_place (self, i, 0);
}

static void
find_places (WeirDiffResult *self)
{
  const GArray *lines = self->lines;

  self->places = g_array_new (FALSE, FALSE, sizeof (WeirDiffPlace));
  for (guint i = 0; i < lines->len;)
    {
      guint end = i;

      while (end < lines->len && g_array_index (lines, WeirDiffLine, end).kind == WEIR_DIFF_SAME)
        end++;
      if (end > i)
        add_equal (self, i, end);
      else
        add_place (self, end++, 0);
      i = end;
    }
}

WeirDiffResult *
weir_diff_result_new (GBytes *before, GBytes *after)
{
  WeirDiffResult *self = g_new0 (WeirDiffResult, 1);

  self->before = g_bytes_ref (before);
  self->after = g_bytes_ref (after);
  self->lines = weir_diff_lines (weir_detail_span (before), weir_detail_span (after), &self->is_cut);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const WeirDiffKind kind = g_array_index (self->lines, WeirDiffLine, i).kind;

      self->n_removed += kind == WEIR_DIFF_REMOVED;
      self->n_added += kind == WEIR_DIFF_ADDED;
    }
  find_places (self);
  return self;
}

void
weir_diff_result_free (WeirDiffResult *self)
{
  g_array_unref (self->lines);
  g_array_unref (self->places);
  g_bytes_unref (self->before);
  g_bytes_unref (self->after);
  g_free (self);
}

GBytes *
weir_diff_result_to_text (const WeirDiffResult *self)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const WeirDiffLine *line = &g_array_index (self->lines, WeirDiffLine, i);

      g_string_append_c (out, " -+"[line->kind]);
      g_string_append_len (out, line->text.data, (gssize) line->text.len);
      g_string_append_c (out, '\n');
    }
  return g_string_free_to_bytes (out);
}

static void
weir_diff_row_finalize (GObject *object)
{
  g_free (WEIR_DIFF_ROW (object)->text);
  G_OBJECT_CLASS (weir_diff_row_parent_class)->finalize (object);
}

static void
weir_diff_row_class_init (WeirDiffRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_diff_row_finalize;
}

static void
weir_diff_row_init (WeirDiffRow *self)
{
}

/* Where a line that is too long begins to be shown: some way before its change, not within a character. */
static gsize
find_start (const WeirDiffLine *line)
{
  gsize start = line->has_partner ? (gsize) (line->changed.data - line->text.data) : 0;

  if (start <= COLUMNS - LEAD)
    return 0;
  for (start -= LEAD; start > 0 && ((guchar) line->text.data[start] & 0xc0) == 0x80; start--)
    ;
  return start;
}

static guint
append_part (GString *out, WeirSpan text)
{
  weir_text_append_visible (out, weir_span (text.data, MIN (text.len, LOOKED_AT)), WEIR_TEXT_NONE);
  return (guint) out->len;
}

static void
fill_row (WeirDiffRow *row, const WeirDiffLine *line)
{
  const gsize start = find_start (line);
  const WeirSpan text = weir_span (line->text.data + start, line->text.len - start);
  g_autoptr (GString) whole = g_string_new (start > 0 ? "…" : NULL);
  GString *out = g_string_new (NULL);

  row->kind = line->kind;
  row->before = line->before;
  row->after = line->after;
  if (line->has_partner)
    {
      row->changed_from = append_part (whole, weir_span (text.data, (gsize) (line->changed.data - text.data)));
      row->changed_to = append_part (whole, line->changed);
      append_part (whole, weir_span (line->changed.data + line->changed.len,
                                     (gsize) (text.data + text.len - line->changed.data) - line->changed.len));
    }
  else
    append_part (whole, text);
  /* It is visible text already: that stays as it is, up to the cut. */
  weir_text_append_row (out, weir_span (whole->str, whole->len), COLUMNS);
  row->changed_to = MIN (row->changed_to, (guint) out->len);
  row->changed_from = MIN (row->changed_from, row->changed_to);
  row->text = g_string_free (out, FALSE);
}

static GType
weir_diff_rows_get_item_type (GListModel *model)
{
  return WEIR_TYPE_DIFF_ROW;
}

static guint
weir_diff_rows_get_n_items (GListModel *model)
{
  return WEIR_DIFF_ROWS (model)->result->places->len;
}

static gpointer
weir_diff_rows_get_item (GListModel *model, guint position)
{
  WeirDiffRows *self = WEIR_DIFF_ROWS (model);
  const WeirDiffPlace *place;
  WeirDiffRow *row;

  if (position >= self->result->places->len)
    return NULL;
  place = &g_array_index (self->result->places, WeirDiffPlace, position);
  row = g_object_new (WEIR_TYPE_DIFF_ROW, NULL);
  row->n_folded = place->n_folded;
  if (place->n_folded == 0)
    fill_row (row, &g_array_index (self->result->lines, WeirDiffLine, place->first));
  return row;
}

static void
weir_diff_rows_model_init (GListModelInterface *iface)
{
  iface->get_item_type = weir_diff_rows_get_item_type;
  iface->get_n_items = weir_diff_rows_get_n_items;
  iface->get_item = weir_diff_rows_get_item;
}

static void
weir_diff_rows_finalize (GObject *object)
{
  WeirDiffRows *self = WEIR_DIFF_ROWS (object);

  weir_diff_result_free (self->result);
  G_OBJECT_CLASS (weir_diff_rows_parent_class)->finalize (object);
}

static void
weir_diff_rows_class_init (WeirDiffRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_diff_rows_finalize;
}

static void
weir_diff_rows_init (WeirDiffRows *self)
{
}

WeirDiffRows *
weir_diff_rows_new (WeirDiffResult *result)
{
  WeirDiffRows *self = g_object_new (WEIR_TYPE_DIFF_ROWS, NULL);

  self->result = result;
  return self;
}

const WeirDiffResult *
weir_diff_rows_get_result (WeirDiffRows *self)
{
  g_return_val_if_fail (WEIR_IS_DIFF_ROWS (self), NULL);

  return self->result;
}
