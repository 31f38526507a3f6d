/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-json-row.h"

#include "weir-code-line.h"
#include "weir-detail.h"
#include "weir-json-node.h"

struct _WeirJsonRow
{
  AdwBin parent_instance;

  GtkTreeExpander *expander;
  GtkLabel *name;
  WeirCodeLine *value;
};

G_DEFINE_FINAL_TYPE (WeirJsonRow, weir_json_row, ADW_TYPE_BIN)

static const char *
get_class (WeirJsonKind kind)
{
  switch (kind)
    {
    case WEIR_JSON_KIND_STRING:
      return "weir-json-string";
    case WEIR_JSON_KIND_NUMBER:
      return "weir-json-number";
    case WEIR_JSON_KIND_LITERAL:
      return "weir-json-literal";
    case WEIR_JSON_KIND_OBJECT:
    case WEIR_JSON_KIND_ARRAY:
    case WEIR_JSON_KIND_RANGE:
    default:
      return "dim-label";
    }
}

/* JSON is written from left to right everywhere. The expander's own icons come with its row. */
static void
go_from_left (WeirJsonRow *self)
{
  GtkWidget *expander = GTK_WIDGET (self->expander);

  for (GtkWidget *child = gtk_widget_get_first_child (expander); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_direction (child, GTK_TEXT_DIR_LTR);
}

void
weir_json_row_set_row (WeirJsonRow *self, GtkTreeListRow *row)
{
  g_autoptr (WeirJsonNode) node = NULL;
  g_autofree char *name = NULL, *summary = NULL, *spoken = NULL, *shown_name = NULL;
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  g_return_if_fail (WEIR_IS_JSON_ROW (self));

  gtk_tree_expander_set_list_row (self->expander, row);
  if (row == NULL)
    return;
  go_from_left (self);
  node = gtk_tree_list_row_get_item (row);
  name = weir_json_node_dup_name (node);
  summary = weir_json_node_dup_summary (node);
  shown_name = g_strconcat (WEIR_DETAIL_LTR, name, NULL);
  gtk_label_set_text (self->name, shown_name);
  weir_code_line_set_text (self->value, summary, NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->value), (const char *[]){ get_class (weir_json_node_get_kind (node)), NULL });
  /* The list's own widget has the focus, so it is what is read out. */
  spoken = g_strdup_printf ("%s: %s", name, summary);
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

GtkTreeListRow *
weir_json_row_get_row (WeirJsonRow *self)
{
  g_return_val_if_fail (WEIR_IS_JSON_ROW (self), NULL);

  return gtk_tree_expander_get_list_row (self->expander);
}

static void
weir_json_row_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_JSON_ROW);
  G_OBJECT_CLASS (weir_json_row_parent_class)->dispose (object);
}

static void
weir_json_row_class_init (WeirJsonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_json_row_dispose;
  g_type_ensure (WEIR_TYPE_CODE_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/detail/weir-json-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirJsonRow, expander);
  gtk_widget_class_bind_template_child (widget_class, WeirJsonRow, name);
  gtk_widget_class_bind_template_child (widget_class, WeirJsonRow, value);
}

static void
weir_json_row_init (WeirJsonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (GTK_WIDGET (self->expander), GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (GTK_WIDGET (self->name), GTK_TEXT_DIR_LTR);
}

GtkWidget *
weir_json_row_new (void)
{
  return g_object_new (WEIR_TYPE_JSON_ROW, NULL);
}
