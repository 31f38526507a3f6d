/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-field-mark.h"

#define LONGEST_LINE (4u * 1024)

void
weir_field_mark (GtkWidget *field, const char *problem)
{
  gtk_widget_set_tooltip_text (field, problem);
  if (problem != NULL)
    gtk_widget_add_css_class (field, "error");
  else
    gtk_widget_remove_css_class (field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

gboolean
weir_field_can_edit (WeirSpan text, gsize most_bytes)
{
  const char *end = text.data + text.len;

  if (text.len > most_bytes || !g_utf8_validate_len (text.data != NULL ? text.data : "", text.len, NULL))
    return FALSE;
  for (const char *line = text.data; line < end;)
    {
      const char *line_end = line;

      while (line_end < end && *line_end != '\n' && *line_end != '\r')
        line_end++;
      if (line_end - line > (gssize) LONGEST_LINE)
        return FALSE;
      line = line_end + 1;
    }

  return TRUE;
}

char *
weir_field_dup_with (GtkTextBuffer *buffer, const GtkTextIter *place, const char *inserted, int length)
{
  GtkTextIter start, end;
  g_autofree char *before = NULL;
  g_autofree char *behind = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  before = gtk_text_buffer_get_text (buffer, &start, place, FALSE);
  behind = gtk_text_buffer_get_text (buffer, place, &end, FALSE);

  return g_strdup_printf ("%s%.*s%s", before, length, inserted, behind);
}
