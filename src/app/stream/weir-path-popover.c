/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-path-popover.h"

struct _WeirPathPopover
{
  GtkPopover parent_instance;

  GtkEditable *entry;
  GtkWidget *add;
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (WeirPathPopover, weir_path_popover, GTK_TYPE_POPOVER)

enum
{
  PATH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The hint at the bottom says what to write; what was wrong is written like that as well: the popover keeps its size. */
static void
show_error (WeirPathPopover *self, gboolean is_wrong)
{
  if (is_wrong)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      gtk_widget_add_css_class (self->message, "error");
      gtk_widget_remove_css_class (self->message, "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
      gtk_widget_remove_css_class (self->message, "error");
      gtk_widget_add_css_class (self->message, "dim-label");
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
on_changed (WeirPathPopover *self)
{
  show_error (self, FALSE);
  gtk_widget_set_sensitive (self->add, *gtk_editable_get_text (self->entry) != '\0');
}

/* Who leaves out the "$." means it all the same. */
static char *
dup_path (WeirPathPopover *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (*text == '$')
    return g_steal_pointer (&text);

  return g_strconcat (*text == '[' || *text == '.' ? "$" : "$.", text, NULL);
}

static void
on_add (WeirPathPopover *self)
{
  g_autofree char *path = dup_path (self);
  gboolean is_taken = FALSE;

  g_signal_emit (self, signals[PATH], 0, path, &is_taken);
  if (is_taken)
    gtk_popover_popdown (GTK_POPOVER (self));
  else
    show_error (self, TRUE);
}

static void
weir_path_popover_map (GtkWidget *widget)
{
  WeirPathPopover *self = WEIR_PATH_POPOVER (widget);

  gtk_editable_set_text (self->entry, "");

  GTK_WIDGET_CLASS (weir_path_popover_parent_class)->map (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
weir_path_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_PATH_POPOVER);

  G_OBJECT_CLASS (weir_path_popover_parent_class)->dispose (object);
}

static void
weir_path_popover_class_init (WeirPathPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_path_popover_dispose;
  widget_class->map = weir_path_popover_map;
  signals[PATH] = g_signal_new ("path", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL,
                                G_TYPE_BOOLEAN, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/stream/weir-path-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirPathPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, WeirPathPopover, add);
  gtk_widget_class_bind_template_child (widget_class, WeirPathPopover, message);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
}

static void
weir_path_popover_init (WeirPathPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
weir_path_popover_new (void)
{
  return g_object_new (WEIR_TYPE_PATH_POPOVER, NULL);
}
