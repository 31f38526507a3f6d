/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-paste-field.h"

#include <glib/gi18n.h>

#include "weir-field-mark.h"

/* More is not edited here. */
#define LONGEST_TEXT (32u * 1024)

struct _WeirPasteField
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *editor;
  GtkTextView *view;
  GtkWidget *placeholder;
  GtkWidget *kept_box;
  GtkLabel *kept_label;
  GtkWidget *clear_button;

  GtkTextBuffer *buffer; /* the view's */
  char *text;            /* of the buffer, or what is kept aside */
  gsize n_bytes;
  gboolean is_kept;
  char *waiting; /* (nullable): to be kept aside in a moment */
  guint waiting_source;
};

G_DEFINE_FINAL_TYPE (WeirPasteField, weir_paste_field, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
take_text (WeirPasteField *self, char *text)
{
  g_free (self->text);
  self->text = text;
  self->n_bytes = strlen (text);
  gtk_widget_set_visible (self->placeholder, self->n_bytes == 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_changed (WeirPasteField *self)
{
  GtkTextIter start, end;

  if (self->is_kept)
    return;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  take_text (self, gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE));
}

static gboolean
can_be_edited (const char *text)
{
  return weir_field_can_edit (weir_span_from_string (text), LONGEST_TEXT);
}

static void
keep (WeirPasteField *self, const char *text)
{
  g_autofree char *size = g_format_size (strlen (text));
  /* Translators: %s is a size such as “3.2 MB” */
  g_autofree char *label = g_strdup_printf (_ ("Pasted text, %s"), size);

  self->is_kept = TRUE;
  gtk_text_buffer_set_text (self->buffer, "", 0);
  gtk_label_set_text (self->kept_label, label);
  gtk_stack_set_visible_child (self->stack, self->kept_box);
  gtk_widget_grab_focus (self->clear_button);
  take_text (self, g_strdup (text));
}

static void
on_clear (WeirPasteField *self)
{
  self->is_kept = FALSE;
  gtk_stack_set_visible_child (self->stack, self->editor);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  on_changed (self);
}

static gboolean
keep_waiting (gpointer user_data)
{
  WeirPasteField *self = user_data;
  g_autofree char *text = g_steal_pointer (&self->waiting);

  self->waiting_source = 0;
  keep (self, text);

  return G_SOURCE_REMOVE;
}

/* Pasted, dropped or typed: what would be too long never gets into the view. */
static void
on_insert (WeirPasteField *self, GtkTextIter *place, const char *inserted, int length)
{
  g_autofree char *whole = weir_field_dup_with (self->buffer, place, inserted, length);

  if (can_be_edited (whole))
    return;

  g_signal_stop_emission_by_name (self->buffer, "insert-text");
  g_free (self->waiting);
  self->waiting = g_steal_pointer (&whole);
  /* Not within the buffer's own work. */
  if (self->waiting_source == 0)
    self->waiting_source = g_idle_add (keep_waiting, self);
}

static gboolean
on_key (WeirPasteField *self, guint key, guint code, GdkModifierType state, GtkEventController *controller)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter) || (state & GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  /* Enter may belong to an input method that composes. */
  if (gtk_text_view_im_context_filter_keypress (self->view, gtk_event_controller_get_current_event (controller)))
    return GDK_EVENT_STOP;
  g_signal_emit (self, signals[ACTIVATED], 0);

  return GDK_EVENT_STOP;
}

WeirSpan
weir_paste_field_get_text (WeirPasteField *self)
{
  g_return_val_if_fail (WEIR_IS_PASTE_FIELD (self), WEIR_SPAN_EMPTY);

  return weir_span (self->text, self->n_bytes);
}

void
weir_paste_field_set_text (WeirPasteField *self, const char *text)
{
  g_return_if_fail (WEIR_IS_PASTE_FIELD (self));
  g_return_if_fail (text != NULL);

  if (!can_be_edited (text))
    {
      keep (self, text);
      return;
    }
  if (self->is_kept)
    on_clear (self);
  gtk_text_buffer_set_text (self->buffer, text, -1);
}

static gboolean
weir_paste_field_grab_focus (GtkWidget *widget)
{
  WeirPasteField *self = WEIR_PASTE_FIELD (widget);

  return gtk_widget_grab_focus (self->is_kept ? self->clear_button : GTK_WIDGET (self->view));
}

static void
weir_paste_field_dispose (GObject *object)
{
  g_clear_handle_id (&WEIR_PASTE_FIELD (object)->waiting_source, g_source_remove);
  G_OBJECT_CLASS (weir_paste_field_parent_class)->dispose (object);
}

static void
weir_paste_field_finalize (GObject *object)
{
  g_free (WEIR_PASTE_FIELD (object)->text);
  g_free (WEIR_PASTE_FIELD (object)->waiting);
  G_OBJECT_CLASS (weir_paste_field_parent_class)->finalize (object);
}

static void
weir_paste_field_class_init (WeirPasteFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_paste_field_dispose;
  object_class->finalize = weir_paste_field_finalize;
  widget_class->grab_focus = weir_paste_field_grab_focus;
  signals[ACTIVATED] = g_signal_new ("activated", WEIR_TYPE_PASTE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", WEIR_TYPE_PASTE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/connect/weir-paste-field.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirPasteField, stack);
  gtk_widget_class_bind_template_child (widget_class, WeirPasteField, editor);
  gtk_widget_class_bind_template_child (widget_class, WeirPasteField, view);
  gtk_widget_class_bind_template_child (widget_class, WeirPasteField, placeholder);
  gtk_widget_class_bind_template_child (widget_class, WeirPasteField, kept_box);
  gtk_widget_class_bind_template_child (widget_class, WeirPasteField, kept_label);
  gtk_widget_class_bind_template_child (widget_class, WeirPasteField, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
}

static void
weir_paste_field_init (WeirPasteField *self)
{
  self->text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  self->buffer = gtk_text_view_get_buffer (self->view);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (on_insert), self, G_CONNECT_SWAPPED);
}

GtkWidget *
weir_paste_field_new (void)
{
  return g_object_new (WEIR_TYPE_PASTE_FIELD, NULL);
}
