/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-code-line.h"

struct _WeirCodeLine
{
  GtkWidget parent_instance;

  char *text;
  PangoAttrList *attributes; /* (nullable) */
  guint min_chars;
  gboolean is_asleep; /* nothing was drawn, as nobody would have seen it */
  gboolean is_drawn;
};

G_DEFINE_FINAL_TYPE (WeirCodeLine, weir_code_line, GTK_TYPE_WIDGET)

static PangoFontMetrics *
get_metrics (WeirCodeLine *self)
{
  return pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);
}

static void
weir_code_line_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  WeirCodeLine *self = WEIR_CODE_LINE (widget);
  PangoFontMetrics *metrics = get_metrics (self);
  const int ascent = pango_font_metrics_get_ascent (metrics), descent = pango_font_metrics_get_descent (metrics);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = PANGO_PIXELS_CEIL ((int) self->min_chars * pango_font_metrics_get_approximate_digit_width (metrics));
    }
  else
    {
      *minimum = *natural = PANGO_PIXELS_CEIL (ascent + descent);
      *minimum_baseline = *natural_baseline = PANGO_PIXELS_CEIL (ascent);
    }
  pango_font_metrics_unref (metrics);
}

/* A list keeps some two hundred rows, of which a few are seen; GTK draws them all. */
static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *list = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_VIEW);
  graphene_rect_t bounds;

  /* In doubt it is drawn. */
  if (list == NULL || !gtk_widget_compute_bounds (widget, list, &bounds))
    return TRUE;
  return bounds.origin.y + bounds.size.height > 0 && bounds.origin.y < (float) gtk_widget_get_height (list);
}

static void
draw (WeirCodeLine *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, self->text);
  PangoFontMetrics *metrics = get_metrics (self);
  const int ascent = pango_font_metrics_get_ascent (metrics), descent = pango_font_metrics_get_descent (metrics);
  const int top = (gtk_widget_get_height (widget) - PANGO_PIXELS_CEIL (ascent + descent)) / 2;
  GdkRGBA color;

  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, gtk_widget_get_width (widget) * PANGO_SCALE);
  if (self->attributes != NULL)
    pango_layout_set_attributes (layout, self->attributes);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  /* All on one line however high the fonts are that stand in for the first one. */
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) top + (float) (ascent - pango_layout_get_baseline (layout)) /
                                                                               (float) PANGO_SCALE));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  pango_font_metrics_unref (metrics);
}

static void
weir_code_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WeirCodeLine *self = WEIR_CODE_LINE (widget);

  self->is_asleep = !is_in_sight (widget);
  self->is_drawn = !self->is_asleep;
  if (self->is_drawn)
    draw (self, snapshot);
}

gboolean
weir_code_line_is_drawn (WeirCodeLine *self)
{
  g_return_val_if_fail (WEIR_IS_CODE_LINE (self), FALSE);

  return self->is_drawn;
}

static void
wake_below (GtkWidget *widget)
{
  if (WEIR_IS_CODE_LINE (widget))
    {
      if (WEIR_CODE_LINE (widget)->is_asleep)
        gtk_widget_queue_draw (widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    wake_below (child);
}

void
weir_code_line_wake_in (GtkScrolledWindow *scroller)
{
  GtkAdjustment *adjustment;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scroller));

  adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (wake_below), scroller, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (wake_below), scroller, G_CONNECT_SWAPPED);
}

void
weir_code_line_set_text (WeirCodeLine *self, const char *text, PangoAttrList *attributes)
{
  g_return_if_fail (WEIR_IS_CODE_LINE (self));

  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_pointer (&self->attributes, pango_attr_list_unref);
  if (attributes != NULL)
    self->attributes = pango_attr_list_ref (attributes);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
weir_code_line_get_text (WeirCodeLine *self)
{
  g_return_val_if_fail (WEIR_IS_CODE_LINE (self), NULL);

  return self->text;
}

void
weir_code_line_set_min_chars (WeirCodeLine *self, guint min_chars)
{
  g_return_if_fail (WEIR_IS_CODE_LINE (self));

  self->min_chars = min_chars;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
weir_code_line_finalize (GObject *object)
{
  WeirCodeLine *self = WEIR_CODE_LINE (object);

  g_free (self->text);
  g_clear_pointer (&self->attributes, pango_attr_list_unref);
  G_OBJECT_CLASS (weir_code_line_parent_class)->finalize (object);
}

static void
weir_code_line_class_init (WeirCodeLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_code_line_finalize;
  widget_class->measure = weir_code_line_measure;
  widget_class->snapshot = weir_code_line_snapshot;
  gtk_widget_class_set_css_name (widget_class, "weir-code-line");
}

static void
weir_code_line_init (WeirCodeLine *self)
{
  self->text = g_strdup ("");
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
weir_code_line_new (void)
{
  return g_object_new (WEIR_TYPE_CODE_LINE, NULL);
}
