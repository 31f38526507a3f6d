/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail-text.h"

#include "weir-detail.h"
#include "weir-excerpt.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

/* Longer lines stall a text view, coloured ones much sooner (they cost their length squared). */
#define LINE 2000u
#define COLOURED_LINE 1000u

struct _WeirDetailText
{
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkTextView *view;
  GtkTextBuffer *plain;
  GtkSourceBuffer *coloured; /* keeps its language: reading one takes longer than a frame */
  GtkWidget *bar;
  GtkSpinButton *part;
  GtkLabel *of;

  GBytes *text; /* (nullable) */
  gboolean is_json;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WeirDetailText, weir_detail_text, ADW_TYPE_BIN)

static void
fill (GtkTextBuffer *buffer, const GString *text)
{
  GtkTextIter start;

  gtk_text_buffer_set_text (buffer, text->str, (int) text->len);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
}

static void
show_in (WeirDetailText *self, GtkTextBuffer *buffer, const GString *text)
{
  GtkTextBuffer *before = gtk_text_view_get_buffer (self->view);

  fill (buffer, text);
  if (before == buffer)
    return;
  gtk_text_view_set_buffer (self->view, buffer);
  gtk_text_buffer_set_text (before, "", 0);
}

static void
set_language (GtkSourceBuffer *buffer)
{
  if (gtk_source_buffer_get_language (buffer) == NULL)
    gtk_source_buffer_set_language (buffer, gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), "json"));
}

static void
show_part (WeirDetailText *self)
{
  const WeirSpan text = weir_detail_span (self->text);
  const guint number = (guint) gtk_spin_button_get_value_as_int (self->part) - 1;
  g_autoptr (GString) shown = g_string_sized_new (2 * weir_excerpt_get_part (text, number).len);

  if (self->is_json && !weir_excerpt_append_part (shown, text, number, COLOURED_LINE))
    {
      set_language (self->coloured);
      show_in (self, GTK_TEXT_BUFFER (self->coloured), shown);
    }
  else
    {
      g_string_truncate (shown, 0);
      weir_excerpt_append_part (shown, text, number, LINE);
      show_in (self, self->plain, shown);
    }
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
on_part_changed (WeirDetailText *self)
{
  if (!self->is_filling)
    show_part (self);
}

static void
update_bar (WeirDetailText *self)
{
  const WeirSpan text = weir_detail_span (self->text);
  const guint n = weir_excerpt_count_parts (text);
  g_autofree char *size = g_format_size (text.len);
  g_autofree char *of = NULL;

  gtk_widget_set_visible (self->bar, n > 1);
  /* Translators: behind “Part 3”: the number of parts, and a size such as 10.5 MB */
  of = g_strdup_printf (_ ("of %u · %s"), n, size);
  gtk_label_set_text (self->of, of);
  self->is_filling = TRUE;
  gtk_spin_button_set_range (self->part, 1, n);
  gtk_spin_button_set_value (self->part, 1);
  self->is_filling = FALSE;
}

void
weir_detail_text_set_text (WeirDetailText *self, GBytes *text, gboolean is_json)
{
  g_return_if_fail (WEIR_IS_DETAIL_TEXT (self));

  if (text != NULL && text == self->text && is_json == self->is_json)
    return;
  if (text != NULL)
    g_bytes_ref (text);
  g_clear_pointer (&self->text, g_bytes_unref);
  self->text = text;
  self->is_json = is_json;
  update_bar (self);
  show_part (self);
}

static void
update_scheme (WeirDetailText *self, GParamSpec *pspec, AdwStyleManager *manager)
{
  const char *id = adw_style_manager_get_dark (manager) ? "Adwaita-dark" : "Adwaita";

  GtkSourceStyleScheme *scheme = gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (), id);

  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (self->plain), scheme);
  gtk_source_buffer_set_style_scheme (self->coloured, scheme);
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
  gtk_widget_class_bind_template_child (widget_class, WeirDetailText, plain);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailText, coloured);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailText, bar);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailText, part);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailText, of);
  gtk_widget_class_bind_template_callback (widget_class, on_part_changed);
}

static void
weir_detail_text_init (WeirDetailText *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (update_scheme), self, G_CONNECT_SWAPPED);
  update_scheme (self, NULL, manager);
}
