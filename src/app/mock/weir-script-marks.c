/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-script-marks.h"

#include "weir-script.h"

#define ERROR "weir-error"
#define WARNING "weir-warning"
/* Of a source view. */
#define GUTTER "weir-gutter"
#define MARKED "weir-marked"

static GtkTextBuffer *
get_buffer (GtkSourceView *view)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static WeirLineGutter *
get_gutter (GtkSourceView *view)
{
  return g_object_get_data (G_OBJECT (view), GUTTER);
}

static void
find_place (GtkTextBuffer *buffer, guint line, guint column, GtkTextIter *place)
{
  int last = gtk_text_buffer_get_line_count (buffer) - 1;

  gtk_text_buffer_get_iter_at_line (buffer, place, (int) MIN (line - 1, (guint) last));
  gtk_text_iter_set_line_offset (place, 0);
  for (guint i = 1; i < column && !gtk_text_iter_ends_line (place); i++)
    gtk_text_iter_forward_char (place);
}

/* A word from there on, or the line when there is none. */
static void
find_range (GtkTextBuffer *buffer, const WeirDiagnostic *problem, GtkTextIter *start, GtkTextIter *end)
{
  find_place (buffer, problem->line, problem->column, start);
  *end = *start;
  while (!gtk_text_iter_ends_line (end) && !g_unichar_isspace (gtk_text_iter_get_char (end)))
    gtk_text_iter_forward_char (end);
  if (gtk_text_iter_equal (start, end))
    {
      gtk_text_iter_set_line_offset (start, 0);
      if (!gtk_text_iter_ends_line (end))
        gtk_text_iter_forward_to_line_end (end);
    }
}

static gboolean
has_tag (GtkSourceView *view, const GtkTextIter *place, const char *name)
{
  return gtk_text_iter_has_tag (place, gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (get_buffer (view)), name));
}

static gboolean
on_query_tooltip (GtkSourceView *view, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  GtkTextIter place;
  g_autofree char *words = NULL;

  if (by_keyboard)
    gtk_text_buffer_get_iter_at_mark (get_buffer (view), &place, gtk_text_buffer_get_insert (get_buffer (view)));
  else
    {
      gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (view), GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
      if (!gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (view), &place, x, y))
        return FALSE;
    }
  if (!has_tag (view, &place, ERROR) && !has_tag (view, &place, WARNING))
    return FALSE;

  words = weir_line_gutter_dup_words (get_gutter (view), gtk_text_iter_get_line (&place));
  gtk_tooltip_set_text (tooltip, words);

  return *words != '\0';
}

void
weir_script_marks_set_up (GtkSourceView *view, WeirLineGutter *gutter)
{
  g_return_if_fail (GTK_SOURCE_IS_VIEW (view));

  /* Of two, the one that was made last wins. */
  gtk_text_buffer_create_tag (get_buffer (view), WARNING, "underline", PANGO_UNDERLINE_ERROR, NULL);
  gtk_text_buffer_create_tag (get_buffer (view), ERROR, "underline", PANGO_UNDERLINE_ERROR, NULL);
  weir_line_gutter_set_view (gutter, GTK_TEXT_VIEW (view));
  g_object_set_data (G_OBJECT (view), GUTTER, gutter);
  gtk_widget_set_has_tooltip (GTK_WIDGET (view), TRUE);
  g_signal_connect (view, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
}

static void
set_color (GtkSourceView *view, const char *category, const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (view));
  GdkRGBA color;

  if (gtk_style_context_lookup_color (style, name, &color))
    g_object_set (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (get_buffer (view)), category), "underline-rgba", &color, NULL);
}

void
weir_script_marks_update_colors (GtkSourceView *view)
{
  g_return_if_fail (GTK_SOURCE_IS_VIEW (view));

  set_color (view, WARNING, "warning_color");
  set_color (view, ERROR, "error_color");
}

static void
clear (GtkTextBuffer *buffer, const char *category)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, category, &start, &end);
}

void
weir_script_marks_set (GtkSourceView *view, GPtrArray *problems)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (GTK_SOURCE_IS_VIEW (view));

  buffer = get_buffer (view);
  weir_line_gutter_set_problems (get_gutter (view), problems);
  /* Looks at each line. */
  if (g_object_steal_data (G_OBJECT (view), MARKED) != NULL)
    {
      clear (buffer, ERROR);
      clear (buffer, WARNING);
    }
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const WeirDiagnostic *problem = g_ptr_array_index (problems, i);
      GtkTextIter start, end;

      find_range (buffer, problem, &start, &end);
      g_object_set_data (G_OBJECT (view), MARKED, GINT_TO_POINTER (TRUE));
      gtk_text_buffer_apply_tag_by_name (buffer, problem->is_error ? ERROR : WARNING, &start, &end);
    }
}

void
weir_script_marks_go_to (GtkSourceView *view, guint line, guint column)
{
  GtkTextIter place;

  g_return_if_fail (GTK_SOURCE_IS_VIEW (view));

  find_place (get_buffer (view), line, column, &place);
  gtk_text_buffer_place_cursor (get_buffer (view), &place);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (view), gtk_text_buffer_get_insert (get_buffer (view)), 0.2, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (view));
}
