/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-help.h"
#include "weir-paste.h"
#include "weir-window-private.h"

#include <string.h>

/* What menus, keys and the command line do with the window. */

/* `localhost:8123/x`, `:8123`, `localhost/x`; `friday.eventstream` and `recordings/friday` are files, there or not. */
static gboolean
is_address (const char *argument)
{
  const gsize n_host = strcspn (argument, "/?#");

  return weir_paste_guess (weir_span_from_string (argument)) == WEIR_PASTE_URL &&
         (memchr (argument, ':', n_host) != NULL || weir_span_equals_string (weir_span (argument, n_host), "localhost"));
}

void
weir_window_open_argument (WeirWindow *self, const char *argument, GFile *file)
{
  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (weir_window_is_url (argument))
    {
      weir_window_open_url (self, argument);
    }
  else if (is_address (argument) && !g_file_query_exists (file, NULL))
    {
      g_autofree char *url = weir_paste_dup_field_url (argument);

      weir_window_open_url (self, url);
    }
  else
    {
      weir_window_open_file (self, file);
    }
}

static void
new_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_show_first_page (user_data);
}

static void
close_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirSidebarItem *item = weir_window_get_item (user_data);

  if (item != NULL)
    weir_window_close_item (user_data, item);
  else
    gtk_window_close (user_data);
}

static void
open_files (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_choose_files (user_data);
}

static void
watch_demo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_watch_demo (user_data);
}

static void
choose_template (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_choose_template (user_data);
}

static void
rename_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  if (weir_split_get_folded (self->split))
    g_object_set (self->split, "overlay-shown", TRUE, NULL);
  weir_sidebar_rename_selected (self->sidebar);
}

static void
next_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_sidebar_step (WEIR_WINDOW (user_data)->sidebar, 1);
}

static void
previous_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_sidebar_step (WEIR_WINDOW (user_data)->sidebar, -1);
}

static void
go_to_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_sidebar_select_position (WEIR_WINDOW (user_data)->sidebar, (guint) g_variant_get_int32 (parameter) - 1);
}

static void
toggle_sidebar (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirWindow *self = user_data;

  if (weir_split_get_folded (self->split))
    {
      weir_split_toggle (self->split);
      return;
    }

  self->sidebar_wanted = !self->sidebar_wanted;
  weir_window_update_sidebar (self);
}

static void
focus_border (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_split_focus_border (WEIR_WINDOW (user_data)->split);
}

static void
show_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_help_show_shortcuts (user_data);
}

void
weir_window_add_actions (WeirWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "demo", .activate = watch_demo },
    { .name = "new", .activate = new_page },
    { .name = "open", .activate = open_files },
    { .name = "template", .activate = choose_template },
    { .name = "close-page", .activate = close_page },
    { .name = "rename", .activate = rename_page },
    { .name = "next-page", .activate = next_page },
    { .name = "previous-page", .activate = previous_page },
    { .name = "go-to-page", .activate = go_to_page, .parameter_type = "i" },
    { .name = "toggle-sidebar", .activate = toggle_sidebar },
    { .name = "focus-border", .activate = focus_border },
    { .name = "shortcuts", .activate = show_shortcuts },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
