/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-row-draw.h"

#include "weir-row-pen.h"
#include "weir-state-mark.h"

/* px: of the marks of reads, from the edge at which lines start. */
#define BRACKET_X 5
#define BRACKET_WIDTH 2
#define BRACKET_ARM 5
#define BRACKET_END 11
/* px: of the line before the words of a row of the connection's life, and around them. */
#define RULE_LEAD 18
#define RULE_SPACING 8
/* Of a cell or line in hundredths: what a note takes at most, unless the row's own words leave more. */
#define NOTE_SHARE 45
/* A value from the data, in a cell. */
#define PATH_COLUMNS 120u

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
draw_bracket (const WeirRowPen *pen)
{
  const WeirRowLook *look = pen->look;
  gboolean with_before, with_after;
  int middle = look->height / 2;

  find_neighbours (pen->event, &with_before, &with_after);
  if (!with_before && !with_after)
    return;
  weir_row_pen_bar (pen, BRACKET_X, with_before ? 0 : middle, BRACKET_WIDTH, with_before && with_after ? look->height : middle + 1,
                    &look->line);
  if (!with_before || !with_after)
    weir_row_pen_bar (pen, BRACKET_X + BRACKET_WIDTH, with_before ? middle - 1 : middle, BRACKET_ARM - BRACKET_WIDTH, BRACKET_WIDTH,
                      &look->line);
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
draw_mark (const WeirRowPen *pen, int x, WeirMark mark, const GdkRGBA *color)
{
  int size = pen->look->symbol_size;
  graphene_rect_t bounds =
      GRAPHENE_RECT_INIT (weir_row_pen_to_left (pen, x, size), (float) (pen->look->height - size) / 2, (float) size, (float) size);
  cairo_t *cr = gtk_snapshot_append_cairo (pen->snapshot, &bounds);

  cairo_translate (cr, (double) bounds.origin.x + size / 2.0, pen->look->height / 2.0);
  cairo_scale (cr, size / 16.0, size / 16.0);
  gdk_cairo_set_source_rgba (cr, color);
  weir_mark_draw (cr, mark);
  cairo_destroy (cr);
}

/* ── ● words ──────────── or, without a mark of its own, so far in as the others: ──── words ──────── */
static void
draw_life (const WeirRowPen *pen, int x, int width)
{
  WeirRowLook *look = pen->look;
  WeirRowKind kind = weir_event_get_kind (pen->event);
  const GdkRGBA *color = get_life_color (look, pen->event);
  int middle = look->height / 2, end = x + width;
  int lead = kind == WEIR_ROW_HEAD ? RULE_LEAD + look->symbol_size : RULE_LEAD;

  weir_row_pen_bar (pen, x, middle, lead, 1, &look->line);
  x += lead + RULE_SPACING;
  if (kind != WEIR_ROW_HEAD)
    {
      draw_mark (pen, x - RULE_SPACING / 2, get_mark (pen->event), color);
      x += look->symbol_size;
    }
  x += weir_row_pen_text (pen, look->words, weir_event_get_summary (pen->event), x, end - x, FALSE,
                          kind == WEIR_ROW_OPEN ? &look->dim : color) +
       RULE_SPACING;
  weir_row_pen_bar (pen, x, middle, end - x, 1, &look->line);
}

/* ⚠ before the text of a row with odd bytes. Returns: the room it takes */
static int
draw_odd (const WeirRowPen *pen, int x, int width)
{
  WeirRowLook *look = pen->look;

  if (!(weir_event_get_flags (pen->event) & WEIR_ROW_ODD) || width < 2 * look->symbol_size)
    return 0;
  weir_row_pen_icon (pen, look->odd, x, &look->warning);

  return look->symbol_size + RULE_SPACING / 2;
}

/* What the row's own words take of what is @width wide. */
static int
measure_words (const WeirRowPen *pen, int width)
{
  WeirRowLook *look = pen->look;
  const char *summary = weir_event_get_summary (pen->event);
  int icon = look->symbol_size + RULE_SPACING;

  if (!is_of_wire (weir_event_get_kind (pen->event)))
    return RULE_LEAD + 2 * RULE_SPACING + icon + weir_row_pen_measure (pen, look->words, summary, width);

  return ((weir_event_get_flags (pen->event) & WEIR_ROW_ODD) ? icon : 0) + (int) look->mono_unit +
         weir_row_pen_measure (pen, look->data, summary, width);
}

/* How much of what is @width wide a note takes; @note: (nullable): there is none. */
static int
measure_note (const WeirRowPen *pen, const char *note, int width)
{
  int icon = RULE_SPACING + pen->look->symbol_size + RULE_SPACING / 2;
  int most;

  if (note == NULL || width < 2 * icon)
    return 0;
  most = MAX (width * NOTE_SHARE / 100, width - measure_words (pen, width));

  return icon + weir_row_pen_measure (pen, pen->look->words, note, most - icon);
}

/* ✎ words, at the end of what is @width wide. Returns: what is left before it */
static int
draw_note (const WeirRowPen *pen, int x, int width)
{
  WeirRowLook *look = pen->look;
  g_autofree char *note = weir_event_dup_note (pen->event);
  int taken = measure_note (pen, note, width);
  int icon = look->symbol_size + RULE_SPACING / 2;

  if (taken == 0)
    return width;
  x += width - taken + RULE_SPACING;
  weir_row_pen_icon (pen, look->note, x, &look->accent);
  weir_row_pen_text (pen, look->words, note, x + icon, taken - RULE_SPACING - icon, FALSE, &look->accent);

  return width - taken;
}

static void
draw_data (const WeirRowPen *pen, int x, int width)
{
  WeirRowLook *look = pen->look;
  const char *summary = weir_event_get_summary (pen->event);
  int taken = draw_odd (pen, x, width);

  x += taken;
  width -= taken;
  switch ((int) weir_event_get_kind (pen->event))
    {
    case WEIR_ROW_EVENT:
      weir_row_pen_text (pen, look->data, summary, x, width, FALSE, &look->color);
      break;
    case WEIR_ROW_COMMENT:
      taken = weir_row_pen_text (pen, look->remark, ":", x, width, FALSE, &look->dim) + (int) look->mono_unit;
      weir_row_pen_text (pen, look->remark, summary, x + taken, width - taken, FALSE, &look->dim);
      break;
    case WEIR_ROW_UNFINISHED:
      weir_row_pen_text (pen, look->words, summary, x, width, FALSE, &look->warning);
      break;
    default:
      weir_row_pen_text (pen, look->words, summary, x, width, FALSE, &look->dim);
    }
}

static void
draw_cell (const WeirRowPen *pen, const WeirColumn *column, int x, int width)
{
  WeirRowLook *look = pen->look;
  const char *name;
  g_autoptr (GString) text = g_string_new (NULL);

  switch (column->kind)
    {
    case WEIR_COLUMN_NUMBER:
      g_string_append_printf (text, "%" G_GUINT64_FORMAT, weir_event_get_number (pen->event) + 1);
      weir_row_pen_text (pen, look->numbers, text->str, x, width, TRUE, &look->dim);
      break;
    case WEIR_COLUMN_TIME:
      weir_row_text_append_time (text, &look->clock, pen->event);
      weir_row_pen_text (pen, look->numbers, text->str, x, width, FALSE, &look->color);
      break;
    case WEIR_COLUMN_GAP:
      weir_row_text_append_gap (text, pen->event);
      weir_row_pen_text (pen, look->numbers, text->str, x, width, TRUE, &look->dim);
      break;
    case WEIR_COLUMN_EVENT:
      name = weir_event_get_name (pen->event);
      if (name != NULL)
        weir_row_pen_text (pen, look->words, name, x, width, FALSE, &look->names[weir_name_color_get_index (name)]);
      break;
    case WEIR_COLUMN_ID:
      weir_row_pen_text (pen, look->words, weir_event_get_id (pen->event), x, width, FALSE,
                         weir_event_has_id (pen->event) ? &look->color : &look->dim);
      break;
    case WEIR_COLUMN_SIZE:
      weir_row_text_append_size (text, weir_event_get_size (pen->event));
      weir_row_pen_text (pen, look->numbers, text->str, x, width, TRUE, &look->dim);
      break;
    case WEIR_COLUMN_PATH:
      weir_row_text_append_path (text, pen->event, column->path, PATH_COLUMNS);
      weir_row_pen_text (pen, look->data, text->str, x, width, FALSE, &look->color);
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

/* The cell of a row of the wire whose end has the note: that of the data, else the last one that does not say when. %G_MAXUINT: none */
static guint
find_noted (WeirRowLook *look, const WeirCell *cells, guint n_cells)
{
  guint noted = G_MAXUINT;

  for (guint i = 0; i < n_cells; i++)
    {
      WeirColumnKind kind = weir_columns_get (look->columns, cells[i].index)->kind;

      if (kind == WEIR_COLUMN_DATA)
        return i;
      if (!is_when (kind))
        noted = i;
    }

  return noted;
}

void
weir_row_draw (WeirRowLook *look, WeirEvent *event, GtkSnapshot *snapshot, int width)
{
  const WeirRowPen pen = { look, event, snapshot, width };
  gboolean is_life = !is_of_wire (weir_event_get_kind (event));
  guint n_cells;
  const WeirCell *cells = weir_columns_lay_out (look->columns, width, look->unit, &n_cells);
  int room_x, room_width;
  guint noted = is_life ? G_MAXUINT : find_noted (look, cells, n_cells);

  draw_bracket (&pen);
  for (guint i = 0; i < n_cells; i++)
    {
      const WeirColumn *column = weir_columns_get (look->columns, cells[i].index);

      if (!is_life || is_when (column->kind))
        draw_cell (&pen, column, cells[i].x, i == noted ? draw_note (&pen, cells[i].x, cells[i].width) : cells[i].width);
    }
  if (is_life && find_room (look, cells, n_cells, &room_x, &room_width))
    draw_life (&pen, room_x, draw_note (&pen, room_x, room_width));
}

/* Whether @x is on the note. */
static gboolean
is_on_note (const WeirRowPen *pen, const WeirCell *cells, guint n_cells, int x)
{
  g_autofree char *note = weir_event_dup_note (pen->event);
  int start, width;
  guint noted;

  if (note == NULL)
    return FALSE;
  if (is_of_wire (weir_event_get_kind (pen->event)))
    {
      noted = find_noted (pen->look, cells, n_cells);
      if (noted == G_MAXUINT)
        return FALSE;
      start = cells[noted].x;
      width = cells[noted].width;
    }
  else if (!find_room (pen->look, cells, n_cells, &start, &width))
    {
      return FALSE;
    }

  return x < start + width && x >= start + width - measure_note (pen, note, width);
}

WeirRowPart
weir_row_find_part (WeirRowLook *look, WeirEvent *event, int width, int x)
{
  const WeirRowPen pen = { look, event, NULL, width };
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
  if (is_on_note (&pen, cells, n_cells, x))
    return WEIR_ROW_PART_NOTE;
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
