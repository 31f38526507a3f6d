/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-name-chip.h"

#include <glib/gi18n.h>

struct _WeirNameChip
{
  GtkToggleButton parent_instance;

  GtkWidget *label;
  GtkLabel *count_label;
  char *name;
  guint64 count;
  WeirNameWish wish;
};

enum
{
  WISHED,
  MENU,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirNameChip, weir_name_chip, GTK_TYPE_TOGGLE_BUTTON)

const char *
weir_name_chip_get_name (WeirNameChip *self)
{
  g_return_val_if_fail (WEIR_IS_NAME_CHIP (self), NULL);

  return self->name;
}

static void
describe (WeirNameChip *self)
{
  const char *name = gtk_label_get_text (GTK_LABEL (self->label));
  g_autofree char *number = g_strdup_printf ("%'" G_GUINT64_FORMAT, self->count);
  g_autofree char *events = g_strdup_printf (ngettext ("%s: %s event", "%s: %s events", (gulong) self->count), name, number);
  g_autofree char *hidden = self->wish == WEIR_NAME_HIDDEN ? g_strdup_printf (_ ("%s, hidden"), events) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, hidden != NULL ? hidden : events, -1);
}

void
weir_name_chip_set_count (WeirNameChip *self, guint64 count)
{
  g_autofree char *text = NULL;

  g_return_if_fail (WEIR_IS_NAME_CHIP (self));

  if (count == self->count)
    return;

  self->count = count;
  text = g_strdup_printf ("%'" G_GUINT64_FORMAT, count);
  gtk_label_set_text (self->count_label, text);
  describe (self);
}

void
weir_name_chip_set_wish (WeirNameChip *self, WeirNameWish wish)
{
  g_return_if_fail (WEIR_IS_NAME_CHIP (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self), wish == WEIR_NAME_ONLY);
  if (wish == self->wish)
    return;

  self->wish = wish;
  weir_name_label_set_hidden (self->label, wish == WEIR_NAME_HIDDEN);
  if (wish == WEIR_NAME_HIDDEN)
    gtk_widget_add_css_class (GTK_WIDGET (self), "weir-hidden");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "weir-hidden");
  describe (self);
}

static void
wish (WeirNameChip *self, WeirNameWish wanted)
{
  g_signal_emit (self, signals[WISHED], 0, self->wish == wanted ? WEIR_NAME_ANY : wanted);
}

static void
weir_name_chip_clicked (GtkButton *button)
{
  WeirNameChip *self = WEIR_NAME_CHIP (button);

  /* Whether it is down follows the query, which the wish changes. */
  wish (self, self->wish == WEIR_NAME_HIDDEN ? WEIR_NAME_HIDDEN : WEIR_NAME_ONLY);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self), self->wish == WEIR_NAME_ONLY);
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, WeirNameChip *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  wish (self, WEIR_NAME_HIDDEN);
}

static void
on_secondary_pressed (GtkGestureClick *gesture, int n_press, double x, double y, WeirNameChip *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[MENU], 0);
}

static void
on_long_pressed (GtkGestureLongPress *gesture, double x, double y, WeirNameChip *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[MENU], 0);
}

static gboolean
on_menu_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  g_signal_emit (widget, signals[MENU], 0);

  return TRUE;
}

static gboolean
on_hide_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  wish (WEIR_NAME_CHIP (widget), WEIR_NAME_HIDDEN);

  return TRUE;
}

static void
weir_name_chip_finalize (GObject *object)
{
  g_free (WEIR_NAME_CHIP (object)->name);
  G_OBJECT_CLASS (weir_name_chip_parent_class)->finalize (object);
}

static void
weir_name_chip_class_init (WeirNameChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_name_chip_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = weir_name_chip_clicked;
  signals[WISHED] = g_signal_new ("wished", WEIR_TYPE_NAME_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[MENU] = g_signal_new ("menu", WEIR_TYPE_NAME_CHIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_hide_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, GDK_CONTROL_MASK, on_hide_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, on_hide_key, NULL);
}

static void
add_gesture (WeirNameChip *self, GtkGesture *gesture, const char *signal, GCallback callback)
{
  g_signal_connect (gesture, signal, callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

static void
weir_name_chip_init (WeirNameChip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  add_gesture (self, click, "pressed", G_CALLBACK (on_pressed));
  add_gesture (self, secondary, "pressed", G_CALLBACK (on_secondary_pressed));
  add_gesture (self, long_press, "pressed", G_CALLBACK (on_long_pressed));
  gtk_widget_add_css_class (GTK_WIDGET (self), "weir-chip");
}

GtkWidget *
weir_name_chip_new (const char *name)
{
  WeirNameChip *self = g_object_new (WEIR_TYPE_NAME_CHIP, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->name = g_strdup (name);
  self->label = weir_name_label_new (name);
  self->count_label = GTK_LABEL (gtk_label_new ("0"));
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "dim-label");
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count_label));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Show only these; with Ctrl, hide them"));
  describe (self);

  return GTK_WIDGET (self);
}
