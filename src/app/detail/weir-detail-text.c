/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail-text.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

/* Longer lines stall a text view, coloured ones much sooner (they cost their length squared). */
#define LINE 2000u
#define COLOURED_LINE 1000u
/* Longer texts are not coloured. */
#define COLOURED (1024u * 1024)
/* A view that holds more gets slow and big; the rest can be saved. */
#define MOST (4u * 1024 * 1024)

struct _WeirDetailText
{
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkSourceView *view;
  GtkSourceBuffer *buffer;
  GtkWidget *more_bar;
  GtkLabel *more_label;
  GtkWidget *more_button;

  GBytes *text;  /* (nullable) */
  gsize n_shown; /* bytes of the text that the view stands for */
  gboolean is_json;
  WeirExcerptLines lines;
};

G_DEFINE_FINAL_TYPE (WeirDetailText, weir_detail_text, ADW_TYPE_BIN)

static void
update_bar (WeirDetailText *self, gsize n_bytes)
{
  g_autofree char *shown = g_format_size (self->n_shown);
  g_autofree char *all = g_format_size (n_bytes);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->more_bar, self->n_shown < n_bytes);
  if (self->n_shown >= n_bytes)
    return;
  /* Translators: two sizes, such as 262.1 kB and 10.5 MB */
  text = g_strdup_printf (_ ("The first %s of %s"), shown, all);
  gtk_label_set_text (self->more_label, text);
  gtk_widget_set_visible (self->more_button, gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->buffer)) < (int) MOST);
}

static void
append_part (WeirDetailText *self)
{
  g_autoptr (GString) part = g_string_sized_new (WEIR_DETAIL_TEXT_STEP / 4);
  GtkTextIter end;
  WeirSpan text;

  text.data = g_bytes_get_data (self->text, &text.len);
  self->n_shown += weir_excerpt_append (part, weir_span (text.data + self->n_shown, text.len - self->n_shown), WEIR_DETAIL_TEXT_STEP,
                                        self->is_json ? COLOURED_LINE : LINE, self->lines);
  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self->buffer), &end);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self->buffer), &end, part->str, (int) part->len);
  update_bar (self, text.len);
}

static void
show_more (WeirDetailText *self)
{
  if (self->text != NULL)
    append_part (self);
}

void
weir_detail_text_set_text (WeirDetailText *self, GBytes *text, gboolean is_json, WeirExcerptLines lines)
{
  GtkSourceLanguage *language = NULL;
  GtkTextIter start;

  g_return_if_fail (WEIR_IS_DETAIL_TEXT (self));

  if (text != NULL && text == self->text && is_json == self->is_json && lines == self->lines)
    return;
  if (text != NULL)
    g_bytes_ref (text);
  g_clear_pointer (&self->text, g_bytes_unref);
  self->text = text;
  self->n_shown = 0;
  self->is_json = is_json && g_bytes_get_size (text) <= COLOURED;
  self->lines = lines;

  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self->buffer), "", 0);
  if (self->is_json)
    language = gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), "json");
  gtk_source_buffer_set_language (self->buffer, language);
  if (text != NULL)
    append_part (self);
  else
    gtk_widget_set_visible (self->more_bar, FALSE);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
update_scheme (WeirDetailText *self, GParamSpec *pspec, AdwStyleManager *manager)
{
  const char *id = adw_style_manager_get_dark (manager) ? "Adwaita-dark" : "Adwaita";

  gtk_source_buffer_set_style_scheme (self->buffer,
                                      gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (), id));
}

static void
weir_detail_text_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_DETAIL_TEXT);
  G_OBJECT_CLASS (weir_detail_text_parent_class)->dispose (object);
}

static void
weir_detail_text_finalize (GObject *object)
{
  g_clear_pointer (&WEIR_DETAIL_TEXT (object)->text, g_bytes_unref);
  G_OBJECT_CLASS (weir_detail_text_parent_class)->finalize (object);
}

static void
weir_detail_text_class_init (WeirDetailTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_detail_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_detail_text_finalize;

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  g_type_ensure (GTK_SOURCE_TYPE_BUFFER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/detail/weir-detail-text.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirDetailText, scroller);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailText, view);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailText, buffer);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailText, more_bar);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailText, more_label);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailText, more_button);
  gtk_widget_class_bind_template_callback (widget_class, show_more);
}

static void
weir_detail_text_init (WeirDetailText *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (update_scheme), self, G_CONNECT_SWAPPED);
  update_scheme (self, NULL, manager);
}
