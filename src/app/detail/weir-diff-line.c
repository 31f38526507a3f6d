/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-diff-line.h"

#include <glib/gi18n.h>

static const char *
get_class (const WeirDiffRow *row)
{
  switch (row->kind)
    {
    case WEIR_DIFF_REMOVED:
      return "weir-diff-removed";
    case WEIR_DIFF_ADDED:
      return "weir-diff-added";
    case WEIR_DIFF_SAME:
    default:
      return "weir-diff-same";
    }
}

static const char *
get_sign (WeirDiffKind kind)
{
  switch (kind)
    {
    case WEIR_DIFF_REMOVED:
      return "−";
    case WEIR_DIFF_ADDED:
      return "+";
    case WEIR_DIFF_SAME:
    default:
      return " ";
    }
}

static const char *
get_spoken_sign (WeirDiffKind kind)
{
  switch (kind)
    {
    case WEIR_DIFF_REMOVED:
      return _ ("removed");
    case WEIR_DIFF_ADDED:
      return _ ("added");
    case WEIR_DIFF_SAME:
    default:
      return "";
    }
}

static void
append_number (GString *text, guint number)
{
  if (number > 0)
    g_string_append_printf (text, "%5u ", number);
  else
    g_string_append (text, "      ");
}

/* @attribute: (transfer full) */
static void
mark (PangoAttrList *attributes, PangoAttribute *attribute, gsize from, gsize to)
{
  attribute->start_index = (guint) from;
  attribute->end_index = (guint) to;
  pango_attr_list_insert (attributes, attribute);
}

/* Returns: (transfer full): what is read out */
static char *
show_line (WeirCodeLine *line, const WeirDiffRow *row)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  gsize start;

  append_number (text, row->before);
  append_number (text, row->after);
  mark (attributes, pango_attr_foreground_alpha_new (G_MAXUINT16 / 100 * 60), 0, text->len);
  g_string_append_printf (text, " %s ", get_sign (row->kind));
  start = text->len;
  g_string_append (text, row->text);
  /* What differs from the line's partner needs no colour to be seen. */
  if (row->changed_to > row->changed_from)
    {
      mark (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start + row->changed_from, start + row->changed_to);
      mark (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start + row->changed_from, start + row->changed_to);
    }
  weir_code_line_set_text (line, text->str, attributes);
  return g_strdup_printf ("%s %s", get_spoken_sign (row->kind), row->text);
}

static char *
show_folded (WeirCodeLine *line, guint n)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree char *words = g_strdup_printf (ngettext ("%u equal line", "%u equal lines", n), n);
  g_autofree char *text = g_strdup_printf ("             ⋯ %s", words);

  mark (attributes, pango_attr_foreground_alpha_new (G_MAXUINT16 / 100 * 60), 0, strlen (text));
  weir_code_line_set_text (line, text, attributes);
  return g_steal_pointer (&words);
}

GtkWidget *
weir_diff_line_new (void)
{
  return weir_code_line_new ();
}

void
weir_diff_line_show (WeirCodeLine *line, const WeirDiffRow *row)
{
  GtkWidget *widget = GTK_WIDGET (line);
  GtkWidget *item = gtk_widget_get_parent (widget);
  g_autofree char *spoken = NULL;

  g_return_if_fail (WEIR_IS_CODE_LINE (line));

  spoken = row->n_folded > 0 ? show_folded (line, row->n_folded) : show_line (line, row);
  gtk_widget_set_css_classes (widget, (const char *[]){ "monospace", "weir-diff-line", get_class (row), NULL });
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, g_strchug (spoken), -1);
}
