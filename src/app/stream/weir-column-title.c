/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-column-title.h"

#include <glib/gi18n.h>

struct _WeirColumnTitle
{
  GtkWidget parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (WeirColumnTitle, weir_column_title, GTK_TYPE_WIDGET)

static void
weir_column_title_dispose (GObject *object)
{
  WeirColumnTitle *self = WEIR_COLUMN_TITLE (object);

  if (self->label != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->label)));

  G_OBJECT_CLASS (weir_column_title_parent_class)->dispose (object);
}

static void
weir_column_title_class_init (WeirColumnTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_column_title_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "weir-column-title");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
weir_column_title_init (WeirColumnTitle *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (self->label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption-heading");
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Shift and the arrow keys resize the column, Control and the arrow keys move it"), -1);
}

GtkWidget *
weir_column_title_new (void)
{
  return g_object_new (WEIR_TYPE_COLUMN_TITLE, NULL);
}

void
weir_column_title_show (WeirColumnTitle *self, WeirColumns *columns, guint index)
{
  WeirColumnKind kind = weir_columns_get (columns, index)->kind;
  gboolean at_end = kind == WEIR_COLUMN_NUMBER || kind == WEIR_COLUMN_GAP || kind == WEIR_COLUMN_SIZE;
  const char *name = weir_columns_get_name (columns, index);

  gtk_label_set_text (self->label, weir_columns_get_title (columns, index));
  gtk_label_set_xalign (self->label, at_end ? 1 : 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
