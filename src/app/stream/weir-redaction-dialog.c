/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-redaction-dialog.h"

#include <glib/gi18n.h>

#include "weir-text-scale.h"
#include "weir-text.h"

#define NAME_COLUMNS 80
#define WIDTH 400
/* A scrolled window does not ask what height its child needs in the width it has: of each group words, then rows, up to a limit. */
#define WORDS_HEIGHT 112
#define ROW_HEIGHT 56
#define MAX_HEIGHT 460

struct _WeirRedactionDialog
{
  AdwWindow parent_instance;

  GtkScrolledWindow *scrolled;
  AdwPreferencesGroup *kept;
  AdwPreferencesGroup *left_out;
  GtkWidget *go_on;
  int height;
};

enum
{
  GO_ON,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirRedactionDialog, weir_redaction_dialog, ADW_TYPE_WINDOW)

static void
on_go_on (WeirRedactionDialog *self)
{
  g_autoptr (WeirRedactionDialog) kept = g_object_ref (self);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (kept, signals[GO_ON], 0);
}

static void
add_row (WeirRedactionDialog *self, AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  int wanted;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);
  self->height += ROW_HEIGHT + (gtk_widget_get_visible (GTK_WIDGET (group)) ? 0 : WORDS_HEIGHT);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
  wanted = (int) (self->height * weir_text_scale (GTK_WIDGET (self)));
  gtk_scrolled_window_set_min_content_height (self->scrolled, MIN (wanted, MAX_HEIGHT));
}

static void
add_name (WeirRedactionDialog *self, AdwPreferencesGroup *group, const char *name)
{
  gboolean of_query = *name == '?';
  g_autoptr (GString) shown = g_string_new (NULL);

  weir_text_append_row (shown, weir_span_from_string (of_query ? name + 1 : name), NAME_COLUMNS);
  add_row (self, group, shown->str, of_query ? _ ("Parameter of the URL") : _ ("Header"));
}

void
weir_redaction_dialog_add_body (WeirRedactionDialog *self)
{
  g_return_if_fail (WEIR_IS_REDACTION_DIALOG (self));

  add_row (self, self->left_out, _ ("Body"), _ ("All of what the request sends"));
}

static void
weir_redaction_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_REDACTION_DIALOG);
  G_OBJECT_CLASS (weir_redaction_dialog_parent_class)->dispose (object);
}

static void
weir_redaction_dialog_class_init (WeirRedactionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_redaction_dialog_dispose;
  signals[GO_ON] = g_signal_new ("go-on", WEIR_TYPE_REDACTION_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/stream/weir-redaction-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirRedactionDialog, scrolled);
  gtk_widget_class_bind_template_child (widget_class, WeirRedactionDialog, kept);
  gtk_widget_class_bind_template_child (widget_class, WeirRedactionDialog, left_out);
  gtk_widget_class_bind_template_child (widget_class, WeirRedactionDialog, go_on);
  gtk_widget_class_bind_template_callback (widget_class, on_go_on);
}

static void
weir_redaction_dialog_init (WeirRedactionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_size (GTK_WINDOW (self), (int) (WIDTH * weir_text_scale (GTK_WIDGET (self))), -1);
  gtk_window_set_focus (GTK_WINDOW (self), self->go_on);
}

WeirRedactionDialog *
weir_redaction_dialog_new (GtkWindow *parent, const char *const *names, gboolean are_kept)
{
  WeirRedactionDialog *self = g_object_new (WEIR_TYPE_REDACTION_DIALOG, "transient-for", parent, NULL);

  for (gsize i = 0; names[i] != NULL; i++)
    add_name (self, are_kept ? self->kept : self->left_out, names[i]);

  return self;
}
