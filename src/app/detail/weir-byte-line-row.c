/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-byte-line-row.h"

#include "weir-detail.h"
#include "weir-hex.h"

/* Digits and spaces of a full row. */
#define HEX_COLUMNS (3 * WEIR_HEX_BYTES)

struct _WeirByteLineRow
{
  AdwBin parent_instance;

  GtkWidget *head;
  GtkLabel *field;
  GtkLabel *fate;
  GtkLabel *why;
  GtkLabel *dump;
};

G_DEFINE_FINAL_TYPE (WeirByteLineRow, weir_byte_line_row, ADW_TYPE_BIN)

static const char *
get_class (WeirFate fate)
{
  switch (fate)
    {
    case WEIR_FATE_DISPATCHED:
      return "weir-fate-dispatched";
    case WEIR_FATE_STORED:
      return "weir-fate-stored";
    case WEIR_FATE_IGNORED:
    default:
      return "weir-fate-ignored";
    }
}

static char *
show_line (WeirByteLineRow *self, const WeirExplainedLine *line)
{
  const char *name = weir_field_get_name ((WeirField) line->field);
  const char *fate = weir_fate_get_word ((WeirFate) line->fate);
  g_autofree char *why = weir_explained_line_dup_text (line);

  gtk_label_set_text (self->field, line->field == WEIR_FIELD_BLANK ? "⏎" : name);
  gtk_label_set_text (self->fate, fate);
  gtk_widget_set_css_classes (GTK_WIDGET (self->fate), (const char *[]){ "weir-fate", get_class ((WeirFate) line->fate), NULL });
  gtk_label_set_text (self->why, why);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), why);
  return g_strdup_printf ("%s %s: %s", name, fate, why);
}

static void
dim (PangoAttrList *attributes, gsize from, gsize to)
{
  PangoAttribute *attribute = pango_attr_foreground_alpha_new (G_MAXUINT16 / 100 * 60);

  attribute->start_index = (guint) from;
  attribute->end_index = (guint) to;
  pango_attr_list_insert (attributes, attribute);
}

static char *
show_bytes (WeirByteLineRow *self, const WeirByteRow *row)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const WeirSpan all = weir_detail_span (row->bytes);
  GString *text = g_string_new (NULL);
  guint8 lengths[WEIR_HEX_BYTES];
  gsize at, hex;
  guint signs;

  g_string_append_printf (text, "%08zx  ", row->from);
  dim (attributes, 0, text->len);
  hex = text->len;
  weir_hex_append_bytes (text, weir_span (all.data + row->from, row->to - row->from));
  while (text->len < hex + HEX_COLUMNS)
    g_string_append_c (text, ' ');
  g_string_append (text, "  ");
  at = text->len;
  signs = weir_hex_append_text (text, all, row->from, row->to, lengths);
  for (gsize i = 0; i < row->to - row->from; at += lengths[i++])
    if ((signs >> i & 1) != 0)
      dim (attributes, at, at + lengths[i]);
  gtk_label_set_text (self->dump, text->str);
  gtk_label_set_attributes (self->dump, attributes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
  return g_string_free (text, FALSE);
}

void
weir_byte_line_row_set_row (WeirByteLineRow *self, WeirByteRow *row)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *spoken = NULL;

  g_return_if_fail (WEIR_IS_BYTE_LINE_ROW (self));

  gtk_widget_set_visible (self->head, row->line != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->dump), row->line == NULL);
  spoken = row->line != NULL ? show_line (self, row->line) : show_bytes (self, row);
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
weir_byte_line_row_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_BYTE_LINE_ROW);
  G_OBJECT_CLASS (weir_byte_line_row_parent_class)->dispose (object);
}

static void
weir_byte_line_row_class_init (WeirByteLineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_byte_line_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/detail/weir-byte-line-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirByteLineRow, head);
  gtk_widget_class_bind_template_child (widget_class, WeirByteLineRow, field);
  gtk_widget_class_bind_template_child (widget_class, WeirByteLineRow, fate);
  gtk_widget_class_bind_template_child (widget_class, WeirByteLineRow, why);
  gtk_widget_class_bind_template_child (widget_class, WeirByteLineRow, dump);
}

static void
weir_byte_line_row_init (WeirByteLineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_direction (GTK_WIDGET (self->dump), GTK_TEXT_DIR_LTR);
}

GtkWidget *
weir_byte_line_row_new (void)
{
  return g_object_new (WEIR_TYPE_BYTE_LINE_ROW, NULL);
}
