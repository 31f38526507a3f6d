/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n.h>

#include "weir-stream-page-private.h"
#include "weir-text-scale.h"

enum
{
  REQUEST_EDIT,
  SCRIPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirStreamPage, weir_stream_page, GTK_TYPE_WIDGET)

WeirStream *
weir_stream_page_get_stream (WeirStreamPage *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM_PAGE (self), NULL);

  return self->stream;
}

GActionGroup *
weir_stream_page_get_actions (WeirStreamPage *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM_PAGE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

void
weir_page_edit_request (WeirStreamPage *self, gboolean to_start)
{
  g_signal_emit (self, signals[REQUEST_EDIT], 0, to_start);
}

static void
on_connect (WeirStreamPage *self)
{
  weir_stream_page_connect (self, weir_url_row_get_request (self->url_row));
}

static void
on_filter_changed (WeirStreamPage *self)
{
  if (self->rows != NULL)
    weir_page_rows_set_filter (self->rows, weir_filter_row_get_filter (self->filter_row));
  weir_page_queue_tick (self);
}

static void
on_leave_filter (WeirStreamPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->events));
}

static void
on_time_activated (WeirStreamPage *self, gint64 time_us)
{
  guint64 row;

  if (self->rows != NULL && weir_page_rows_find_time (self->rows, time_us, &row))
    weir_event_view_scroll_to_row (self->events, row);
}

static void
on_following (WeirStreamPage *self)
{
  gboolean following = weir_event_view_get_following (self->events);
  guint64 unseen = weir_event_view_get_unseen (self->events);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "follow");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (following));
  /* What is read from a file is not new. */
  gtk_widget_set_visible (self->pill, !following && unseen > 0 && self->stream != NULL && weir_stream_get_request (self->stream) != NULL);
  if (unseen > 0)
    {
      g_autofree char *number = g_strdup_printf ("%'" G_GUINT64_FORMAT, unseen);
      g_autofree char *text = NULL;

      /* Translators: rows that came below what is in view. */
      text = g_strdup_printf (ngettext ("%s new", "%s new", (gulong) unseen), number);
      adw_button_content_set_label (self->pill_content, text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->pill), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
}

static void
on_selected (WeirStreamPage *self)
{
  WeirEvent *event = weir_event_view_get_selected (self->events);

  if (gtk_widget_get_visible (GTK_WIDGET (self->detail)))
    weir_detail_pane_set_event (self->detail, self->stream, event);
  else if (event != NULL && !self->detail_closed)
    weir_page_show_detail (self, TRUE);
}

static void
on_row_activated (WeirStreamPage *self)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "detail", g_variant_new_boolean (TRUE));
}

static void
on_close_detail (WeirStreamPage *self)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "detail", g_variant_new_boolean (FALSE));
  gtk_widget_grab_focus (GTK_WIDGET (self->events));
}

static void
on_row_wanted (WeirStreamPage *self, guint64 row)
{
  if (!weir_event_view_select_row (self->events, row))
    weir_page_tell (self, _ ("The row is filtered out"));
}

static void
on_script (WeirStreamPage *self, GBytes *script)
{
  g_signal_emit (self, signals[SCRIPT], 0, script, NULL, TRUE);
}

static void
show_request (WeirStreamPage *self)
{
  WeirRequest *request = weir_stream_get_request (self->stream);

  gtk_widget_set_visible (GTK_WIDGET (self->url_row), request != NULL);
  if (request != NULL && request != weir_url_row_get_request (self->url_row))
    weir_url_row_set_request (self->url_row, request);
}

static void
show_recording (WeirStreamPage *self)
{
  WeirRecording *recording = weir_stream_get_recording (self->stream);

  if (recording == NULL || (self->rows != NULL && recording == weir_page_rows_get_recording (self->rows)))
    return;

  g_clear_object (&self->rows);
  self->rows = weir_page_rows_new (recording, self->search);
  g_signal_connect_object (self->rows, "changed", G_CALLBACK (weir_page_queue_tick), self, G_CONNECT_SWAPPED);
  weir_page_rows_set_filter (self->rows, weir_filter_row_get_filter (self->filter_row));
  weir_event_view_set_stream (self->events, self->stream, weir_page_rows_get_list (self->rows));
  weir_page_show_tally (self);
}

static void
on_notify (WeirStreamPage *self, GParamSpec *pspec)
{
  static const char *const of_state[] = { "state", "live", "message", "problem", "progress", NULL };

  if (g_str_equal (pspec->name, "url") || g_str_equal (pspec->name, "live"))
    show_request (self);
  if (g_strv_contains (of_state, pspec->name))
    {
      show_recording (self);
      /* The actions first: the focus goes to none that cannot be activated. */
      weir_page_update_actions (self);
      weir_page_update_body (self);
    }
  weir_page_queue_tick (self);
}

static void
set_stream (WeirStreamPage *self, WeirStream *stream)
{
  self->stream = g_object_ref (stream);
  g_signal_connect_object (stream, "notify", G_CALLBACK (on_notify), self, G_CONNECT_SWAPPED);
  weir_state_line_set_stream (self->state_line, stream);
  /* Who opens a recording begins at its beginning. */
  weir_event_view_set_following (self->events, weir_stream_get_request (stream) != NULL);
  show_request (self);
  show_recording (self);
  weir_page_update_body (self);
  weir_page_update_actions (self);
}

static void
weir_stream_page_map (GtkWidget *widget)
{
  WeirStreamPage *self = WEIR_STREAM_PAGE (widget);

  GTK_WIDGET_CLASS (weir_stream_page_parent_class)->map (widget);
  /* Of several pages the one that is seen takes the keys. */
  gtk_widget_add_controller (widget, g_object_ref (self->shortcuts));
  weir_page_queue_tick (self);
}

static void
weir_stream_page_unmap (GtkWidget *widget)
{
  WeirStreamPage *self = WEIR_STREAM_PAGE (widget);

  weir_page_stop_ticks (self);
  weir_page_keep_layout (self);
  gtk_widget_remove_controller (widget, self->shortcuts);
  GTK_WIDGET_CLASS (weir_stream_page_parent_class)->unmap (widget);
}

static void
weir_stream_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                          int *natural_baseline)
{
  GtkWidget *content = GTK_WIDGET (WEIR_STREAM_PAGE (widget)->toasts);

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = weir_text_scale_widen (content, for_size);
  gtk_widget_measure (content, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = weir_page_limit_width (WEIR_STREAM_PAGE (widget), *minimum);
}

/* Not by a layout manager: the width decides how things stand. */
static void
weir_stream_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WeirStreamPage *self = WEIR_STREAM_PAGE (widget);

  gtk_widget_allocate (GTK_WIDGET (self->toasts), weir_text_scale_widen (GTK_WIDGET (self->toasts), width), height, baseline, NULL);
  weir_page_set_width (self, width);
}

/* To the rows, or to what is to be done when there are none. */
static gboolean
weir_stream_page_grab_focus (GtkWidget *widget)
{
  WeirStreamPage *self = WEIR_STREAM_PAGE (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->body), "rows") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->events));
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->body), "failure") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->failure));

  return gtk_widget_child_focus (gtk_stack_get_visible_child (self->body), GTK_DIR_TAB_FORWARD);
}

/* GTK's own would grab the focus, to the rows; Tab comes to what is above them first. */
static gboolean
weir_stream_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (GTK_WIDGET (WEIR_STREAM_PAGE (widget)->toasts), direction);
}

static void
weir_stream_page_dispose (GObject *object)
{
  WeirStreamPage *self = WEIR_STREAM_PAGE (object);

  weir_page_stop_ticks (self);
  g_clear_handle_id (&self->layout_idle, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->stream != NULL)
    g_signal_handlers_disconnect_by_data (self->stream, self);
  /* What was not saved goes with the page, whoever still holds the view. */
  if (self->events != NULL)
    weir_event_view_set_stream (self->events, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_STREAM_PAGE);
  g_clear_object (&self->rows);
  g_clear_object (&self->stream);
  g_clear_object (&self->actions);
  g_clear_object (&self->shortcuts);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (weir_stream_page_parent_class)->dispose (object);
}

static void
weir_stream_page_finalize (GObject *object)
{
  g_free (WEIR_STREAM_PAGE (object)->trouble);
  G_OBJECT_CLASS (weir_stream_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    gsize offset;
  } children[] = {
    { "toasts", G_STRUCT_OFFSET (WeirStreamPage, toasts) },
    { "url_row", G_STRUCT_OFFSET (WeirStreamPage, url_row) },
    { "state_line", G_STRUCT_OFFSET (WeirStreamPage, state_line) },
    { "tools", G_STRUCT_OFFSET (WeirStreamPage, tools) },
    { "filter_row", G_STRUCT_OFFSET (WeirStreamPage, filter_row) },
    { "timeline", G_STRUCT_OFFSET (WeirStreamPage, timeline) },
    { "notice", G_STRUCT_OFFSET (WeirStreamPage, notice) },
    { "progress", G_STRUCT_OFFSET (WeirStreamPage, progress) },
    { "body", G_STRUCT_OFFSET (WeirStreamPage, body) },
    { "paned", G_STRUCT_OFFSET (WeirStreamPage, paned) },
    { "events", G_STRUCT_OFFSET (WeirStreamPage, events) },
    { "detail", G_STRUCT_OFFSET (WeirStreamPage, detail) },
    { "empty", G_STRUCT_OFFSET (WeirStreamPage, empty) },
    { "empty_title", G_STRUCT_OFFSET (WeirStreamPage, empty_title) },
    { "empty_text", G_STRUCT_OFFSET (WeirStreamPage, empty_text) },
    { "empty_button", G_STRUCT_OFFSET (WeirStreamPage, empty_button) },
    { "failure", G_STRUCT_OFFSET (WeirStreamPage, failure) },
    { "pill", G_STRUCT_OFFSET (WeirStreamPage, pill) },
    { "pill_content", G_STRUCT_OFFSET (WeirStreamPage, pill_content) },
    { "footer", G_STRUCT_OFFSET (WeirStreamPage, footer) },
    { "menu_button", G_STRUCT_OFFSET (WeirStreamPage, menu_button) },
    { "counts", G_STRUCT_OFFSET (WeirStreamPage, counts) },
  };

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/stream/weir-stream-page.ui");
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i].name, FALSE, (gssize) children[i].offset);
  gtk_widget_class_bind_template_callback (widget_class, on_connect);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_leave_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_time_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_following);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_close_detail);
  gtk_widget_class_bind_template_callback (widget_class, weir_filter_row_add_text);
  gtk_widget_class_bind_template_callback (widget_class, on_row_wanted);
  gtk_widget_class_bind_template_callback (widget_class, on_script);
  gtk_widget_class_bind_template_callback (widget_class, weir_page_tell);
  gtk_widget_class_bind_template_callback (widget_class, weir_page_tell_removed);
}

static void
weir_stream_page_class_init (WeirStreamPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_stream_page_dispose;
  object_class->finalize = weir_stream_page_finalize;
  widget_class->map = weir_stream_page_map;
  widget_class->unmap = weir_stream_page_unmap;
  widget_class->measure = weir_stream_page_measure;
  widget_class->size_allocate = weir_stream_page_size_allocate;
  widget_class->grab_focus = weir_stream_page_grab_focus;
  widget_class->focus = weir_stream_page_focus;
  signals[REQUEST_EDIT] =
      g_signal_new ("request-edit", WEIR_TYPE_STREAM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SCRIPT] = g_signal_new ("script", WEIR_TYPE_STREAM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_BYTES,
                                  G_TYPE_STRING, G_TYPE_BOOLEAN);
  g_type_ensure (WEIR_TYPE_URL_ROW);
  g_type_ensure (WEIR_TYPE_STATE_LINE);
  g_type_ensure (WEIR_TYPE_FILTER_ROW);
  g_type_ensure (WEIR_TYPE_TIMELINE_VIEW);
  g_type_ensure (WEIR_TYPE_NOTICE_BAR);
  g_type_ensure (WEIR_TYPE_EVENT_VIEW);
  g_type_ensure (WEIR_TYPE_DETAIL_PANE);
  g_type_ensure (WEIR_TYPE_FAILURE_PAGE);
  bind_template (widget_class);
}

static void
weir_stream_page_init (WeirStreamPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->actions = weir_page_create_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->shortcuts = weir_page_create_shortcuts ();
  weir_page_load_layout (self);
  on_following (self);
}

GtkWidget *
weir_stream_page_new (WeirStream *stream, WeirWorker *search)
{
  WeirStreamPage *self;

  g_return_val_if_fail (WEIR_IS_STREAM (stream), NULL);
  g_return_val_if_fail (search != NULL, NULL);

  self = g_object_new (WEIR_TYPE_STREAM_PAGE, NULL);
  self->search = search;
  set_stream (self, stream);

  return GTK_WIDGET (self);
}
