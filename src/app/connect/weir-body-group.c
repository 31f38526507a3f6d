/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-body-group.h"

#include <glib/gi18n.h>

#include "weir-field-mark.h"
#include "weir-request-check-field.h"

/* Of a body that is edited here. */
#define LONGEST_TEXT (256u * 1024)
#define LEAST_HEIGHT 84
#define MOST_HEIGHT 264

struct _WeirBodyGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *text_row;
  GtkScrolledWindow *scroller;
  GtkTextView *view;
  AdwActionRow *kept_row;
  AdwEntryRow *type_row;

  GtkTextBuffer *buffer; /* the view's */
  GBytes *kept;          /* (nullable) */
  gboolean has_body;     /* one was given: an empty one is one, too */
  guint size_source;
};

G_DEFINE_FINAL_TYPE (WeirBodyGroup, weir_body_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
show_size (gpointer user_data)
{
  WeirBodyGroup *self = user_data;
  const int width = gtk_widget_get_width (GTK_WIDGET (self->view));
  int height = 0;

  self->size_source = 0;
  if (width > 0)
    gtk_widget_measure (GTK_WIDGET (self->view), GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (self->scroller, CLAMP (height, LEAST_HEIGHT, MOST_HEIGHT));

  return G_SOURCE_REMOVE;
}

/* Rows of a page get their least height: it follows the text. Not while it is laid out. */
static void
plan_size (WeirBodyGroup *self)
{
  if (self->size_source == 0)
    self->size_source = g_idle_add (show_size, self);
}

static void
on_changed (WeirBodyGroup *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_text_changed (WeirBodyGroup *self)
{
  plan_size (self);
  on_changed (self);
}

static void
show_kept (WeirBodyGroup *self)
{
  gtk_widget_set_visible (self->text_row, self->kept == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->kept_row), self->kept != NULL);
  if (self->kept != NULL)
    {
      g_autofree char *size = g_format_size (g_bytes_get_size (self->kept));

      adw_action_row_set_subtitle (self->kept_row, size);
    }
}

static void
on_remove (WeirBodyGroup *self)
{
  g_clear_pointer (&self->kept, g_bytes_unref);
  self->has_body = FALSE;
  gtk_text_buffer_set_text (self->buffer, "", 0);
  show_kept (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  on_changed (self);
}

static gboolean
keep_waiting (gpointer user_data)
{
  WeirBodyGroup *self = user_data;

  gtk_text_buffer_set_text (self->buffer, "", 0);
  show_kept (self);
  on_changed (self);

  return G_SOURCE_REMOVE;
}

/* What would be too long to be edited is kept aside, however it comes in. */
static void
on_insert (WeirBodyGroup *self, GtkTextIter *place, const char *inserted, int length)
{
  g_autofree char *whole = weir_field_dup_with (self->buffer, place, inserted, length);

  if (weir_field_can_edit (weir_span_from_string (whole), LONGEST_TEXT))
    return;

  g_signal_stop_emission_by_name (self->buffer, "insert-text");
  g_clear_pointer (&self->kept, g_bytes_unref);
  self->kept = g_bytes_new (whole, strlen (whole));
  g_idle_add_full (G_PRIORITY_DEFAULT, keep_waiting, g_object_ref (self), g_object_unref);
}

void
weir_body_group_set (WeirBodyGroup *self, GBytes *body, const char *type)
{
  WeirSpan text = WEIR_SPAN_EMPTY;

  g_return_if_fail (WEIR_IS_BODY_GROUP (self));

  g_clear_pointer (&self->kept, g_bytes_unref);
  self->has_body = body != NULL;
  if (body != NULL)
    text.data = g_bytes_get_data (body, &text.len);
  if (weir_field_can_edit (text, LONGEST_TEXT) && (text.len == 0 || memchr (text.data, '\0', text.len) == NULL))
    gtk_text_buffer_set_text (self->buffer, text.len > 0 ? text.data : "", (int) text.len);
  else
    self->kept = g_bytes_ref (body);
  gtk_editable_set_text (GTK_EDITABLE (self->type_row), type != NULL ? type : "");
  show_kept (self);
}

GBytes *
weir_body_group_dup_body (WeirBodyGroup *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  g_return_val_if_fail (WEIR_IS_BODY_GROUP (self), NULL);

  if (self->kept != NULL)
    return g_bytes_ref (self->kept);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  if (text[0] == '\0' && !self->has_body)
    return NULL;

  return g_bytes_new (text, strlen (text));
}

const char *
weir_body_group_get_content_type (WeirBodyGroup *self)
{
  g_return_val_if_fail (WEIR_IS_BODY_GROUP (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->type_row));
}

gboolean
weir_body_group_check (WeirBodyGroup *self, GError **error)
{
  const WeirHeader header = { "Content-Type", weir_body_group_get_content_type (self) };
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (WEIR_IS_BODY_GROUP (self), FALSE);

  weir_request_check_field_header (&header, &problem);
  weir_field_mark (GTK_WIDGET (self->type_row), problem != NULL ? problem->message : NULL);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static void
weir_body_group_dispose (GObject *object)
{
  g_clear_handle_id (&WEIR_BODY_GROUP (object)->size_source, g_source_remove);
  G_OBJECT_CLASS (weir_body_group_parent_class)->dispose (object);
}

static void
weir_body_group_finalize (GObject *object)
{
  g_clear_pointer (&WEIR_BODY_GROUP (object)->kept, g_bytes_unref);
  G_OBJECT_CLASS (weir_body_group_parent_class)->finalize (object);
}

static void
weir_body_group_class_init (WeirBodyGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_body_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_body_group_finalize;
  signals[CHANGED] = g_signal_new ("changed", WEIR_TYPE_BODY_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/connect/weir-body-group.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirBodyGroup, text_row);
  gtk_widget_class_bind_template_child (widget_class, WeirBodyGroup, scroller);
  gtk_widget_class_bind_template_child (widget_class, WeirBodyGroup, view);
  gtk_widget_class_bind_template_child (widget_class, WeirBodyGroup, kept_row);
  gtk_widget_class_bind_template_child (widget_class, WeirBodyGroup, type_row);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
}

static void
weir_body_group_init (WeirBodyGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->buffer = gtk_text_view_get_buffer (self->view);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (on_text_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed", G_CALLBACK (plan_size), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (on_insert), self, G_CONNECT_SWAPPED);
}
