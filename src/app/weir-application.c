/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-application.h"
#include "weir-help.h"
#include "weir-preferences.h"
#include "weir-remembered.h"
#include "weir-settings.h"
#include "weir-window.h"

#include <glib/gi18n.h>

/* As long as typing may go on. */
#define REMEMBER_DELAY_MS 1000

struct _WeirApplication
{
  AdwApplication parent_instance;

  GSettings *settings; /* (nullable) before the start */
  WeirWorker *ingest;  /* (nullable) before the start, as the next three */
  WeirWorker *search;
  WeirDemo *demo;
  WeirWorkspace *workspace;
  guint remember_source; /* 0: nothing is to be remembered soon */
  WeirSecrets *secrets;  /* (nullable) before the start, unless it was set */
  WeirKeyring *keyring;
};

G_DEFINE_FINAL_TYPE (WeirApplication, weir_application, ADW_TYPE_APPLICATION)

/* Also in weir-shortcuts.ui; a test compares them. */
static const struct
{
  const char *action;
  const char *accels[3];
} shortcuts[] = {
  { "app.new-window", { "<Control>n" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "win.close-page", { "<Control>w" } },
  { "win.focus-border", { "F8" } },
  { "win.new", { "<Control>t" } },
  { "win.open", { "<Control>o" } },
  { "win.next-page", { "<Control>Page_Down", "<Control>Tab" } },
  { "win.previous-page", { "<Control>Page_Up", "<Control><Shift>Tab" } },
  { "win.rename", { "F2" } },
  { "win.shortcuts", { "<Control>question", "<Control>F1" } },
  { "win.toggle-sidebar", { "F9" } },
  { "win.go-to-page(1)", { "<Alt>1" } },
  { "win.go-to-page(2)", { "<Alt>2" } },
  { "win.go-to-page(3)", { "<Alt>3" } },
  { "win.go-to-page(4)", { "<Alt>4" } },
  { "win.go-to-page(5)", { "<Alt>5" } },
  { "win.go-to-page(6)", { "<Alt>6" } },
  { "win.go-to-page(7)", { "<Alt>7" } },
  { "win.go-to-page(8)", { "<Alt>8" } },
  { "win.go-to-page(9)", { "<Alt>9" } },
};

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_help_show_about (gtk_application_get_active_window (user_data));
}

static void
show_preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = user_data;

  gtk_window_present (weir_preferences_new (gtk_application_get_active_window (application)));
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_quit (user_data);
}

/* The one that was in front last, or a new one. */
static WeirWindow *
present_window (WeirApplication *self)
{
  GtkApplication *application = GTK_APPLICATION (self);
  GtkWindow *window = NULL;

  for (GList *next = gtk_application_get_windows (application); next != NULL && window == NULL; next = next->next)
    window = WEIR_IS_WINDOW (next->data) ? next->data : NULL;
  if (window == NULL)
    {
      window = GTK_WINDOW (weir_window_new (application));
      if (g_settings_get_boolean (self->settings, "remember-streams"))
        weir_remembered_restore (self->workspace, WEIR_WINDOW (window));
      weir_window_offer_left_over (WEIR_WINDOW (window), NULL);
    }
  gtk_window_present (window);
  return WEIR_WINDOW (window);
}

static void
open_window (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (weir_window_new (user_data)));
}

static void
open_stream (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_show_first_page (present_window (user_data));
}

static void
open_mock (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_choose_template (present_window (user_data));
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

  for (int i = 0; i < n_files; i++)
    weir_window_open_file (window, files[i]);
}

/* Of this program, or of one that was started later. A URL is taken as it was typed: a GFile may write it in another way. */
static int
weir_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  int argc;
  g_auto (GStrv) argv = g_application_command_line_get_arguments (line, &argc);

  if (g_variant_dict_contains (options, "new-window"))
    open_window (NULL, NULL, application);
  else if (g_variant_dict_contains (options, "new-mock"))
    open_mock (NULL, NULL, application);
  else if (argc < 2)
    g_application_activate (application);
  for (int i = 1; i < argc; i++)
    {
      WeirWindow *window = present_window (WEIR_APPLICATION (application));
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, argv[i]);

      weir_window_open_argument (window, argv[i], file);
    }

  return 0;
}

static void
show_color_scheme (WeirApplication *self)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  gsize wanted = (gsize) g_settings_get_enum (self->settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_application_get_style_manager (ADW_APPLICATION (self)), schemes[wanted]);
}

/* Else nothing would be in the keyring that it should be asked for. */
static void
on_not_kept (WeirApplication *self, const char *id, const GError *error)
{
  GtkApplication *application = GTK_APPLICATION (self);
  GtkWindow *window = gtk_application_get_active_window (application);

  weir_remembered_drop_secrets (application, id);
  weir_application_remember (self, NULL);
  if (WEIR_IS_WINDOW (window))
    weir_window_show_error (WEIR_WINDOW (window), _ ("Passwords and tokens are not remembered"), error);
}

static void
start_keyring (WeirApplication *self)
{
  if (self->secrets == NULL)
    self->secrets = weir_secrets_new (NULL, NULL);
  self->keyring = weir_keyring_new (self->workspace, self->secrets);
  g_signal_connect_object (self->keyring, "not-kept", G_CALLBACK (on_not_kept), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "recents-changed", G_CALLBACK (weir_keyring_update), self->keyring, G_CONNECT_SWAPPED);
}

static void
weir_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = show_about },
    { .name = "new-mock", .activate = open_mock },
    { .name = "new-stream", .activate = open_stream },
    { .name = "new-window", .activate = open_window },
    { .name = "preferences", .activate = show_preferences },
    { .name = "quit", .activate = quit },
  };
  WeirApplication *self = WEIR_APPLICATION (application);

  G_APPLICATION_CLASS (weir_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcuts[i].action, shortcuts[i].accels);
  gtk_window_set_default_icon_name (WEIR_APP_ID);
  /* A text that can be copied comes into the focus by Tab, or when a page changes; it need not look as if somebody had marked it. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  self->ingest = weir_worker_new ("weir-ingest");
  self->search = weir_worker_new ("weir-search");
  self->demo = weir_demo_new ();
  self->workspace = weir_workspace_new (NULL);
  start_keyring (self);

  self->settings = weir_settings_new ();
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (show_color_scheme), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::remember-streams", G_CALLBACK (weir_application_remember_soon), self,
                           G_CONNECT_SWAPPED);
  show_color_scheme (self);
}

/* Windows stop their streams, which needs the workers: first the ones, then the others. */
static void
weir_application_shutdown (GApplication *application)
{
  WeirApplication *self = WEIR_APPLICATION (application);
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (application));

  g_clear_handle_id (&self->remember_source, g_source_remove);
  /* Quit, not closed one by one. */
  if (windows != NULL)
    weir_application_remember (self, NULL);
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (application))) != NULL)
    gtk_window_destroy (windows->data);
  /* Nobody is left to tell; the file from before is still there. */
  weir_workspace_flush (self->workspace, NULL);
  G_APPLICATION_CLASS (weir_application_parent_class)->shutdown (application);
}

static void
weir_application_dispose (GObject *object)
{
  WeirApplication *self = WEIR_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->keyring);
  g_clear_object (&self->secrets);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (weir_application_parent_class)->dispose (object);
}

static void
weir_application_finalize (GObject *object)
{
  WeirApplication *self = WEIR_APPLICATION (object);

  g_clear_pointer (&self->demo, weir_demo_free);
  g_clear_pointer (&self->search, weir_worker_free);
  g_clear_pointer (&self->ingest, weir_worker_free);
  G_OBJECT_CLASS (weir_application_parent_class)->finalize (object);
}

static void
weir_application_class_init (WeirApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_application_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_application_finalize;
  application_class->startup = weir_application_startup;
  application_class->shutdown = weir_application_shutdown;
  application_class->activate = weir_application_activate;
  application_class->open = weir_application_open;
  application_class->command_line = weir_application_command_line;
}

static void
weir_application_init (WeirApplication *self)
{
  static const GOptionEntry options[] = {
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open a new window"), NULL },
    { "new-mock", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Choose a mock server in the window"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[URL|FILE…]"));
}

WeirApplication *
weir_application_new (void)
{
  return g_object_new (WEIR_TYPE_APPLICATION, "application-id", WEIR_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path", "/io/github/weir/Weir", NULL);
}

WeirWorker *
weir_application_get_ingest (WeirApplication *self)
{
  g_return_val_if_fail (WEIR_IS_APPLICATION (self), NULL);

  return self->ingest;
}

WeirWorker *
weir_application_get_search (WeirApplication *self)
{
  g_return_val_if_fail (WEIR_IS_APPLICATION (self), NULL);

  return self->search;
}

WeirRequest *
weir_application_make_demo_request (WeirApplication *self, GError **error)
{
  g_return_val_if_fail (WEIR_IS_APPLICATION (self), NULL);

  return weir_demo_make_request (self->demo, error);
}

WeirWorkspace *
weir_application_get_workspace (WeirApplication *self)
{
  g_return_val_if_fail (WEIR_IS_APPLICATION (self), NULL);

  return self->workspace;
}

void
weir_application_remember (WeirApplication *self, gpointer leaving)
{
  g_return_if_fail (WEIR_IS_APPLICATION (self));

  if (g_settings_get_boolean (self->settings, "remember-streams"))
    weir_remembered_store (self->workspace, GTK_APPLICATION (self), leaving);
  else
    weir_remembered_forget (self->workspace);
  weir_keyring_update (self->keyring);
}

WeirKeyring *
weir_application_get_keyring (WeirApplication *self)
{
  g_return_val_if_fail (WEIR_IS_APPLICATION (self), NULL);

  return g_settings_get_boolean (self->settings, "remember-streams") && weir_keyring_is_supported (self->keyring) ? self->keyring : NULL;
}

static gboolean
on_remember (gpointer user_data)
{
  WeirApplication *self = user_data;

  self->remember_source = 0;
  /* After the last window is what it left behind. */
  if (gtk_application_get_windows (GTK_APPLICATION (self)) != NULL)
    weir_application_remember (self, NULL);
  return G_SOURCE_REMOVE;
}

void
weir_application_remember_soon (WeirApplication *self)
{
  g_return_if_fail (WEIR_IS_APPLICATION (self));

  if (self->remember_source == 0)
    self->remember_source = g_timeout_add (REMEMBER_DELAY_MS, on_remember, self);
}

void
weir_application_set_secrets (WeirApplication *self, WeirSecrets *secrets)
{
  g_return_if_fail (WEIR_IS_APPLICATION (self));
  g_return_if_fail (self->keyring == NULL);

  g_set_object (&self->secrets, secrets);
}

void
weir_application_add_recent (WeirApplication *self, WeirRequest *request, WeirWorkspaceItem *item)
{
  g_autoptr (WeirWorkspaceItem) recent = NULL;

  g_return_if_fail (WEIR_IS_APPLICATION (self));
  g_return_if_fail (request != NULL);

  recent = item != NULL ? weir_workspace_item_ref (item) : weir_workspace_item_new_request (request, NULL);
  if (g_settings_get_boolean (self->settings, "remember-streams"))
    weir_workspace_add_recent (self->workspace, recent);
}
