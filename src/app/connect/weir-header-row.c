/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-header-row.h"

#include "weir-field-mark.h"
#include "weir-redact.h"
#include "weir-utf8.h"

struct _WeirHeaderRow
{
  AdwPreferencesRow parent_instance;

  GtkCheckButton *check;
  GtkEntry *name;
  GtkEntry *value;
  GtkEventController *focus;
};

G_DEFINE_FINAL_TYPE (WeirHeaderRow, weir_header_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_secret (WeirHeaderRow *self)
{
  const gboolean is_secret = weir_redact_is_secret_header (gtk_editable_get_text (GTK_EDITABLE (self->name)));

  gtk_entry_set_visibility (self->value,
                            !is_secret || gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->focus)));
}

static void
on_changed (WeirHeaderRow *self)
{
  const gboolean is_sent = gtk_check_button_get_active (self->check);

  gtk_widget_set_sensitive (GTK_WIDGET (self->name), is_sent);
  gtk_widget_set_sensitive (GTK_WIDGET (self->value), is_sent);
  show_secret (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_remove (WeirHeaderRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

void
weir_header_row_begin (WeirHeaderRow *self)
{
  g_return_if_fail (WEIR_IS_HEADER_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

gboolean
weir_header_row_get (WeirHeaderRow *self, WeirHeader *header)
{
  g_return_val_if_fail (WEIR_IS_HEADER_ROW (self), FALSE);
  g_return_val_if_fail (header != NULL, FALSE);

  header->name = gtk_editable_get_text (GTK_EDITABLE (self->name));
  header->value = gtk_editable_get_text (GTK_EDITABLE (self->value));

  return gtk_check_button_get_active (self->check) && (header->name[0] != '\0' || header->value[0] != '\0');
}

void
weir_header_row_set_problem (WeirHeaderRow *self, const char *problem)
{
  g_return_if_fail (WEIR_IS_HEADER_ROW (self));

  weir_field_mark (GTK_WIDGET (self->name), problem);
}

static void
weir_header_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_HEADER_ROW);
  G_OBJECT_CLASS (weir_header_row_parent_class)->dispose (object);
}

static void
weir_header_row_class_init (WeirHeaderRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_header_row_dispose;
  signals[CHANGED] = g_signal_new ("changed", WEIR_TYPE_HEADER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", WEIR_TYPE_HEADER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/connect/weir-header-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirHeaderRow, check);
  gtk_widget_class_bind_template_child (widget_class, WeirHeaderRow, name);
  gtk_widget_class_bind_template_child (widget_class, WeirHeaderRow, value);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
}

static void
weir_header_row_init (WeirHeaderRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (self->focus, "enter", G_CALLBACK (show_secret), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->focus, "leave", G_CALLBACK (show_secret), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->value), self->focus);
}

/* A header's value may hold any bytes, a field only text. */
static void
set_text (GtkEntry *entry, const char *bytes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  weir_utf8_append (text, bytes, strlen (bytes));
  gtk_editable_set_text (GTK_EDITABLE (entry), text->str);
}

GtkWidget *
weir_header_row_new (const char *name, const char *value)
{
  WeirHeaderRow *self = g_object_new (WEIR_TYPE_HEADER_ROW, NULL);

  set_text (self->name, name);
  set_text (self->value, value);

  return GTK_WIDGET (self);
}
