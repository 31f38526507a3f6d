/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-peer-list-private.h"

#include "weir-menu.h"

/* A row's menu, and the keys of the list. */

static WeirPeerRow *
find_row (GtkWidget *widget)
{
  GtkWidget *row = widget != NULL ? gtk_widget_get_ancestor (widget, WEIR_TYPE_PEER_ROW) : NULL;

  if (row == NULL && widget != NULL)
    row = gtk_widget_get_first_child (widget);

  return row != NULL && WEIR_IS_PEER_ROW (row) ? WEIR_PEER_ROW (row) : NULL;
}

/* What a menu is about is what is selected: a row that is not becomes the only one. */
static void
select_row (WeirPeerList *self, WeirPeerRow *row)
{
  GObject *wanted = weir_peer_row_get_item (row);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (item != wanted)
        continue;
      if (!gtk_selection_model_is_selected (self->selection, i))
        gtk_selection_model_select_item (self->selection, i, TRUE);
      return;
    }
}

static void
open_menu (WeirPeerList *self, WeirPeerRow *row, const GdkRectangle *place)
{
  if (weir_peer_row_get_item (row) == NULL || self->menu == NULL)
    return;

  select_row (self, row);
  gtk_widget_unset_state_flags (gtk_widget_get_parent (GTK_WIDGET (row)), GTK_STATE_FLAG_ACTIVE);
  gtk_popover_set_pointing_to (self->menu, place);
  gtk_popover_popup (self->menu);
}

static gboolean
open_menu_at (GtkWidget *widget, double x, double y)
{
  WeirPeerRow *row = find_row (gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT));

  if (row == NULL)
    return FALSE;
  open_menu (WEIR_PEER_LIST (widget), row, &(GdkRectangle){ (int) x, (int) y, 1, 1 });

  return TRUE;
}

/* (nullable) */
static WeirPeerRow *
find_focused (WeirPeerList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list_view)) ? find_row (focus) : NULL;
}

gboolean
weir_peer_list_select_focused (WeirPeerList *self)
{
  WeirPeerRow *row;

  g_return_val_if_fail (WEIR_IS_PEER_LIST (self), FALSE);

  row = find_focused (self);
  if (row == NULL || weir_peer_row_get_item (row) == NULL)
    return FALSE;
  select_row (self, row);

  return TRUE;
}

static gboolean
on_menu_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  WeirPeerList *self = user_data;
  WeirPeerRow *row = find_focused (self);
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self), &bounds))
    return FALSE;
  open_menu (self, row,
             &(GdkRectangle){ (int) bounds.origin.x + (int) bounds.size.width / 2, (int) bounds.origin.y, 1, (int) bounds.size.height });

  return TRUE;
}

/* Nothing selected is all of them: there is a way back to that. */
static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  WeirPeerList *self = user_data;

  return weir_peer_list_get_n_selected (self) > 0 && gtk_selection_model_unselect_all (self->selection);
}

static void
add_shortcut (GtkEventController *keys, GtkShortcutTrigger *trigger, GtkShortcutFunc func, WeirPeerList *self)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (trigger, gtk_callback_action_new (func, self, NULL)));
}

void
weir_peer_list_init_menu (WeirPeerList *self, GMenuModel *menu)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (menu));
  gtk_popover_set_has_arrow (self->menu, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));

  weir_menu_add_gestures (GTK_WIDGET (self), open_menu_at);
  add_shortcut (keys,
                gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Menu, 0),
                                             gtk_keyval_trigger_new (GDK_KEY_F10, GDK_SHIFT_MASK)),
                on_menu_key, self);
  add_shortcut (keys, gtk_keyval_trigger_new (GDK_KEY_Escape, 0), on_escape, self);
  weir_peer_list_add_controller (self, keys);
}
