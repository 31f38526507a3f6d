/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-line-gutter.h"

#include "weir-script.h"
#include "weir-text.h"

/* Beside the numbers; between sign and number. */
#define MARGIN 6
#define LEAST_DIGITS 2

struct _WeirLineGutter
{
  GtkWidget parent_instance;

  GtkTextView *view; /* weak */
  GtkAdjustment *scrolled;
  GPtrArray *problems; /* nullable */
  int n_digits;
};

G_DEFINE_FINAL_TYPE (WeirLineGutter, weir_line_gutter, GTK_TYPE_WIDGET)

static int
get_digits (WeirLineGutter *self)
{
  int n_lines = self->view != NULL ? gtk_text_buffer_get_line_count (gtk_text_view_get_buffer (self->view)) : 1;
  int n = 1;

  while (n_lines >= 10)
    {
      n_lines /= 10;
      n++;
    }

  return MAX (n, LEAST_DIGITS);
}

static void
get_sizes (WeirLineGutter *self, int *digit, int *sign)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "8");

  pango_layout_get_pixel_size (layout, digit, NULL);
  pango_layout_set_text (layout, "▲", -1);
  pango_layout_get_pixel_size (layout, sign, NULL);
  *sign = MAX (*sign, *digit);
}

static void
weir_line_gutter_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                          int *natural_baseline)
{
  WeirLineGutter *self = WEIR_LINE_GUTTER (widget);
  int digit, sign;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;
  get_sizes (self, &digit, &sign);
  *minimum = *natural = MARGIN + sign + MARGIN / 2 + self->n_digits * digit + MARGIN;
}

/* Returns: 0: nothing is wrong, 1: a warning, 2: an error */
static int
get_severity (WeirLineGutter *self, guint line)
{
  int severity = 0;

  for (guint i = 0; self->problems != NULL && i < self->problems->len; i++)
    {
      const WeirDiagnostic *problem = g_ptr_array_index (self->problems, i);

      if (problem->line == line)
        severity = MAX (severity, problem->is_error ? 2 : 1);
    }

  return severity;
}

static void
draw_text (WeirLineGutter *self, GtkSnapshot *snapshot, PangoLayout *layout, const char *text, int x, int y, const GdkRGBA *color)
{
  pango_layout_set_text (layout, text, -1);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* In scripts that are written from the right, too, the gutter is on the left: a script is not. */
static void
draw_line (WeirLineGutter *self, GtkSnapshot *snapshot, PangoLayout *layout, int line, int y, gboolean is_current)
{
  static const char *const names[] = { NULL, "warning_color", "error_color" };
  static const char *const signs[] = { NULL, "▲", "●" };
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int severity = get_severity (self, (guint) line + 1);
  g_autofree char *number = g_strdup_printf ("%d", line + 1);
  GdkRGBA color, sign_color;
  int size;

  gtk_style_context_get_color (style, &color);
  if (!is_current)
    color.alpha *= 0.55f;
  pango_layout_set_text (layout, number, -1);
  pango_layout_get_pixel_size (layout, &size, NULL);
  draw_text (self, snapshot, layout, number, width - MARGIN - size, y, &color);
  if (severity == 0)
    return;
  if (!gtk_style_context_lookup_color (style, names[severity], &sign_color))
    sign_color = color;
  pango_layout_set_text (layout, signs[severity], -1);
  pango_layout_get_pixel_size (layout, &size, NULL);
  draw_text (self, snapshot, layout, signs[severity], MARGIN, y, &sign_color);
}

static void
weir_line_gutter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WeirLineGutter *self = WEIR_LINE_GUTTER (widget);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  GtkTextBuffer *buffer;
  GdkRectangle seen;
  GtkTextIter line, cursor;
  int current;

  if (self->view == NULL)
    return;

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  current = gtk_text_iter_get_line (&cursor);
  gtk_text_view_get_visible_rect (self->view, &seen);
  gtk_text_view_get_line_at_y (self->view, &line, seen.y, NULL);
  for (;;)
    {
      int y, height, in_widget, n = gtk_text_iter_get_line (&line);

      gtk_text_view_get_line_yrange (self->view, &line, &y, &height);
      if (y > seen.y + seen.height)
        break;
      gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, 0, y, NULL, &in_widget);
      draw_line (self, snapshot, layout, n, in_widget, n == current);
      if (!gtk_text_iter_forward_line (&line) || gtk_text_iter_get_line (&line) == n)
        break;
    }
}

char *
weir_line_gutter_dup_words (WeirLineGutter *self, int line)
{
  GString *words = g_string_new (NULL);

  g_return_val_if_fail (WEIR_IS_LINE_GUTTER (self), g_string_free (words, FALSE));

  for (guint i = 0; self->problems != NULL && i < self->problems->len; i++)
    {
      const WeirDiagnostic *problem = g_ptr_array_index (self->problems, i);

      if (problem->line != (guint) line + 1)
        continue;
      g_string_append (words, words->len > 0 ? "\n" : "");
      weir_text_append_visible (words, weir_span_from_string (problem->text), WEIR_TEXT_LINES);
      if (problem->hint == NULL)
        continue;
      g_string_append_c (words, '\n');
      weir_text_append_visible (words, weir_span_from_string (problem->hint), WEIR_TEXT_LINES);
    }

  return g_string_free (words, FALSE);
}

static gboolean
weir_line_gutter_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  WeirLineGutter *self = WEIR_LINE_GUTTER (widget);
  g_autofree char *words = NULL;
  GtkTextIter line;
  int in_buffer;

  if (by_keyboard || self->view == NULL)
    return FALSE;

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, 0, y, NULL, &in_buffer);
  gtk_text_view_get_line_at_y (self->view, &line, in_buffer, NULL);
  words = weir_line_gutter_dup_words (self, gtk_text_iter_get_line (&line));
  gtk_tooltip_set_text (tooltip, words);

  return *words != '\0';
}

void
weir_line_gutter_set_problems (WeirLineGutter *self, GPtrArray *problems)
{
  g_return_if_fail (WEIR_IS_LINE_GUTTER (self));

  if (problems != NULL)
    g_ptr_array_ref (problems);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  self->problems = problems;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_text (WeirLineGutter *self)
{
  int n_digits = get_digits (self);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (n_digits == self->n_digits)
    return;
  self->n_digits = n_digits;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
on_vadjustment (WeirLineGutter *self)
{
  GtkAdjustment *scrolled = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  if (self->scrolled != NULL)
    g_signal_handlers_disconnect_by_data (self->scrolled, self);
  g_set_object (&self->scrolled, scrolled);
  if (scrolled == NULL)
    return;
  g_signal_connect_object (scrolled, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  /* Lines wrap in another way, too. */
  g_signal_connect_object (scrolled, "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

void
weir_line_gutter_set_view (WeirLineGutter *self, GtkTextView *view)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (WEIR_IS_LINE_GUTTER (self));
  g_return_if_fail (self->view == NULL);

  g_set_weak_pointer (&self->view, view);
  buffer = gtk_text_view_get_buffer (view);
  g_signal_connect_object (view, "notify::vadjustment", G_CALLBACK (on_vadjustment), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (on_text), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  on_vadjustment (self);
}

static void
weir_line_gutter_dispose (GObject *object)
{
  WeirLineGutter *self = WEIR_LINE_GUTTER (object);

  g_clear_weak_pointer (&self->view);
  if (self->scrolled != NULL)
    g_signal_handlers_disconnect_by_data (self->scrolled, self);
  g_clear_object (&self->scrolled);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  G_OBJECT_CLASS (weir_line_gutter_parent_class)->dispose (object);
}

static void
weir_line_gutter_class_init (WeirLineGutterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_line_gutter_dispose;
  widget_class->measure = weir_line_gutter_measure;
  widget_class->snapshot = weir_line_gutter_snapshot;
  widget_class->query_tooltip = weir_line_gutter_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "weir-line-gutter");
  /* Its numbers say nothing that a screen reader does not say of the text. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
weir_line_gutter_init (WeirLineGutter *self)
{
  self->n_digits = LEAST_DIGITS;
  gtk_widget_add_css_class (GTK_WIDGET (self), "monospace");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}
