/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-snippet-dialog.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "weir-drop-down.h"
#include "weir-toasts.h"

struct _WeirSnippetDialog
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkDropDown *kinds;
  GtkDropDown *urls;
  GtkSourceView *view;
  GtkSourceBuffer *buffer;
  GtkWidget *copy;

  GStrv names;
  char *certificate; /* nullable */
};

G_DEFINE_FINAL_TYPE (WeirSnippetDialog, weir_snippet_dialog, ADW_TYPE_WINDOW)

static char *
dup_text (WeirSnippetDialog *self)
{
  GtkStringObject *url = gtk_drop_down_get_selected_item (self->urls);

  return weir_snippet_to_text (gtk_drop_down_get_selected (self->kinds), gtk_string_object_get_string (url),
                               (const char *const *) self->names, self->certificate);
}

static void
show (WeirSnippetDialog *self)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();
  WeirSnippet kind = gtk_drop_down_get_selected (self->kinds);
  g_autofree char *text = NULL;

  if (self->buffer == NULL || gtk_drop_down_get_selected_item (self->urls) == NULL || kind >= WEIR_N_SNIPPETS)
    return;

  text = dup_text (self);
  gtk_source_buffer_set_language (self->buffer, gtk_source_language_manager_get_language (languages, weir_snippet_get_language (kind)));
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self->buffer), text, -1);
}

static void
on_copy (WeirSnippetDialog *self)
{
  g_autofree char *text = dup_text (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  weir_toasts_tell (self->toasts, adw_toast_new (_ ("Copied")));
}

static void
update_scheme (WeirSnippetDialog *self, GParamSpec *pspec, AdwStyleManager *manager)
{
  const char *id = adw_style_manager_get_dark (manager) ? "Adwaita-dark" : "Adwaita";

  gtk_source_buffer_set_style_scheme (self->buffer,
                                      gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (), id));
}

static void
weir_snippet_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_SNIPPET_DIALOG);
  G_OBJECT_CLASS (weir_snippet_dialog_parent_class)->dispose (object);
}

static void
weir_snippet_dialog_finalize (GObject *object)
{
  g_strfreev (WEIR_SNIPPET_DIALOG (object)->names);
  g_free (WEIR_SNIPPET_DIALOG (object)->certificate);
  G_OBJECT_CLASS (weir_snippet_dialog_parent_class)->finalize (object);
}

static void
weir_snippet_dialog_class_init (WeirSnippetDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_snippet_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_snippet_dialog_finalize;
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  g_type_ensure (GTK_SOURCE_TYPE_BUFFER);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/mock/weir-snippet-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirSnippetDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, WeirSnippetDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, WeirSnippetDialog, urls);
  gtk_widget_class_bind_template_child (widget_class, WeirSnippetDialog, view);
  gtk_widget_class_bind_template_child (widget_class, WeirSnippetDialog, buffer);
  gtk_widget_class_bind_template_child (widget_class, WeirSnippetDialog, copy);
  gtk_widget_class_bind_template_callback (widget_class, show);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
weir_snippet_dialog_init (WeirSnippetDialog *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const char *titles[WEIR_N_SNIPPETS + 1] = { NULL };
  g_autoptr (GtkStringList) list = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_direction (GTK_WIDGET (self->view), GTK_TEXT_DIR_LTR);
  for (guint i = 0; i < WEIR_N_SNIPPETS; i++)
    titles[i] = weir_snippet_get_title (i);
  list = gtk_string_list_new (titles);
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (list));
  weir_drop_down_set_label (self->kinds, _ ("Language"));
  weir_drop_down_set_label (self->urls, _ ("URL"));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (update_scheme), self, G_CONNECT_SWAPPED);
  update_scheme (self, NULL, manager);
  gtk_window_set_focus (GTK_WINDOW (self), self->copy);
}

GtkWindow *
weir_snippet_dialog_new (GtkWindow *parent, WeirSnippet first, const char *const *urls, const char *const *names, const char *certificate)
{
  WeirSnippetDialog *self = g_object_new (WEIR_TYPE_SNIPPET_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GtkStringList) list = gtk_string_list_new (urls);

  self->names = g_strdupv ((char **) names);
  self->certificate = g_strdup (certificate);
  gtk_drop_down_set_model (self->urls, G_LIST_MODEL (list));
  gtk_widget_set_visible (GTK_WIDGET (self->urls), g_list_model_get_n_items (G_LIST_MODEL (list)) > 1);
  gtk_drop_down_set_selected (self->kinds, first);
  show (self);

  return GTK_WINDOW (self);
}
