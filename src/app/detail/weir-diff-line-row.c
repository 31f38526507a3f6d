/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-diff-line-row.h"

#include "weir-detail.h"

#include <glib/gi18n.h>

struct _WeirDiffLineRow
{
  AdwBin parent_instance;

  GtkWidget *box;
  GtkLabel *before;
  GtkLabel *after;
  GtkLabel *sign;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (WeirDiffLineRow, weir_diff_line_row, ADW_TYPE_BIN)

static const char *
get_class (const WeirDiffRow *row)
{
  if (row->n_folded > 0)
    return "weir-diff-folded";
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
set_number (GtkLabel *label, guint number)
{
  g_autofree char *text = number > 0 ? g_strdup_printf ("%u", number) : g_strdup ("");

  gtk_label_set_text (label, text);
}

/* The part that differs from the line's partner: underlined, which needs no colour. */
static PangoAttrList *
mark_changed (const WeirDiffRow *row)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  if (row->changed_to > row->changed_from)
    {
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
      PangoAttribute *underline = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);

      bold->start_index = underline->start_index = row->changed_from + (guint) strlen (WEIR_DETAIL_LTR);
      bold->end_index = underline->end_index = row->changed_to + (guint) strlen (WEIR_DETAIL_LTR);
      pango_attr_list_insert (attributes, bold);
      pango_attr_list_insert (attributes, underline);
    }
  return attributes;
}

void
weir_diff_line_row_set_row (WeirDiffLineRow *self, WeirDiffRow *row)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (PangoAttrList) attributes = NULL;
  g_autofree char *text = NULL, *spoken = NULL;

  g_return_if_fail (WEIR_IS_DIFF_LINE_ROW (self));

  attributes = mark_changed (row);
  if (row->n_folded > 0)
    text = g_strdup_printf (ngettext ("%u equal line", "%u equal lines", row->n_folded), row->n_folded);
  else
    text = g_strconcat (WEIR_DETAIL_LTR, row->text, NULL);
  set_number (self->before, row->before);
  set_number (self->after, row->after);
  gtk_label_set_text (self->sign, row->n_folded > 0 ? "⋯" : row->kind == WEIR_DIFF_ADDED ? "+" : row->kind == WEIR_DIFF_REMOVED ? "−" : "");
  gtk_label_set_text (self->text, text);
  gtk_label_set_attributes (self->text, attributes);
  gtk_widget_set_css_classes (self->box, (const char *[]){ "weir-diff-line", get_class (row), NULL });
  spoken = g_strdup_printf ("%s %s", get_spoken_sign (row->kind), text);
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, g_strchug (spoken), -1);
}

static void
weir_diff_line_row_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_DIFF_LINE_ROW);
  G_OBJECT_CLASS (weir_diff_line_row_parent_class)->dispose (object);
}

static void
weir_diff_line_row_class_init (WeirDiffLineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_diff_line_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/detail/weir-diff-line-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirDiffLineRow, box);
  gtk_widget_class_bind_template_child (widget_class, WeirDiffLineRow, before);
  gtk_widget_class_bind_template_child (widget_class, WeirDiffLineRow, after);
  gtk_widget_class_bind_template_child (widget_class, WeirDiffLineRow, sign);
  gtk_widget_class_bind_template_child (widget_class, WeirDiffLineRow, text);
}

static void
weir_diff_line_row_init (WeirDiffLineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Code is written from left to right everywhere. */
  gtk_widget_set_direction (self->box, GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (GTK_WIDGET (self->before), GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (GTK_WIDGET (self->after), GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (GTK_WIDGET (self->text), GTK_TEXT_DIR_LTR);
}

GtkWidget *
weir_diff_line_row_new (void)
{
  return g_object_new (WEIR_TYPE_DIFF_LINE_ROW, NULL);
}
