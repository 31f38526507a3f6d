/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-note-popover.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-limits.h"

/* So many of the longest characters fit into a note. */
#define MOST_CHARACTERS ((int) (WEIR_LIMIT_NOTE / 4))

struct _WeirNotePopover
{
  GtkPopover parent_instance;

  GtkLabel *title;
  GtkEntry *entry;
  GtkWidget *save;
  GtkLabel *save_label;

  char *before; /* "": there was none */
};

G_DEFINE_FINAL_TYPE (WeirNotePopover, weir_note_popover, GTK_TYPE_POPOVER)

enum
{
  SAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_text (WeirNotePopover *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/* What the button is about to do. */
static void
on_changed (WeirNotePopover *self)
{
  g_autofree char *text = dup_text (self);
  gboolean removes = *text == '\0' && *self->before != '\0';
  const char *words = removes ? _ ("_Remove") : _ ("_Save");
  g_autofree char *spoken = g_strdup (removes ? _ ("Remove") : _ ("Save"));

  gtk_label_set_text_with_mnemonic (self->save_label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->save), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_sensitive (self->save, !g_str_equal (text, self->before));
}

static void
on_save (WeirNotePopover *self)
{
  g_autofree char *text = dup_text (self);
  gboolean is_other = !g_str_equal (text, self->before);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (is_other)
    g_signal_emit (self, signals[SAVE], 0, text);
}

void
weir_note_popover_ask (WeirNotePopover *self, guint64 number, const char *text)
{
  g_autofree char *shown = g_strdup_printf ("%'" G_GUINT64_FORMAT, number);
  g_autofree char *title = NULL;

  g_return_if_fail (WEIR_IS_NOTE_POPOVER (self));

  /* Translators: %s is the number of a row. The letter after the _ goes to the entry. */
  title = g_strdup_printf (_ ("_Note on row %s"), shown);
  gtk_label_set_text_with_mnemonic (self->title, title);
  g_free (self->before);
  self->before = g_strdup (text != NULL ? text : "");
  /* One that was not typed here may have more of the short ones. */
  gtk_entry_set_max_length (self->entry, MAX (MOST_CHARACTERS, (int) g_utf8_strlen (self->before, -1)));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->before);
  on_changed (self);
  gtk_popover_popup (GTK_POPOVER (self));
}

static void
weir_note_popover_map (GtkWidget *widget)
{
  WeirNotePopover *self = WEIR_NOTE_POPOVER (widget);

  GTK_WIDGET_CLASS (weir_note_popover_parent_class)->map (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
weir_note_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_NOTE_POPOVER);

  G_OBJECT_CLASS (weir_note_popover_parent_class)->dispose (object);
}

static void
weir_note_popover_finalize (GObject *object)
{
  g_free (WEIR_NOTE_POPOVER (object)->before);

  G_OBJECT_CLASS (weir_note_popover_parent_class)->finalize (object);
}

static void
weir_note_popover_class_init (WeirNotePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_note_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_note_popover_finalize;
  widget_class->map = weir_note_popover_map;
  signals[SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/stream/weir-note-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirNotePopover, title);
  gtk_widget_class_bind_template_child (widget_class, WeirNotePopover, entry);
  gtk_widget_class_bind_template_child (widget_class, WeirNotePopover, save);
  gtk_widget_class_bind_template_child (widget_class, WeirNotePopover, save_label);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static void
weir_note_popover_init (WeirNotePopover *self)
{
  self->before = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
weir_note_popover_new (void)
{
  return g_object_new (WEIR_TYPE_NOTE_POPOVER, NULL);
}
