/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-text-scale.h"

#define USUAL_PT 11.0
#define USUAL_DPI 96.0
#define PT_PER_INCH 72.0

double
weir_text_scale (GtkWidget *widget)
{
  const PangoFontDescription *font;
  double px;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  px = font != NULL ? (double) pango_font_description_get_size (font) / PANGO_SCALE : 0;
  if (font != NULL && !pango_font_description_get_size_is_absolute (font))
    px *= USUAL_DPI / PT_PER_INCH;

  return MAX (px / (USUAL_PT * USUAL_DPI / PT_PER_INCH), 1);
}

int
weir_text_scale_widen (GtkWidget *content, int width)
{
  int minimum;

  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return MAX (width, minimum);
}
