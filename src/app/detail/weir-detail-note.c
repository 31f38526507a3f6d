/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail-note.h"

struct _WeirDetailNote
{
  AdwBin parent_instance;

  GtkLabel *label;

  WeirEvent *event; /* (nullable) */
  GSignalGroup *stream_signals;
};

G_DEFINE_FINAL_TYPE (WeirDetailNote, weir_detail_note, ADW_TYPE_BIN)

static void
update (WeirDetailNote *self)
{
  g_autofree char *text = self->event != NULL ? weir_event_dup_note (self->event) : NULL;

  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

void
weir_detail_note_set_event (WeirDetailNote *self, WeirStream *stream, WeirEvent *event)
{
  g_return_if_fail (WEIR_IS_DETAIL_NOTE (self));

  g_signal_group_set_target (self->stream_signals, stream);
  g_set_object (&self->event, event);
  update (self);
}

static void
weir_detail_note_dispose (GObject *object)
{
  WeirDetailNote *self = WEIR_DETAIL_NOTE (object);

  g_clear_object (&self->stream_signals);
  g_clear_object (&self->event);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_DETAIL_NOTE);

  G_OBJECT_CLASS (weir_detail_note_parent_class)->dispose (object);
}

static void
weir_detail_note_class_init (WeirDetailNoteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_detail_note_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/detail/weir-detail-note.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirDetailNote, label);
}

static void
weir_detail_note_init (WeirDetailNote *self)
{
  self->stream_signals = g_signal_group_new (WEIR_TYPE_STREAM);
  g_signal_group_connect_object (self->stream_signals, "notify::notes", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
}
