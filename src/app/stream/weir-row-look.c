/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-row-look.h"

#include <adwaita.h>

/* Of a line's height, above and below it. */
#define PADDING_PER_HEIGHT 0.22
/* The same size in points looks larger in a font of fixed width. */
#define MONO_SCALE 0.92

WeirRowLook *
weir_row_look_new (WeirColumns *columns)
{
  WeirRowLook *self = g_rc_box_new0 (WeirRowLook);

  self->columns = g_object_ref (columns);
  self->clock.zone = g_time_zone_new_local ();

  return self;
}

WeirRowLook *
weir_row_look_ref (WeirRowLook *self)
{
  return g_rc_box_acquire (self);
}

static void
clear_layouts (WeirRowLook *self)
{
  g_clear_object (&self->numbers);
  g_clear_object (&self->words);
  g_clear_object (&self->data);
  g_clear_object (&self->remark);
  g_clear_object (&self->odd);
  g_clear_object (&self->note);
}

static void
clear_look (gpointer data)
{
  WeirRowLook *self = data;

  clear_layouts (self);
  g_clear_object (&self->columns);
  g_clear_pointer (&self->clock.zone, g_time_zone_unref);
}

void
weir_row_look_unref (WeirRowLook *self)
{
  g_rc_box_release_full (self, clear_look);
}

static PangoLayout *
make_layout (GtkWidget *widget, PangoDirection direction)
{
  PangoContext *context = gtk_widget_create_pango_context (widget);
  PangoLayout *layout;

  pango_context_set_base_dir (context, direction);
  layout = pango_layout_new (context);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  g_object_unref (context);

  return layout;
}

static void
add_attribute (PangoLayout *layout, PangoAttribute *attribute)
{
  PangoAttrList *attributes = pango_layout_get_attributes (layout);

  attributes = attributes != NULL ? pango_attr_list_ref (attributes) : pango_attr_list_new ();
  pango_attr_list_insert (attributes, attribute);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

static void
set_mono (PangoLayout *layout)
{
  const PangoFontDescription *body = pango_context_get_font_description (pango_layout_get_context (layout));
  PangoFontDescription *font = pango_font_description_copy (body);
  int size = (int) (pango_font_description_get_size (body) * MONO_SCALE);

  pango_font_description_set_family (font, "monospace");
  if (pango_font_description_get_size_is_absolute (body))
    pango_font_description_set_absolute_size (font, size);
  else
    pango_font_description_set_size (font, size);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
}

static void
measure_line (PangoLayout *layout, const char *text, double *width, int *ascent, int *descent)
{
  PangoRectangle extents;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, NULL, &extents);
  *width = extents.width / (double) PANGO_SCALE;
  *ascent = MAX (*ascent, PANGO_PIXELS_CEIL (pango_layout_get_baseline (layout)));
  *descent = MAX (*descent, PANGO_PIXELS_CEIL (extents.height - pango_layout_get_baseline (layout)));
}

static void
update_fonts (WeirRowLook *self, GtkWidget *widget)
{
  PangoDirection direction = self->is_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
  int ascent = 0, descent = 0, padding;
  double width;

  clear_layouts (self);
  self->numbers = make_layout (widget, PANGO_DIRECTION_LTR);
  pango_layout_set_auto_dir (self->numbers, FALSE);
  add_attribute (self->numbers, pango_attr_font_features_new ("tnum=1"));
  self->words = make_layout (widget, direction);
  self->data = make_layout (widget, direction);
  set_mono (self->data);
  self->remark = make_layout (widget, direction);
  set_mono (self->remark);
  add_attribute (self->remark, pango_attr_style_new (PANGO_STYLE_ITALIC));

  measure_line (self->numbers, "0000000000", &width, &ascent, &descent);
  self->unit = width / 10;
  measure_line (self->data, "0000000000", &width, &ascent, &descent);
  self->mono_unit = width / 10;
  padding = MAX ((int) ((ascent + descent) * PADDING_PER_HEIGHT), 2);
  self->height = ascent + descent + 2 * padding;
  self->baseline = padding + ascent;
  self->symbol_size = ascent + descent > 28 ? 32 : 16;
}

static GdkRGBA
look_up (GtkStyleContext *style, const char *name, const GdkRGBA *fallback)
{
  GdkRGBA color;

  return gtk_style_context_lookup_color (style, name, &color) ? color : *fallback;
}

static GdkRGBA
fade (const GdkRGBA *color, float alpha)
{
  GdkRGBA faded = *color;

  faded.alpha *= alpha;
  return faded;
}

static void
update_colors (WeirRowLook *self, GtkWidget *widget)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean high_contrast = adw_style_manager_get_high_contrast (manager);

  gtk_style_context_get_color (style, &self->color);
  self->dim = fade (&self->color, high_contrast ? 0.9f : 0.62f);
  self->line = fade (&self->color, high_contrast ? 0.5f : 0.18f);
  self->accent = look_up (style, "accent_color", &self->color);
  self->success = look_up (style, "success_color", &self->color);
  self->warning = look_up (style, "warning_color", &self->color);
  self->error = look_up (style, "error_color", &self->color);
  for (guint i = 0; i < WEIR_N_NAME_COLORS; i++)
    weir_name_color_get (i, adw_style_manager_get_dark (manager), high_contrast, &self->names[i]);
}

static GtkSymbolicPaintable *
find_icon (WeirRowLook *self, GtkWidget *widget, const char *name)
{
  GtkIconTheme *icons = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));

  return GTK_SYMBOLIC_PAINTABLE (
      gtk_icon_theme_lookup_icon (icons, name, NULL, self->symbol_size, gtk_widget_get_scale_factor (widget), GTK_TEXT_DIR_NONE, 0));
}

void
weir_row_look_update (WeirRowLook *self, GtkWidget *widget)
{
  self->is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  update_fonts (self, widget);
  update_colors (self, widget);
  self->odd = find_icon (self, widget, "dialog-warning-symbolic");
  self->note = find_icon (self, widget, "document-edit-symbolic");
}
