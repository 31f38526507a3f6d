/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-drop-down.h"

/* The focus is on the button inside. */
static GtkAccessible *
get_button (GtkDropDown *self)
{
  return GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self)));
}

static void
on_selected (GtkDropDown *self)
{
  GtkStringObject *selected = gtk_drop_down_get_selected_item (self);
  const char *chosen = selected != NULL ? gtk_string_object_get_string (selected) : "";

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, chosen, -1);
  gtk_accessible_update_property (get_button (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, chosen, -1);
}

void
weir_drop_down_set_label (GtkDropDown *self, const char *label)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (self));
  g_return_if_fail (label != NULL);

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (get_button (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (self, "notify::selected-item", G_CALLBACK (on_selected), NULL);
  on_selected (self);
}
