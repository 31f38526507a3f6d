/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-application.h"
#include "weir-window.h"

#include <glib/gi18n.h>

struct _WeirApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (WeirApplication, weir_application, ADW_TYPE_APPLICATION)

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = user_data;
  /* The metainfo says it too, which gettext takes up from 0.22 on only. */
  const char *const authors[] = { _ ("The Weir developers"), NULL };

  gtk_show_about_dialog (gtk_application_get_active_window (application), "program-name", "Weir", "version", WEIR_VERSION, "logo-icon-name",
                         WEIR_APP_ID, "comments", _ ("Watch, record and mock event streams"), "copyright", _ ("© The Weir developers"),
                         "license-type", GTK_LICENSE_GPL_3_0, "authors", authors, "translator-credits", _ ("translator-credits"), NULL);
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_quit (user_data);
}

static WeirWindow *
present_window (WeirApplication *self)
{
  GtkApplication *application = GTK_APPLICATION (self);
  GtkWindow *window = gtk_application_get_active_window (application);

  if (window == NULL)
    window = GTK_WINDOW (weir_window_new (application));
  gtk_window_present (window);
  return WEIR_WINDOW (window);
}

static void
weir_application_activate (GApplication *application)
{
  present_window (WEIR_APPLICATION (application));
}

static void
weir_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  WeirWindow *window = present_window (WEIR_APPLICATION (application));
  g_autofree char *uri = g_file_get_uri (files[0]);
  g_autofree char *path = g_file_get_path (files[0]);

  weir_window_show_address (window, path != NULL ? path : uri, path != NULL);
}

static void
weir_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = show_about },
    { .name = "quit", .activate = quit },
  };

  G_APPLICATION_CLASS (weir_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", (const char *const[]){ "<Control>q", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "window.close", (const char *const[]){ "<Control>w", NULL });
  gtk_window_set_default_icon_name (WEIR_APP_ID);
}

static void
weir_application_class_init (WeirApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = weir_application_startup;
  application_class->activate = weir_application_activate;
  application_class->open = weir_application_open;
}

static void
weir_application_init (WeirApplication *self)
{
}

WeirApplication *
weir_application_new (void)
{
  return g_object_new (WEIR_TYPE_APPLICATION, "application-id", WEIR_APP_ID, "flags", G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/io/github/weir/Weir", NULL);
}
