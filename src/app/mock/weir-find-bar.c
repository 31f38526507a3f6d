/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-find-bar.h"

#include <glib/gi18n.h>
#include <string.h>

struct _WeirFindBar
{
  AdwBin parent_instance;

  GtkSearchEntry *entry;
  GtkLabel *count;

  GtkSourceView *view; /* not owned */
  GtkSourceSearchContext *search;
};

G_DEFINE_FINAL_TYPE (WeirFindBar, weir_find_bar, ADW_TYPE_BIN)

static GtkTextBuffer *
get_buffer (WeirFindBar *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static void
show_count (WeirFindBar *self)
{
  GtkTextIter start, end;
  int n = gtk_source_search_context_get_occurrences_count (self->search);
  gboolean any = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
  g_autofree char *text = NULL;
  int at;

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  at = gtk_source_search_context_get_occurrence_position (self->search, &start, &end);
  if (!any || n < 0)
    text = g_strdup ("");
  else if (n == 0)
    text = g_strdup (_ ("Not found"));
  else
    /* Translators: the place that is selected, of how many, in a search. */
    text = g_strdup_printf (_ ("%d of %d"), MAX (at, 0), n);
  gtk_label_set_text (self->count, text);
  if (any && n == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
go_to (WeirFindBar *self, const GtkTextIter *start, const GtkTextIter *end)
{
  gtk_text_buffer_select_range (get_buffer (self), start, end);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (get_buffer (self)), 0.1, FALSE, 0, 0);
  show_count (self);
}

static void
find (WeirFindBar *self, gboolean forward, gboolean from_start)
{
  GtkTextIter start, end, match_start, match_end;
  gboolean found;

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  if (forward)
    found = gtk_source_search_context_forward (self->search, from_start ? &start : &end, &match_start, &match_end, NULL);
  else
    found = gtk_source_search_context_backward (self->search, &start, &match_start, &match_end, NULL);
  if (found)
    go_to (self, &match_start, &match_end);
  else
    show_count (self);
}

static void
find_next (WeirFindBar *self)
{
  find (self, TRUE, FALSE);
}

static void
find_previous (WeirFindBar *self)
{
  find (self, FALSE, FALSE);
}

static void
on_changed (WeirFindBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  gtk_source_search_settings_set_search_text (gtk_source_search_context_get_settings (self->search), text);
  find (self, TRUE, TRUE);
}

void
weir_find_bar_open (WeirFindBar *self)
{
  GtkTextIter start, end;

  g_return_if_fail (WEIR_IS_FIND_BAR (self));
  g_return_if_fail (self->view != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_source_search_context_set_highlight (self->search, TRUE);
  if (gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end) &&
      gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end))
    {
      g_autofree char *text = gtk_text_iter_get_slice (&start, &end);

      gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

void
weir_find_bar_close (WeirFindBar *self)
{
  g_return_if_fail (WEIR_IS_FIND_BAR (self));

  gtk_source_search_context_set_highlight (self->search, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
weir_find_bar_set_view (WeirFindBar *self, GtkSourceView *view)
{
  g_autoptr (GtkSourceSearchSettings) settings = gtk_source_search_settings_new ();

  g_return_if_fail (WEIR_IS_FIND_BAR (self));
  g_return_if_fail (self->view == NULL);

  self->view = view;
  gtk_source_search_settings_set_wrap_around (settings, TRUE);
  self->search = gtk_source_search_context_new (GTK_SOURCE_BUFFER (get_buffer (self)), settings);
  gtk_source_search_context_set_highlight (self->search, FALSE);
  g_signal_connect_object (self->search, "notify::occurrences-count", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
}

static void
weir_find_bar_dispose (GObject *object)
{
  WeirFindBar *self = WEIR_FIND_BAR (object);

  g_clear_object (&self->search);
  self->view = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_FIND_BAR);
  G_OBJECT_CLASS (weir_find_bar_parent_class)->dispose (object);
}

static void
weir_find_bar_class_init (WeirFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_find_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/mock/weir-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, WeirFindBar, count);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, find_next);
  gtk_widget_class_bind_template_callback (widget_class, find_previous);
  gtk_widget_class_bind_template_callback (widget_class, weir_find_bar_close);
}

static void
weir_find_bar_init (WeirFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
weir_find_bar_new (void)
{
  return g_object_new (WEIR_TYPE_FIND_BAR, NULL);
}
