/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-sidebar-row.h"

#include "weir-menu.h"

struct _WeirSidebarRow
{
  GtkListBoxRow parent_instance;

  WeirSidebarItem *item;
  WeirStateMark *mark;
  GtkLabel *title;
  GtkLabel *note;
  GtkPopoverMenu *menu;
  GtkPopover *rename_popover;
  GtkEditable *name;
};

G_DEFINE_FINAL_TYPE (WeirSidebarRow, weir_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  CLOSE,
  COPY_ADDRESS,
  DUPLICATE,
  WATCH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_note (WeirSidebarRow *self)
{
  g_autofree char *note = NULL;

  g_object_get (self->item, "note", &note, NULL);
  gtk_label_set_text (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), note[0] != '\0');
}

static void
show_item (WeirSidebarRow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *title = NULL;
  WeirMark mark;
  int mark_number;
  gboolean can_start, can_stop, can_duplicate;
  gboolean has_address = weir_sidebar_item_get_address (self->item)[0] != '\0';

  g_object_get (self->item, "title", &title, "mark", &mark_number, "can-start", &can_start, "can-stop", &can_stop, "can-duplicate",
                &can_duplicate, NULL);
  mark = (WeirMark) mark_number;
  gtk_label_set_text (self->title, title);
  weir_state_mark_set_mark (self->mark, mark);
  gtk_widget_action_set_enabled (widget, "row.start", can_start);
  gtk_widget_action_set_enabled (widget, "row.stop", can_stop);
  gtk_widget_action_set_enabled (widget, "row.duplicate", can_duplicate);
  gtk_widget_action_set_enabled (widget, "row.copy-address", has_address);
  gtk_widget_action_set_enabled (widget, "row.watch", has_address);
  /* Not the note: it changes several times a second. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  weir_mark_to_text (mark), -1);
}

/* The note changes several times a second, the rest seldom. */
static void
on_notify (WeirSidebarRow *self, GParamSpec *pspec)
{
  if (g_str_equal (pspec->name, "note"))
    show_note (self);
  else
    show_item (self);
}

static void
popup_menu (WeirSidebarRow *self, const GdkRectangle *at)
{
  weir_menu_popup (self->menu, weir_menu_get ("item"), at);
}

static void
on_pressed (WeirSidebarRow *self, int n_press, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_menu (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
on_long_pressed (WeirSidebarRow *self, double x, double y, GtkGesture *gesture)
{
  on_pressed (self, 1, x, y, gesture);
}

static void
popup_menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  popup_menu (WEIR_SIDEBAR_ROW (widget), NULL);
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WeirSidebarRow *self = WEIR_SIDEBAR_ROW (widget);

  gtk_editable_set_text (self->name, weir_sidebar_item_get_title (self->item));
  gtk_popover_popup (self->rename_popover);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
on_renamed (WeirSidebarRow *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  /* What was left as it was is not chosen, and may be cut. */
  if (!g_str_equal (title, weir_sidebar_item_get_title (self->item)))
    weir_sidebar_item_rename (self->item, title);
  gtk_popover_popdown (self->rename_popover);
}

static void
start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  weir_sidebar_item_start (WEIR_SIDEBAR_ROW (widget)->item);
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  weir_sidebar_item_stop (WEIR_SIDEBAR_ROW (widget)->item);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[DUPLICATE], 0);
}

static void
copy_address_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[COPY_ADDRESS], 0);
}

static void
watch_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[WATCH], 0);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSE], 0);
}

static void
weir_sidebar_row_dispose (GObject *object)
{
  WeirSidebarRow *self = WEIR_SIDEBAR_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_SIDEBAR_ROW);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (weir_sidebar_row_parent_class)->dispose (object);
}

static void
weir_sidebar_row_class_init (WeirSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_sidebar_row_dispose;
  signals[CLOSE] = g_signal_new ("close", WEIR_TYPE_SIDEBAR_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COPY_ADDRESS] = g_signal_new ("copy-address", WEIR_TYPE_SIDEBAR_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DUPLICATE] = g_signal_new ("duplicate", WEIR_TYPE_SIDEBAR_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[WATCH] = g_signal_new ("watch", WEIR_TYPE_SIDEBAR_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (WEIR_TYPE_STATE_MARK);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/sidebar/weir-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirSidebarRow, mark);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebarRow, title);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebarRow, note);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebarRow, menu);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebarRow, rename_popover);
  gtk_widget_class_bind_template_child (widget_class, WeirSidebarRow, name);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_long_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_renamed);

  gtk_widget_class_install_action (widget_class, "menu.popup", NULL, popup_menu_action);
  gtk_widget_class_install_action (widget_class, "row.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "row.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "row.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "row.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "row.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "row.copy-address", NULL, copy_address_action);
  gtk_widget_class_install_action (widget_class, "row.watch", NULL, watch_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "menu.popup", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "menu.popup", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "row.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "row.copy-address", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "row.close", NULL);
}

static void
weir_sidebar_row_init (WeirSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* What has no letters, as a port, begins with its colon; words know where they begin. */
  gtk_widget_set_direction (GTK_WIDGET (self->note), GTK_TEXT_DIR_LTR);
}

GtkWidget *
weir_sidebar_row_new (WeirSidebarItem *item)
{
  WeirSidebarRow *self = g_object_new (WEIR_TYPE_SIDEBAR_ROW, NULL);

  self->item = g_object_ref (item);
  g_signal_connect_object (item, "notify", G_CALLBACK (on_notify), self, G_CONNECT_SWAPPED);
  show_item (self);
  show_note (self);
  return GTK_WIDGET (self);
}

WeirSidebarItem *
weir_sidebar_row_get_item (WeirSidebarRow *self)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR_ROW (self), NULL);

  return self->item;
}
