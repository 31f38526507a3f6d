/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-port-entry.h"

#include <glib/gi18n.h>

#include "weir-field-mark.h"

/* Of an entry: its mock; and, while the mock's port is being shown or set, that it is. */
#define ITEM "weir-item"
#define BUSY "weir-busy"

static gboolean
parse (const char *text, guint64 *port)
{
  *port = 0;

  return *text == '\0' || g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, port, NULL);
}

static void
show (GtkEntry *entry)
{
  WeirMockItem *item = g_object_get_data (G_OBJECT (entry), ITEM);
  g_autofree char *text = NULL;
  guint port;

  if (g_object_get_data (G_OBJECT (entry), BUSY) != NULL)
    return;

  g_object_get (item, "port", &port, NULL);
  text = port != 0 ? g_strdup_printf ("%u", port) : g_strdup ("");
  g_object_set_data (G_OBJECT (entry), BUSY, entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_object_set_data (G_OBJECT (entry), BUSY, NULL);
}

static void
on_changed (GtkEntry *entry)
{
  guint64 port;
  gboolean good = parse (gtk_editable_get_text (GTK_EDITABLE (entry)), &port);

  weir_field_mark (GTK_WIDGET (entry), good ? NULL : _ ("A port is a number from 1 to 65535."));
  if (good)
    gtk_widget_set_tooltip_text (GTK_WIDGET (entry), _ ("The port to listen on, from the next run on; without one any that is free"));
  if (!good || g_object_get_data (G_OBJECT (entry), BUSY) != NULL)
    return;

  g_object_set_data (G_OBJECT (entry), BUSY, entry);
  g_object_set (g_object_get_data (G_OBJECT (entry), ITEM), "port", (guint) port, NULL);
  g_object_set_data (G_OBJECT (entry), BUSY, NULL);
}

void
weir_port_entry_bind (GtkEntry *entry, WeirMockItem *item)
{
  g_return_if_fail (GTK_IS_ENTRY (entry));
  g_return_if_fail (WEIR_IS_MOCK_ITEM (item));

  g_object_set_data (G_OBJECT (entry), ITEM, item);
  g_signal_connect (entry, "changed", G_CALLBACK (on_changed), NULL);
  g_signal_connect_object (item, "notify::port", G_CALLBACK (show), entry, G_CONNECT_SWAPPED);
  show (entry);
  on_changed (entry);
}
