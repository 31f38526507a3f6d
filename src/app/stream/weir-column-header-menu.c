/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-column-header-private.h"

#include <glib/gi18n.h>

#include "weir-path-popover.h"

/* A name as a menu's label: its underscores are no mnemonics. */
static char *
dup_label (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);

  return g_strjoinv ("__", parts);
}

static void
change_shown (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  WeirColumnHeader *self = user_data;
  guint64 index = 0;

  /* The name ends with the column's index. */
  if (!g_ascii_string_to_unsigned (g_action_get_name (G_ACTION (action)) + strlen ("show-"), 10, 0, weir_columns_get_n (self->columns) - 1,
                                   &index, NULL))
    return;
  weir_columns_set_shown (self->columns, (guint) index, g_variant_get_boolean (state));
  /* The last column that is shown stays. */
  g_simple_action_set_state (action, g_variant_new_boolean (weir_columns_get (self->columns, (guint) index)->shown));
}

static void
append_columns (WeirColumnHeader *self)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < weir_columns_get_n (self->columns); i++)
    {
      g_autofree char *name = g_strdup_printf ("show-%u", i);
      g_autofree char *detailed = g_strdup_printf ("columns.%s", name);
      g_autofree char *label = dup_label (weir_columns_get_name (self->columns, i));
      GVariant *state = g_variant_new_boolean (weir_columns_get (self->columns, i)->shown);
      GSimpleAction *action = g_simple_action_new_stateful (name, NULL, state);

      g_signal_connect_object (action, "change-state", G_CALLBACK (change_shown), self, 0);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
      g_object_unref (action);
      g_menu_append (section, label, detailed);
    }
  g_menu_append_section (self->menu_model, NULL, G_MENU_MODEL (section));
}

static void
append_paths (WeirColumnHeader *self)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (section, _ ("_Add a value of the data…"), "columns.add-path");
  for (guint i = 0; i < weir_columns_get_n (self->columns); i++)
    if (weir_columns_get (self->columns, i)->kind == WEIR_COLUMN_PATH)
      {
        g_autofree char *path = dup_label (weir_columns_get (self->columns, i)->path);
        /* Translators: %s is a column, as “$.price”. */
        g_autofree char *label = g_strdup_printf (_ ("Remove “%s”"), path);
        g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

        g_menu_item_set_action_and_target (item, "columns.remove-path", "u", i);
        g_menu_append_item (section, item);
      }
  g_menu_append_section (self->menu_model, NULL, G_MENU_MODEL (section));
}

static void
append_rest (WeirColumnHeader *self)
{
  g_autoptr (GMenu) times = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (times, _ ("_Wall clock"), "view.time-mode::wall");
  g_menu_append (times, _ ("Since the _start or time zero"), "view.time-mode::start");
  g_menu_append (times, _ ("_Gap"), "view.time-mode::gap");
  /* Translators: the title of a part of a menu: wall clock, since the start, gap. */
  g_menu_append_section (self->menu_model, _ ("Time as"), G_MENU_MODEL (times));
  g_menu_append (section, _ ("_Usual columns"), "columns.reset");
  g_menu_append_section (self->menu_model, NULL, G_MENU_MODEL (section));
}

/* When it opens: a column that is dragged changes many times. */
static void
update_menu (WeirColumnHeader *self)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self->actions));

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], "show-"))
      g_action_map_remove_action (G_ACTION_MAP (self->actions), names[i]);
  g_menu_remove_all (self->menu_model);
  append_columns (self);
  append_paths (self);
  append_rest (self);
}

static void
add_path (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirColumnHeader *self = user_data;

  gtk_popover_popup (self->path_popover);
}

static void
remove_path (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirColumnHeader *self = user_data;
  guint32 index = g_variant_get_uint32 (parameter);

  if (index < weir_columns_get_n (self->columns))
    weir_columns_remove (self->columns, index);
}

static void
reset (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirColumnHeader *self = user_data;

  weir_columns_reset (self->columns);
}

void
weir_column_header_open_menu (WeirColumnHeader *self, int x)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRectangle place = { is_rtl ? gtk_widget_get_width (widget) - x : x, 0, 1, gtk_widget_get_height (widget) };

  update_menu (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static gboolean
on_path (WeirPathPopover *popover, const char *path, gpointer user_data)
{
  WeirColumnHeader *self = user_data;

  return weir_columns_add_path (self->columns, path);
}

static void
on_button_popup (GtkMenuButton *button, gpointer user_data)
{
  update_menu (user_data);
}

void
weir_column_header_init_menu (WeirColumnHeader *self)
{
  static const GActionEntry entries[] = {
    { .name = "add-path", .activate = add_path },
    { .name = "remove-path", .activate = remove_path, .parameter_type = "u" },
    { .name = "reset", .activate = reset },
  };

  self->actions = g_simple_action_group_new ();
  self->menu_model = g_menu_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (self->actions));

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "view-more-symbolic");
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (self->menu_model));
  gtk_menu_button_set_create_popup_func (self->button, on_button_popup, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Columns"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Columns"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));

  self->menu = GTK_POPOVER_MENU (gtk_popover_menu_new_from_model (G_MENU_MODEL (self->menu_model)));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));

  self->path_popover = GTK_POPOVER (weir_path_popover_new ());
  g_signal_connect_object (self->path_popover, "path", G_CALLBACK (on_path), self, 0);
  gtk_widget_set_parent (GTK_WIDGET (self->path_popover), GTK_WIDGET (self->button));
}

void
weir_column_header_dispose_menu (WeirColumnHeader *self)
{
  if (self->path_popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->path_popover)));
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->menu)));
  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->button)));
  g_clear_object (&self->menu_model);
  g_clear_object (&self->actions);
}
