/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n.h>

#include "weir-error.h"
#include "weir-fault.h"
#include "weir-mock-control.h"
#include "weir-mock-page-private.h"
#include "weir-script-words.h"
#include "weir-snippet-dialog.h"
#include "weir-window.h"

/* Names of events in a snippet. */
#define NAMES 12

static const WeirSelection all = WEIR_SELECTION_ALL;

/* What became of a run that went on under its clients; of one that began the state says it. */
static void
tell_run (WeirMockPage *self, guint n_clients)
{
  g_autofree char *text = NULL;

  if (n_clients == 0)
    text = g_strdup (_ ("The new script is served; connections are counted on"));
  else
    text = g_strdup_printf (ngettext ("The new script is served; %u client stays with the old one, connections are counted on",
                                      "The new script is served; %u clients stay with the old one, connections are counted on", n_clients),
                            n_clients);
  weir_mock_page_tell (self, text);
}

static void
on_run (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPage *self = user_data;
  gboolean was_running = weir_mock_item_get_running (self->item);
  guint n_before, n_after;
  g_autoptr (GError) error = NULL;

  weir_mock_page_flush (self);
  g_object_get (self->item, "n-clients", &n_before, NULL);
  self->port_taken = FALSE;
  if (weir_mock_item_run (self->item, &error))
    {
      g_object_get (self->item, "n-clients", &n_after, NULL);
      if (was_running && n_after >= n_before)
        tell_run (self, n_after);
      weir_mock_page_show_urls (self);
    }
  else
    {
      self->port_taken = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
      if (g_error_matches (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX))
        g_action_group_activate_action (G_ACTION_GROUP (self->actions), "problem", NULL);
    }
  weir_mock_page_update_actions (self);
  weir_mock_page_show_state (self);
}

static void
on_stop (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPage *self = user_data;

  weir_mock_item_stop (self->item);
  weir_mock_page_show_waiting (self);
}

static void
on_step (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPage *self = user_data;
  guint n = weir_mock_step (weir_mock_item_get_mock (self->item), &all, g_variant_get_uint32 (parameter));
  g_autofree char *text = NULL;

  if (n == 0)
    text = g_strdup (_ ("No client is held: nothing to step"));
  else
    text = g_strdup_printf (ngettext ("%u client goes on by a step", "%u clients go on by a step", n), n);
  weir_mock_page_tell (self, text);
}

static void
on_hold (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  WeirMockPage *self = user_data;
  gboolean hold = g_variant_get_boolean (state);
  guint n_clients;
  g_autofree char *text = NULL;

  g_simple_action_set_state (action, state);
  g_object_set (self->item, "held", hold, NULL);
  g_object_get (self->item, "n-clients", &n_clients, NULL);
  weir_mock_page_update_actions (self);
  if (n_clients == 0)
    return;
  if (hold)
    text = g_strdup_printf (ngettext ("%u client is held", "%u clients are held", n_clients), n_clients);
  else
    text = g_strdup_printf (ngettext ("%u client goes on", "%u clients go on", n_clients), n_clients);
  weir_mock_page_tell (self, text);
}

static void
copy (WeirMockPage *self, const char *text, const char *told)
{
  if (text == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  weir_mock_page_tell (self, told);
}

static void
on_copy_url (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPage *self = user_data;

  copy (self, weir_mock_item_get_url (self->item), _ ("URL copied"));
}

static void
on_copy_this (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  copy (user_data, g_variant_get_string (parameter, NULL), _ ("URL copied"));
}

static void
on_copy_control (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPage *self = user_data;
  g_autofree char *base = weir_mock_dup_url (weir_mock_item_get_mock (self->item));
  g_autofree char *url = base != NULL ? g_strconcat (base, "/.weir/", NULL) : NULL;

  copy (self, url, _ ("Address copied"));
}

static void
on_copy_token (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPage *self = user_data;

  copy (self, weir_mock_item_get_token (self->item), _ ("Token copied: who has it controls this mock"));
}

static void
on_watch (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPage *self = user_data;
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  /* The page that is shown is this one. */
  if (WEIR_IS_WINDOW (window))
    weir_window_watch_address (WEIR_WINDOW (window), weir_window_get_item (WEIR_WINDOW (window)));
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_mock_page_save (user_data);
}

static void
on_save_as (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_mock_page_save_as (user_data);
}

static void
on_find (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPage *self = user_data;

  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "view", g_variant_new_string ("script"));
  weir_script_editor_find (self->editor);
}

static void
on_next_answer (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPage *self = user_data;
  const char *id = g_variant_get_string (parameter, NULL);

  if (weir_fault_add (id, weir_mock_item_get_mock (self->item)))
    weir_mock_page_add_waiting (self, weir_fault_get_label (id));
  else
    weir_mock_page_tell (self, _ ("Not put in line: too many answers wait already. Take them back first."));
}

static void
on_clear_next (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPage *self = user_data;

  weir_mock_clear_next (weir_mock_item_get_mock (self->item));
  weir_mock_page_show_waiting (self);
}

static void
on_snippet (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPage *self = user_data;
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_auto (GStrv) urls = weir_mock_page_list_urls (self);
  g_auto (GStrv) names = weir_script_list_names (weir_mock_item_get_text (self->item), NAMES);

  if (urls[0] != NULL)
    gtk_window_present (weir_snippet_dialog_new (window, g_variant_get_uint32 (parameter), (const char *const *) urls,
                                                 (const char *const *) names, weir_mock_item_get_certificate (self->item)));
}

static void
on_any_port (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPage *self = user_data;

  g_object_set (self->item, "port", 0, NULL);
  on_run (NULL, NULL, self);
}

/* The first error. */
static void
on_problem (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPage *self = user_data;
  const WeirDiagnostic *problem = weir_mock_page_find_error (self);

  if (problem == NULL)
    return;
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "view", g_variant_new_string ("script"));
  weir_script_editor_show_problems (self->editor);
  weir_script_editor_go_to (self->editor, problem->line, problem->column);
}

static void
on_view (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_simple_action_set_state (action, state);
  weir_mock_page_show_view (user_data);
}

static void
on_send (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirMockPage *self = user_data;

  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "view", g_variant_new_string ("clients"));
  gtk_widget_grab_focus (GTK_WIDGET (self->send));
}

GSimpleActionGroup *
weir_mock_page_create_actions (WeirMockPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "run", .activate = on_run },
    { .name = "stop", .activate = on_stop },
    { .name = "hold", .state = "false", .change_state = on_hold },
    { .name = "step", .activate = on_step, .parameter_type = "u" },
    { .name = "copy-url", .activate = on_copy_url },
    { .name = "copy-this", .activate = on_copy_this, .parameter_type = "s" },
    { .name = "copy-control", .activate = on_copy_control },
    { .name = "copy-token", .activate = on_copy_token },
    { .name = "watch", .activate = on_watch },
    { .name = "save", .activate = on_save },
    { .name = "save-as", .activate = on_save_as },
    { .name = "find", .activate = on_find },
    { .name = "next-answer", .activate = on_next_answer, .parameter_type = "s" },
    { .name = "clear-next", .activate = on_clear_next },
    { .name = "snippet", .activate = on_snippet, .parameter_type = "u" },
    { .name = "any-port", .activate = on_any_port },
    { .name = "problem", .activate = on_problem },
    { .name = "view", .parameter_type = "s", .state = "'script'", .change_state = on_view },
    { .name = "send", .activate = on_send },
  };
  GSimpleActionGroup *actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);

  return actions;
}

static void
enable (WeirMockPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
weir_mock_page_update_actions (WeirMockPage *self)
{
  static const char *const while_running[] = { "stop",       "copy-url", "copy-this",   "copy-control",
                                               "copy-token", "watch",    "next-answer", "snippet" };
  GAction *hold = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "hold");
  gboolean running = weir_mock_item_get_running (self->item);
  gboolean loading, held;

  g_object_get (self->item, "loading", &loading, "held", &held, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (while_running); i++)
    enable (self, while_running[i], running);
  enable (self, "run", !loading);
  enable (self, "save", !loading);
  enable (self, "save-as", !loading);
  enable (self, "step", running && held);
  g_simple_action_set_state (G_SIMPLE_ACTION (hold), g_variant_new_boolean (held));
}

GtkEventController *
weir_mock_page_create_shortcuts (void)
{
  static const struct
  {
    const char *trigger;
    const char *action;
  } shortcuts[] = {
    { "F5", "action(mock.run)" },          { "<Control>Return", "action(mock.run)" },     { "<Shift>F5", "action(mock.stop)" },
    { "F6", "action(mock.send)" },         { "<Control>s", "action(mock.save)" },         { "<Control><Shift>s", "action(mock.save-as)" },
    { "<Control>f", "action(mock.find)" }, { "<Control><Shift>o", "action(mock.watch)" }, { "<Control><Shift>c", "action(mock.copy-url)" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *step = gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("F7"), gtk_named_action_new ("mock.step"));

  /* Wherever in the window the focus is. */
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                                                            gtk_shortcut_action_parse_string (shortcuts[i].action)));
  gtk_shortcut_set_arguments (step, g_variant_new_uint32 (1));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), step);

  return controller;
}
