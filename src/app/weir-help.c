/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-help.h"

#include <glib/gi18n.h>

/* Made when they are asked for and gone when they are closed, unlike what GTK offers for both: a screen reader that asks for a window that
 * has just closed is told of a hidden one, whose path is NULL, and the program ends (GTK 4.8 to 4.18, gtkatspiroot.c). */

void
weir_help_show_about (GtkWindow *parent)
{
  /* The metainfo says it too, which gettext takes up from 0.22 on only. */
  const char *const authors[] = { _ ("The Weir developers"), NULL };
  GtkWidget *dialog = gtk_about_dialog_new ();

  g_object_set (dialog, "program-name", "Weir", "version", WEIR_VERSION, "logo-icon-name", WEIR_APP_ID, "comments",
                _ ("Watch, record and mock event streams"), "copyright", _ ("© The Weir developers"), "license-type", GTK_LICENSE_GPL_3_0,
                "authors", authors, "translator-credits", _ ("translator-credits"), "transient-for", parent, "modal", TRUE,
                "destroy-with-parent", TRUE, NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
weir_help_show_shortcuts (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/weir/Weir/weir-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_set_destroy_with_parent (window, TRUE);
  gtk_window_present (window);
}
