/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail-tree.h"

#include "weir-code-line.h"
#include "weir-json-children.h"
#include "weir-json-row.h"
#include "weir-menu.h"

/* A text up to here is opened on all levels. */
#define OPENED_BYTES 4096u
/* Rows that are opened at once by “Expand all”, and looked through for what was opened before. */
#define MOST_ROWS 2000u
/* Paths that are remembered. */
#define MOST_PATHS 500u

struct _WeirDetailTree
{
  AdwBin parent_instance;

  GtkWidget *content;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GtkSingleSelection *selection;
  GtkPopoverMenu *menu;
  GHashTable *opened; /* path → whether it was opened, or closed, by hand */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WeirDetailTree, weir_detail_tree, ADW_TYPE_BIN)

enum
{
  FILTER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkTreeListRow *
get_row (WeirDetailTree *self, guint position)
{
  GListModel *model = gtk_single_selection_get_model (self->selection);

  return model != NULL ? g_list_model_get_item (model, position) : NULL;
}

static GtkTreeListRow *
get_selected_row (WeirDetailTree *self)
{
  return get_row (self, gtk_single_selection_get_selected (self->selection));
}

static WeirJsonNode *
get_selected_node (WeirDetailTree *self)
{
  g_autoptr (GtkTreeListRow) row = get_selected_row (self);

  return row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
}

static void
on_expanded (WeirDetailTree *self, GParamSpec *pspec, GtkTreeListRow *row)
{
  g_autoptr (WeirJsonNode) node = gtk_tree_list_row_get_item (row);

  /* A row that just went, as its parent was closed or another event is shown, says that it is closed; it cannot be opened, either. */
  if (self->is_filling || node == NULL || !gtk_tree_list_row_is_expandable (row))
    return;
  if (g_hash_table_size (self->opened) >= MOST_PATHS)
    g_hash_table_remove_all (self->opened);
  g_hash_table_insert (self->opened, weir_json_node_dup_path (node), GINT_TO_POINTER (gtk_tree_list_row_get_expanded (row)));
}

static void
popup_menu (WeirDetailTree *self, GtkWidget *row, double x, double y)
{
  double at_x = 0, at_y = 0;

  gtk_widget_translate_coordinates (row, self->content, x, y, &at_x, &at_y);
  weir_menu_popup (self->menu, weir_menu_get ("value"), &(GdkRectangle){ (int) at_x, (int) at_y, 1, 1 });
}

static void
on_pressed (GtkGesture *gesture, int n_press, double x, double y, gpointer user_data)
{
  WeirDetailTree *self = user_data;
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkTreeListRow *list_row = weir_json_row_get_row (WEIR_JSON_ROW (row));

  if (list_row == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_single_selection_set_selected (self->selection, gtk_tree_list_row_get_position (list_row));
  popup_menu (self, row, x, y);
}

static void
on_long_pressed (GtkGesture *gesture, double x, double y, gpointer user_data)
{
  on_pressed (gesture, 1, x, y, user_data);
}

static void
on_setup (WeirDetailTree *self, GtkListItem *item)
{
  GtkWidget *row = weir_json_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, 0);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (on_long_pressed), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (hold));
  gtk_list_item_set_child (item, row);
}

static void
on_bind (WeirDetailTree *self, GtkListItem *item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);

  weir_json_row_set_row (WEIR_JSON_ROW (gtk_list_item_get_child (item)), row);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (on_expanded), self, G_CONNECT_SWAPPED);
}

static void
on_unbind (WeirDetailTree *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_expanded, self);
  weir_json_row_set_row (WEIR_JSON_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
on_selected (WeirDetailTree *self)
{
  g_autoptr (WeirJsonNode) node = get_selected_node (self);
  g_autofree char *source = node != NULL ? weir_json_node_dup_source (node) : NULL;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "tree.copy-value", node != NULL);
  gtk_widget_action_set_enabled (widget, "tree.copy-path", node != NULL);
  gtk_widget_action_set_enabled (widget, "tree.filter", source != NULL);
}

static void
on_activate (WeirDetailTree *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = get_row (self, position);

  if (row != NULL && gtk_tree_list_row_is_expandable (row))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

/* The list scrolls there and takes the focus along. */
static void
select_row (WeirDetailTree *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

static gboolean
open_or_enter (WeirDetailTree *self, GtkTreeListRow *row)
{
  if (!gtk_tree_list_row_is_expandable (row))
    return FALSE;
  if (!gtk_tree_list_row_get_expanded (row))
    gtk_tree_list_row_set_expanded (row, TRUE);
  else
    select_row (self, gtk_tree_list_row_get_position (row) + 1);
  return TRUE;
}

static gboolean
close_or_leave (WeirDetailTree *self, GtkTreeListRow *row)
{
  g_autoptr (GtkTreeListRow) parent = gtk_tree_list_row_get_parent (row);

  if (gtk_tree_list_row_get_expanded (row))
    gtk_tree_list_row_set_expanded (row, FALSE);
  else if (parent != NULL)
    select_row (self, gtk_tree_list_row_get_position (parent));
  else
    return FALSE;
  return TRUE;
}

static gboolean
on_key_pressed (WeirDetailTree *self, guint keyval, guint keycode, GdkModifierType state)
{
  g_autoptr (GtkTreeListRow) row = get_selected_row (self);
  const gboolean is_left = keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left;
  const gboolean is_right = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right;

  if (row == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0 || (!is_left && !is_right))
    return GDK_EVENT_PROPAGATE;
  /* The tree grows to the right everywhere, as JSON does. */
  return is_right ? open_or_enter (self, row) : close_or_leave (self, row);
}

static GListModel *
create_children (gpointer item, gpointer user_data)
{
  return weir_json_node_has_children (item) ? weir_json_children_new (item) : NULL;
}

static void
set_all_expanded (WeirDetailTree *self, gboolean expanded)
{
  GListModel *model = gtk_single_selection_get_model (self->selection);

  for (guint i = 0; model != NULL && i < MIN (g_list_model_get_n_items (model), MOST_ROWS); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (model, i);

      gtk_tree_list_row_set_expanded (row, expanded);
    }
}

/* Opens and closes what was so before. */
static void
restore (WeirDetailTree *self)
{
  GListModel *model = gtk_single_selection_get_model (self->selection);

  if (g_hash_table_size (self->opened) == 0)
    return;
  self->is_filling = TRUE;
  for (guint i = 0; i < MIN (g_list_model_get_n_items (model), MOST_ROWS); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (model, i);
      g_autoptr (WeirJsonNode) node = gtk_tree_list_row_get_item (row);
      g_autofree char *path = weir_json_node_has_children (node) ? weir_json_node_dup_path (node) : NULL;
      gpointer expanded;

      if (path != NULL && g_hash_table_lookup_extended (self->opened, path, NULL, &expanded))
        gtk_tree_list_row_set_expanded (row, GPOINTER_TO_INT (expanded));
    }
  self->is_filling = FALSE;
}

void
weir_detail_tree_set_text (WeirDetailTree *self, GBytes *text)
{
  g_autoptr (WeirJsonNode) root = NULL;
  g_autoptr (GtkTreeListModel) model = NULL;
  GListModel *top;

  g_return_if_fail (WEIR_IS_DETAIL_TREE (self));

  if (text != NULL)
    {
      root = weir_json_node_new_root (text);
      top = create_children (root, NULL);
      if (top == NULL)
        {
          top = G_LIST_MODEL (g_list_store_new (WEIR_TYPE_JSON_NODE));
          g_list_store_append (G_LIST_STORE (top), root);
        }
      model = gtk_tree_list_model_new (top, FALSE, g_bytes_get_size (text) <= OPENED_BYTES, create_children, NULL, NULL);
    }
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (model));
  if (model != NULL)
    restore (self);
  on_selected (self);
}

static void
copy (WeirDetailTree *self, char *(*dup) (WeirJsonNode *) )
{
  g_autoptr (WeirJsonNode) node = get_selected_node (self);
  g_autofree char *text = node != NULL ? dup (node) : NULL;

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
copy_value_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  copy (WEIR_DETAIL_TREE (widget), weir_json_node_dup_value);
}

static void
copy_path_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  copy (WEIR_DETAIL_TREE (widget), weir_json_node_dup_path);
}

static void
filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (WeirJsonNode) node = get_selected_node (WEIR_DETAIL_TREE (widget));
  g_autofree char *source = node != NULL ? weir_json_node_dup_source (node) : NULL;

  if (source != NULL)
    g_signal_emit (widget, signals[FILTER], 0, source);
}

static void
expand_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_all_expanded (WEIR_DETAIL_TREE (widget), g_str_equal (name, "tree.expand-all"));
}

static void
popup_menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirDetailTree *self = WEIR_DETAIL_TREE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    popup_menu (self, focus, 24, gtk_widget_get_height (focus));
}

static void
weir_detail_tree_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_DETAIL_TREE);
  G_OBJECT_CLASS (weir_detail_tree_parent_class)->dispose (object);
}

static void
weir_detail_tree_finalize (GObject *object)
{
  g_hash_table_unref (WEIR_DETAIL_TREE (object)->opened);
  G_OBJECT_CLASS (weir_detail_tree_parent_class)->finalize (object);
}

static void
weir_detail_tree_class_init (WeirDetailTreeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_detail_tree_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_detail_tree_finalize;
  signals[FILTER] = g_signal_new ("filter", WEIR_TYPE_DETAIL_TREE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/detail/weir-detail-tree.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirDetailTree, content);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailTree, scroller);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailTree, view);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailTree, selection);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailTree, menu);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);

  gtk_widget_class_install_action (widget_class, "tree.copy-value", NULL, copy_value_action);
  gtk_widget_class_install_action (widget_class, "tree.copy-path", NULL, copy_path_action);
  gtk_widget_class_install_action (widget_class, "tree.filter", NULL, filter_action);
  gtk_widget_class_install_action (widget_class, "tree.expand-all", NULL, expand_all_action);
  gtk_widget_class_install_action (widget_class, "tree.collapse-all", NULL, expand_all_action);
  gtk_widget_class_install_action (widget_class, "tree.menu", NULL, popup_menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "tree.copy-value", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "tree.copy-path", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "tree.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "tree.menu", NULL);
}

static void
weir_detail_tree_init (WeirDetailTree *self)
{
  self->opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  weir_code_line_wake_in (self->scroller);
}
