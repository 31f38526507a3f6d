/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-row-pen.h"

#include <string.h>

float
weir_row_pen_to_left (const WeirRowPen *self, int x, int width)
{
  return (float) (self->look->is_rtl ? self->width - x - width : x);
}

void
weir_row_pen_bar (const WeirRowPen *self, int x, int y, int width, int height, const GdkRGBA *color)
{
  if (width > 0 && height > 0)
    gtk_snapshot_append_color (self->snapshot, color,
                               &GRAPHENE_RECT_INIT (weir_row_pen_to_left (self, x, width), (float) y, (float) width, (float) height));
}

/* Sets as much of @text as is in doubt: of a line that is far too long the layout needs not see the end. */
static void
set_text (const WeirRowPen *self, PangoLayout *layout, const char *text, int width)
{
  /* No character of a text is narrower than half of those of fixed width, but for marks that have no width at all. */
  gsize most = (gsize) (2 * width / self->look->mono_unit) + 4;
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

static int
lay_out (const WeirRowPen *self, PangoLayout *layout, const char *text, int width, PangoRectangle *extents)
{
  set_text (self, layout, text, width);
  pango_layout_set_width (layout, -1);
  pango_layout_get_extents (layout, NULL, extents);
  if (extents->width > width * PANGO_SCALE)
    {
      pango_layout_set_width (layout, width * PANGO_SCALE);
      pango_layout_get_extents (layout, NULL, extents);
    }

  return MIN (PANGO_PIXELS_CEIL (extents->width), width);
}

int
weir_row_pen_measure (const WeirRowPen *self, PangoLayout *layout, const char *text, int width)
{
  PangoRectangle extents;

  return width > 0 ? lay_out (self, layout, text, width, &extents) : 0;
}

int
weir_row_pen_text (const WeirRowPen *self, PangoLayout *layout, const char *text, int x, int width, gboolean at_end, const GdkRGBA *color)
{
  PangoRectangle extents;
  int used, shift;
  graphene_point_t origin;

  if (text == NULL || *text == '\0' || width <= 0)
    return 0;

  used = lay_out (self, layout, text, width, &extents);
  shift = at_end ? width - used : 0;
  /* A layout with a width puts lines where their direction starts. */
  origin.x = weir_row_pen_to_left (self, x + shift, used) - (float) extents.x / PANGO_SCALE;
  origin.y = (float) self->look->baseline - (float) PANGO_PIXELS (pango_layout_get_baseline (layout));
  gtk_snapshot_save (self->snapshot);
  gtk_snapshot_translate (self->snapshot, &origin);
  gtk_snapshot_append_layout (self->snapshot, layout, color);
  gtk_snapshot_restore (self->snapshot);

  return used;
}

void
weir_row_pen_icon (const WeirRowPen *self, GtkSymbolicPaintable *icon, int x, const GdkRGBA *color)
{
  const WeirRowLook *look = self->look;
  int size = look->symbol_size;
  GdkRGBA colors[] = { *color, look->error, look->warning, look->success };

  gtk_snapshot_save (self->snapshot);
  gtk_snapshot_translate (self->snapshot, &GRAPHENE_POINT_INIT (weir_row_pen_to_left (self, x, size), (float) (look->height - size) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (icon, self->snapshot, size, size, colors, G_N_ELEMENTS (colors));
  gtk_snapshot_restore (self->snapshot);
}
