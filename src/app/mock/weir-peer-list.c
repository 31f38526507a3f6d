/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-peer-list-private.h"

G_DEFINE_FINAL_TYPE (WeirPeerList, weir_peer_list, ADW_TYPE_BIN)

enum
{
  ROW_ACTIVATED,
  SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_up_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  WeirPeerList *self = user_data;

  gtk_list_item_set_child (item, weir_peer_row_new (self->kind, self->zone));
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  weir_peer_row_set_item (WEIR_PEER_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  weir_peer_row_set_item (WEIR_PEER_ROW (gtk_list_item_get_child (item)), NULL);
}

static guint
get_n_items (WeirPeerList *self)
{
  return self->selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;
}

/* The list takes a row that it has not laid out for one without a height: asked for its end it may stop a row short of it, at first. */
static gboolean
is_at_end (WeirPeerList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  double upper = gtk_adjustment_get_upper (adjustment);
  double row = upper / MAX (get_n_items (self), 1);

  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) >= upper - row - 1;
}

static gboolean
on_moved_away (gpointer user_data)
{
  WeirPeerList *self = user_data;
  guint n = get_n_items (self);

  self->catch_up = 0;
  if (self->is_following && n > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", n - 1);

  return G_SOURCE_REMOVE;
}

static void
queue_catch_up (WeirPeerList *self)
{
  if (self->is_following && self->catch_up == 0)
    self->catch_up = g_idle_add (on_moved_away, self);
}

static void
on_items_changed (GListModel *model, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  WeirPeerList *self = user_data;

  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (model) > 0 ? "rows" : "empty");
  /* Not from within: the list has not heard of it yet. */
  if (n_added > 0)
    queue_catch_up (self);
  if (n_removed > 0)
    g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

/* When rows come, the end moves away and the value stays; when the window grows, the value shrinks at the end: neither is a person who
 * scrolls up. */
static void
on_value_changed (GtkAdjustment *adjustment, gpointer user_data)
{
  WeirPeerList *self = user_data;
  double before = self->last_value;

  self->last_value = gtk_adjustment_get_value (adjustment);
  if (self->kind != WEIR_PEER_LOG)
    return;
  if (self->last_value < before - 1 && !is_at_end (self))
    self->is_following = FALSE;
  else if (self->last_value > before && is_at_end (self))
    self->is_following = TRUE;
}

static void
on_selection_changed (GtkSelectionModel *selection, guint position, guint n_items, gpointer user_data)
{
  WeirPeerList *self = user_data;

  /* What somebody looks at stays where it is. */
  if (weir_peer_list_get_n_selected (self) > 0)
    self->is_following = FALSE;
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
on_activate (GtkListView *list_view, guint position, gpointer user_data)
{
  WeirPeerList *self = user_data;
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[ROW_ACTIVATED], 0, item);
}

void
weir_peer_list_add_controller (WeirPeerList *self, GtkEventController *controller)
{
  g_return_if_fail (WEIR_IS_PEER_LIST (self));

  gtk_widget_add_controller (GTK_WIDGET (self->list_view), controller);
}

static GtkSelectionModel *
make_selection (WeirPeerKind kind, GListModel *model)
{
  GtkSingleSelection *selection;

  if (kind == WEIR_PEER_CLIENT)
    return GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (model)));

  selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_model (selection, model);

  return GTK_SELECTION_MODEL (selection);
}

void
weir_peer_list_set_up (WeirPeerList *self, WeirPeerKind kind, GListModel *model, const char *label, GMenuModel *menu)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (WEIR_IS_PEER_LIST (self) && self->selection == NULL);

  self->kind = kind;
  self->is_following = kind == WEIR_PEER_LOG;
  self->selection = make_selection (kind, model);
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_row), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list_view, self->selection);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  weir_peer_list_init_menu (self, menu);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (on_items_changed), self, 0);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self, 0);
  on_items_changed (G_LIST_MODEL (self->selection), 0, 0, 1, self);
}

void
weir_peer_list_set_hint (WeirPeerList *self, GtkWidget *hint)
{
  g_return_if_fail (WEIR_IS_PEER_LIST (self));

  adw_status_page_set_child (ADW_STATUS_PAGE (self->empty), hint);
}

void
weir_peer_list_set_empty (WeirPeerList *self, const char *title, const char *text)
{
  g_return_if_fail (WEIR_IS_PEER_LIST (self));

  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), text);
}

GtkSelectionModel *
weir_peer_list_get_selection (WeirPeerList *self)
{
  g_return_val_if_fail (WEIR_IS_PEER_LIST (self), NULL);

  return self->selection;
}

guint
weir_peer_list_get_n_selected (WeirPeerList *self)
{
  g_autoptr (GtkBitset) set = NULL;

  g_return_val_if_fail (WEIR_IS_PEER_LIST (self), 0);

  set = gtk_selection_model_get_selection (self->selection);
  return (guint) gtk_bitset_get_size (set);
}

GObject *
weir_peer_list_dup_selected (WeirPeerList *self)
{
  g_autoptr (GtkBitset) set = NULL;

  g_return_val_if_fail (WEIR_IS_PEER_LIST (self), NULL);

  set = gtk_selection_model_get_selection (self->selection);
  return gtk_bitset_is_empty (set) ? NULL : g_list_model_get_item (G_LIST_MODEL (self->selection), gtk_bitset_get_minimum (set));
}

static gboolean
weir_peer_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WEIR_PEER_LIST (widget)->list_view));
}

static void
weir_peer_list_dispose (GObject *object)
{
  WeirPeerList *self = WEIR_PEER_LIST (object);

  g_clear_handle_id (&self->catch_up, g_source_remove);
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->menu)));
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  self->list_view = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (weir_peer_list_parent_class)->dispose (object);
}

static void
weir_peer_list_class_init (WeirPeerListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_peer_list_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = weir_peer_list_grab_focus;
  signals[ROW_ACTIVATED] =
      g_signal_new ("row-activated", WEIR_TYPE_PEER_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
  signals[SELECTION_CHANGED] =
      g_signal_new ("selection-changed", WEIR_TYPE_PEER_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_peer_list_init (WeirPeerList *self)
{
  GtkAdjustment *adjustment;

  self->zone = g_time_zone_new_local ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->empty = adw_status_page_new ();
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->list_view = GTK_LIST_VIEW (gtk_list_view_new (NULL, NULL));
  gtk_widget_add_css_class (self->empty, "compact");
  gtk_widget_add_css_class (GTK_WIDGET (self->list_view), "weir-peer-list");
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->list_view));
  gtk_widget_set_vexpand (GTK_WIDGET (self->scrolled), TRUE);
  gtk_stack_add_named (self->stack, self->empty, "empty");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->scrolled), "rows");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_value_changed), self, 0);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (queue_catch_up), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list_view, "activate", G_CALLBACK (on_activate), self, 0);
}
