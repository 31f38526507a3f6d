/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-byte-line-row.h"

#include "weir-code-line.h"
#include "weir-detail.h"
#include "weir-hex.h"

/* Digits and spaces of a full row. */
#define HEX_COLUMNS (3 * WEIR_HEX_BYTES)
/* With the offset, the text, and the spaces between. */
#define ALL_COLUMNS (10 + HEX_COLUMNS + 2 + WEIR_HEX_BYTES)

/* Of a row on each side, as the style has it. */
#define PADDING 12

/* Either of two: a list keeps some two hundred rows alive, and each widget of theirs costs when other bytes are shown. */
struct _WeirByteLineRow
{
  AdwBin parent_instance;

  WeirCodeLine *dump; /* bytes */
  GtkWidget *head;    /* a line's explanation */
  GtkLabel *field;
  GtkLabel *fate;
  GtkLabel *why;
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

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
make_head (WeirByteLineRow *self)
{
  self->head = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  self->field = add_label (self->head, "weir-byte-field");
  gtk_label_set_width_chars (self->field, 6);
  self->fate = add_label (self->head, "weir-fate");
  gtk_widget_set_valign (GTK_WIDGET (self->fate), GTK_ALIGN_CENTER);
  self->why = add_label (self->head, NULL);
  gtk_label_set_ellipsize (self->why, PANGO_ELLIPSIZE_END);
}

static char *
show_line (WeirByteLineRow *self, const WeirExplainedLine *line)
{
  const char *name = weir_field_get_name ((WeirField) line->field);
  const char *fate = weir_fate_get_word ((WeirFate) line->fate);
  g_autofree char *why = weir_explained_line_dup_text (line);

  if (self->head == NULL)
    make_head (self);
  adw_bin_set_child (ADW_BIN (self), self->head);
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

static void
make_dump (WeirByteLineRow *self)
{
  self->dump = g_object_ref_sink (WEIR_CODE_LINE (weir_code_line_new ()));
  weir_code_line_set_min_chars (self->dump, ALL_COLUMNS);
  gtk_widget_add_css_class (GTK_WIDGET (self->dump), "monospace");
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

  if (self->dump == NULL)
    make_dump (self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->dump));
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
  weir_code_line_set_text (self->dump, text->str, attributes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
  return g_string_free (text, FALSE);
}

void
weir_byte_line_row_set_row (WeirByteLineRow *self, WeirByteRow *row)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *spoken = NULL;

  g_return_if_fail (WEIR_IS_BYTE_LINE_ROW (self));

  spoken = row->line != NULL ? show_line (self, row->line) : show_bytes (self, row);
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
         int *natural_baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  *minimum = *natural = 0;
  if (child != NULL)
    gtk_widget_measure (child, orientation, -1, minimum, natural, NULL, NULL);
}

/* Bytes go on beyond what is seen of the list; words end there. */
static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WeirByteLineRow *self = WEIR_BYTE_LINE_ROW (widget);
  GtkWidget *list = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_VIEW);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (self));
  g_autoptr (GskTransform) place = NULL;
  int seen = width, least;

  if (child == NULL)
    return;
  if (child == self->head && list != NULL)
    {
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      seen = CLAMP (gtk_widget_get_width (list) - 2 * PADDING, least, MAX (width, least));
    }
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    place = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) (width - seen), 0));
  gtk_widget_allocate (child, seen, height, baseline, g_steal_pointer (&place));
}

static void
weir_byte_line_row_dispose (GObject *object)
{
  WeirByteLineRow *self = WEIR_BYTE_LINE_ROW (object);

  G_OBJECT_CLASS (weir_byte_line_row_parent_class)->dispose (object);
  g_clear_object (&self->dump);
  g_clear_object (&self->head);
}

static void
weir_byte_line_row_class_init (WeirByteLineRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_byte_line_row_dispose;
}

static void
weir_byte_line_row_init (WeirByteLineRow *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_custom_layout_new (get_request_mode, measure, allocate));
}

GtkWidget *
weir_byte_line_row_new (void)
{
  return g_object_new (WEIR_TYPE_BYTE_LINE_ROW, NULL);
}
