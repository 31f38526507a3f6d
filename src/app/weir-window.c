/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-window.h"

#include <glib/gi18n.h>

struct _WeirWindow
{
  AdwApplicationWindow parent_instance;
  GtkLabel *command;
  GtkLabel *version;
};

G_DEFINE_FINAL_TYPE (WeirWindow, weir_window, ADW_TYPE_APPLICATION_WINDOW)

void
weir_window_show_address (WeirWindow *self, const char *address, gboolean is_file)
{
  g_autofree char *quoted = NULL;
  g_autofree char *command = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (address != NULL);

  quoted = g_shell_quote (address);
  command = g_strdup_printf ("weir %s %s", is_file ? "decode" : "watch", quoted);
  gtk_label_set_text (self->command, command);
}

static void
weir_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_WINDOW);
  G_OBJECT_CLASS (weir_window_parent_class)->dispose (object);
}

static void
weir_window_class_init (WeirWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/weir-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, command);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, version);
}

static void
weir_window_init (WeirWindow *self)
{
  g_autofree char *version = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Translators: %s is a version number */
  version = g_strdup_printf (_ ("Version %s"), WEIR_VERSION);
  gtk_label_set_text (self->version, version);
}

WeirWindow *
weir_window_new (GtkApplication *application)
{
  return g_object_new (WEIR_TYPE_WINDOW, "application", application, NULL);
}
