/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-row-draw.h"

#include "weir-state-mark.h"

/* px: of the marks of reads, from the edge at which lines start. */
#define BRACKET_X 5
#define BRACKET_WIDTH 2
#define BRACKET_ARM 5
#define BRACKET_END 11
/* px: of the line before the words of a row of the connection's life, and around them. */
#define RULE_LEAD 18
#define RULE_SPACING 8
/* A value from the data, in a cell. */
#define PATH_COLUMNS 120u

typedef struct
{
  WeirRowLook *look;
  WeirEvent *event;
  GtkSnapshot *snapshot;
  int width;
} Pen;

/* The left edge of what is @x from the edge at which lines start. */
static float
to_left (const Pen *pen, int x, int width)
{
  return (float) (pen->look->is_rtl ? pen->width - x - width : x);
}

static void
draw_bar (const Pen *pen, int x, int y, int width, int height, const GdkRGBA *color)
{
  if (width > 0 && height > 0)
    gtk_snapshot_append_color (pen->snapshot, color,
                               &GRAPHENE_RECT_INIT (to_left (pen, x, width), (float) y, (float) width, (float) height));
}

/* Sets as much of @text as is in doubt: of a line that is far too long the layout needs not see the end. */
static void
set_text (const Pen *pen, PangoLayout *layout, const char *text, int width)
{
  /* No character of a text is narrower than half of those of fixed width, but for marks that have no width at all. */
  gsize most = (gsize) (2 * width / pen->look->mono_unit) + 4;
  gsize length = strnlen (text, 4 * most + 1);
  const char *end;

  if (length > most)
    {
      end = text;
      for (gsize i = 0; i < most && *end != '\0'; i++)
        end = g_utf8_next_char (end);
      length = (gsize) (end - text);
    }
  pango_layout_set_text (layout, text, (int) length);
}

/* Draws the text within @width at @x. Returns: how wide it is */
static int
draw_text (const Pen *pen, PangoLayout *layout, const char *text, int x, int width, gboolean at_end, const GdkRGBA *color)
{
  PangoRectangle extents;
  int used, shift;
  graphene_point_t origin;

  if (text == NULL || *text == '\0' || width <= 0)
    return 0;

  set_text (pen, layout, text, width);
  pango_layout_set_width (layout, -1);
  pango_layout_get_extents (layout, NULL, &extents);
  if (extents.width > width * PANGO_SCALE)
    {
      pango_layout_set_width (layout, width * PANGO_SCALE);
      pango_layout_get_extents (layout, NULL, &extents);
    }
  used = MIN (PANGO_PIXELS_CEIL (extents.width), width);
  shift = at_end ? width - used : 0;
  /* A layout with a width puts lines where their direction starts. */
  origin.x = to_left (pen, x + shift, used) - (float) extents.x / PANGO_SCALE;
  origin.y = (float) pen->look->baseline - (float) PANGO_PIXELS (pango_layout_get_baseline (layout));
  gtk_snapshot_save (pen->snapshot);
  gtk_snapshot_translate (pen->snapshot, &origin);
  gtk_snapshot_append_layout (pen->snapshot, layout, color);
  gtk_snapshot_restore (pen->snapshot);

  return used;
}

static gboolean
is_of_wire (WeirRowKind kind)
{
  return kind <= WEIR_ROW_RETRY || kind == WEIR_ROW_UNFINISHED;
}

/* Whether the row came in the same read as the one before it, and the one after it as this. */
static void
find_neighbours (WeirEvent *event, gboolean *with_before, gboolean *with_after)
{
  WeirRow after;

  *with_before = is_of_wire (weir_event_get_kind (event)) && !(weir_event_get_flags (event) & WEIR_ROW_FIRST_OF_READ);
  *with_after = is_of_wire (weir_event_get_kind (event)) &&
                weir_recording_get_row (weir_event_get_recording (event), weir_event_get_number (event) + 1, &after) &&
                is_of_wire (after.kind) && !(after.flags & WEIR_ROW_FIRST_OF_READ);
}

/* Rows of one read are held by a bracket; most come alone and have none. */
static void
draw_bracket (const Pen *pen)
{
  const WeirRowLook *look = pen->look;
  gboolean with_before, with_after;
  int middle = look->height / 2;

  find_neighbours (pen->event, &with_before, &with_after);
  if (!with_before && !with_after)
    return;
  draw_bar (pen, BRACKET_X, with_before ? 0 : middle, BRACKET_WIDTH, with_before && with_after ? look->height : middle + 1, &look->line);
  if (!with_before || !with_after)
    draw_bar (pen, BRACKET_X + BRACKET_WIDTH, with_before ? middle - 1 : middle, BRACKET_ARM - BRACKET_WIDTH, BRACKET_WIDTH, &look->line);
}

static WeirMark
get_mark (WeirEvent *event)
{
  switch ((int) weir_event_get_kind (event))
    {
    case WEIR_ROW_OPEN:
      return WEIR_MARK_OPEN;
    case WEIR_ROW_WAITING:
      return WEIR_MARK_WAITING;
    case WEIR_ROW_FAILED:
      return weir_event_is_calm (event) ? WEIR_MARK_STOPPED : WEIR_MARK_FAILED;
    case WEIR_ROW_ENDED:
    case WEIR_ROW_DROPPED:
      return WEIR_MARK_STOPPED;
    default:
      return WEIR_MARK_CONNECTING;
    }
}

static const GdkRGBA *
get_life_color (const WeirRowLook *look, WeirEvent *event)
{
  if (weir_event_is_calm (event))
    return &look->dim;

  switch ((int) weir_event_get_kind (event))
    {
    case WEIR_ROW_FAILED:
      return &look->error;
    case WEIR_ROW_ENDED:
    case WEIR_ROW_DROPPED:
      return &look->warning;
    case WEIR_ROW_OPEN:
      return &look->success;
    default:
      return &look->dim;
    }
}

static void
draw_mark (const Pen *pen, int x, WeirMark mark, const GdkRGBA *color)
{
  int size = pen->look->symbol_size;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (to_left (pen, x, size), (float) (pen->look->height - size) / 2, (float) size, (float) size);
  cairo_t *cr = gtk_snapshot_append_cairo (pen->snapshot, &bounds);

  cairo_translate (cr, (double) bounds.origin.x + size / 2.0, pen->look->height / 2.0);
  cairo_scale (cr, size / 16.0, size / 16.0);
  gdk_cairo_set_source_rgba (cr, color);
  weir_mark_draw (cr, mark);
  cairo_destroy (cr);
}

/* ── ● words ──────────── or, without a mark of its own, so far in as the others: ──── words ──────── */
static void
draw_life (const Pen *pen, int x, int width)
{
  WeirRowLook *look = pen->look;
  WeirRowKind kind = weir_event_get_kind (pen->event);
  const GdkRGBA *color = get_life_color (look, pen->event);
  int middle = look->height / 2, end = x + width;
  int lead = kind == WEIR_ROW_HEAD ? RULE_LEAD + look->symbol_size : RULE_LEAD;

  draw_bar (pen, x, middle, lead, 1, &look->line);
  x += lead + RULE_SPACING;
  if (kind != WEIR_ROW_HEAD)
    {
      draw_mark (pen, x - RULE_SPACING / 2, get_mark (pen->event), color);
      x += look->symbol_size;
    }
  x += draw_text (pen, look->words, weir_event_get_summary (pen->event), x, end - x, FALSE, kind == WEIR_ROW_OPEN ? &look->dim : color) +
       RULE_SPACING;
  draw_bar (pen, x, middle, end - x, 1, &look->line);
}

/* ⚠ before the text of a row with odd bytes. Returns: the room it takes */
static int
draw_odd (const Pen *pen, int x, int width)
{
  WeirRowLook *look = pen->look;
  int size = look->symbol_size;
  GdkRGBA colors[] = { look->warning, look->error, look->warning, look->success };

  if (!(weir_event_get_flags (pen->event) & WEIR_ROW_ODD) || width < 2 * size)
    return 0;
  gtk_snapshot_save (pen->snapshot);
  gtk_snapshot_translate (pen->snapshot, &GRAPHENE_POINT_INIT (to_left (pen, x, size), (float) (look->height - size) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (look->odd, pen->snapshot, size, size, colors, G_N_ELEMENTS (colors));
  gtk_snapshot_restore (pen->snapshot);

  return size + RULE_SPACING / 2;
}

static void
draw_data (const Pen *pen, int x, int width)
{
  WeirRowLook *look = pen->look;
  const char *summary = weir_event_get_summary (pen->event);
  int taken = draw_odd (pen, x, width);

  x += taken;
  width -= taken;
  switch ((int) weir_event_get_kind (pen->event))
    {
    case WEIR_ROW_EVENT:
      draw_text (pen, look->data, summary, x, width, FALSE, &look->color);
      break;
    case WEIR_ROW_COMMENT:
      taken = draw_text (pen, look->remark, ":", x, width, FALSE, &look->dim) + (int) look->mono_unit;
      draw_text (pen, look->remark, summary, x + taken, width - taken, FALSE, &look->dim);
      break;
    case WEIR_ROW_UNFINISHED:
      draw_text (pen, look->words, summary, x, width, FALSE, &look->warning);
      break;
    default:
      draw_text (pen, look->words, summary, x, width, FALSE, &look->dim);
    }
}

static void
draw_cell (const Pen *pen, const WeirColumn *column, int x, int width)
{
  WeirRowLook *look = pen->look;
  const char *name;
  g_autoptr (GString) text = g_string_new (NULL);

  switch (column->kind)
    {
    case WEIR_COLUMN_NUMBER:
      g_string_append_printf (text, "%" G_GUINT64_FORMAT, weir_event_get_number (pen->event) + 1);
      draw_text (pen, look->numbers, text->str, x, width, TRUE, &look->dim);
      break;
    case WEIR_COLUMN_TIME:
      weir_row_text_append_time (text, &look->clock, pen->event);
      draw_text (pen, look->numbers, text->str, x, width, FALSE, &look->color);
      break;
    case WEIR_COLUMN_GAP:
      weir_row_text_append_gap (text, pen->event);
      draw_text (pen, look->numbers, text->str, x, width, TRUE, &look->dim);
      break;
    case WEIR_COLUMN_EVENT:
      name = weir_event_get_name (pen->event);
      if (name != NULL)
        draw_text (pen, look->words, name, x, width, FALSE, &look->names[weir_name_color_get_index (name)]);
      break;
    case WEIR_COLUMN_ID:
      draw_text (pen, look->words, weir_event_get_id (pen->event), x, width, FALSE,
                 weir_event_has_id (pen->event) ? &look->color : &look->dim);
      break;
    case WEIR_COLUMN_SIZE:
      weir_row_text_append_size (text, weir_event_get_size (pen->event));
      draw_text (pen, look->numbers, text->str, x, width, TRUE, &look->dim);
      break;
    case WEIR_COLUMN_PATH:
      weir_row_text_append_path (text, pen->event, column->path, PATH_COLUMNS);
      draw_text (pen, look->data, text->str, x, width, FALSE, &look->color);
      break;
    case WEIR_COLUMN_DATA:
    default:
      draw_data (pen, x, width);
    }
}

static gboolean
is_when (WeirColumnKind kind)
{
  return kind == WEIR_COLUMN_NUMBER || kind == WEIR_COLUMN_TIME || kind == WEIR_COLUMN_GAP;
}

/* The widest run of columns that do not say when: there is room for words. %FALSE: there is none */
static gboolean
find_room (WeirRowLook *look, const WeirCell *cells, guint n_cells, int *x, int *width)
{
  *width = 0;
  for (guint i = 0; i < n_cells; i++)
    {
      guint first = i;

      while (i < n_cells && !is_when (weir_columns_get (look->columns, cells[i].index)->kind))
        i++;
      if (i == first || cells[i - 1].x + cells[i - 1].width - cells[first].x <= *width)
        continue;
      *x = cells[first].x;
      *width = cells[i - 1].x + cells[i - 1].width - *x;
    }

  return *width > 0;
}

void
weir_row_draw (WeirRowLook *look, WeirEvent *event, GtkSnapshot *snapshot, int width)
{
  const Pen pen = { look, event, snapshot, width };
  gboolean is_life = !is_of_wire (weir_event_get_kind (event));
  guint n_cells;
  const WeirCell *cells = weir_columns_lay_out (look->columns, width, look->unit, &n_cells);
  int room_x, room_width;

  draw_bracket (&pen);
  for (guint i = 0; i < n_cells; i++)
    {
      const WeirColumn *column = weir_columns_get (look->columns, cells[i].index);

      if (!is_life || is_when (column->kind))
        draw_cell (&pen, column, cells[i].x, cells[i].width);
    }
  if (is_life && find_room (look, cells, n_cells, &room_x, &room_width))
    draw_life (&pen, room_x, room_width);
}

WeirRowPart
weir_row_find_part (WeirRowLook *look, WeirEvent *event, int width, int x)
{
  guint n_cells;
  const WeirCell *cells = weir_columns_lay_out (look->columns, width, look->unit, &n_cells);

  if (look->is_rtl)
    x = width - x;
  if (x < BRACKET_END)
    {
      gboolean with_before, with_after;

      find_neighbours (event, &with_before, &with_after);
      return with_before || with_after ? WEIR_ROW_PART_READ : WEIR_ROW_PART_NONE;
    }
  for (guint i = 0; i < n_cells; i++)
    {
      const WeirColumn *column = weir_columns_get (look->columns, cells[i].index);

      if (x < cells[i].x || x >= cells[i].x + cells[i].width)
        continue;
      if (column->kind == WEIR_COLUMN_TIME)
        return WEIR_ROW_PART_TIME;
      if (column->kind == WEIR_COLUMN_DATA && (weir_event_get_flags (event) & WEIR_ROW_ODD) && x < cells[i].x + look->symbol_size)
        return WEIR_ROW_PART_ODD;
    }
  return WEIR_ROW_PART_NONE;
}
