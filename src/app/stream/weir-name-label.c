/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <adwaita.h>
#include <string.h>

#include "weir-name-chip.h"
#include "weir-name-color.h"
#include "weir-text.h"

/* Columns of a name; the tooltip has more. */
#define NAME_COLUMNS 24
#define TOOLTIP_COLUMNS 400

#define NAME_KEY "weir-name"
#define HIDDEN_KEY "weir-hidden"

static void
color (GtkWidget *label)
{
  const char *name = g_object_get_data (G_OBJECT (label), NAME_KEY);
  PangoAttrList *attributes = pango_attr_list_new ();
  GdkRGBA rgba;

  weir_name_color_lookup (name, &rgba);
  pango_attr_list_insert (attributes, pango_attr_foreground_new ((guint16) (rgba.red * 65535), (guint16) (rgba.green * 65535),
                                                                 (guint16) (rgba.blue * 65535)));
  /* Else it would be the alpha of the text around it. */
  pango_attr_list_insert (attributes, pango_attr_foreground_alpha_new (G_MAXUINT16));
  if (g_object_get_data (G_OBJECT (label), HIDDEN_KEY) != NULL)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  pango_attr_list_unref (attributes);
}

void
weir_name_label_set_hidden (GtkWidget *label, gboolean hidden)
{
  g_object_set_data (G_OBJECT (label), HIDDEN_KEY, hidden ? label : NULL);
  color (label);
}

GtkWidget *
weir_name_label_new (const char *name)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GString) whole = g_string_new (NULL);
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkWidget *label;

  weir_text_append_row (shown, weir_span (name, strlen (name)), NAME_COLUMNS);
  weir_text_append_row (whole, weir_span (name, strlen (name)), TOOLTIP_COLUMNS);
  label = gtk_label_new (shown->str);
  if (!g_str_equal (shown->str, whole->str))
    gtk_widget_set_tooltip_text (label, whole->str);
  g_object_set_data_full (G_OBJECT (label), NAME_KEY, g_strdup (name), g_free);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (color), label, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (color), label, G_CONNECT_SWAPPED);
  color (label);

  return label;
}
