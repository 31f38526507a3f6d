/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-view-private.h"

#include <adwaita.h>

#include "weir-settings.h"

G_DEFINE_FINAL_TYPE (WeirEventView, weir_event_view, GTK_TYPE_WIDGET)

enum
{
  PROP_FOLLOWING = 1,
  PROP_UNSEEN,
  PROP_SELECTED,
  PROP_TIME_MODE,
  PROP_COLUMNS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  NOTE_REMOVED,
  ROW_ACTIVATED,
  SCRIPT,
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
weir_event_view_notify_following (WeirEventView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLLOWING]);
}

void
weir_event_view_notify_unseen (WeirEventView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNSEEN]);
}

void
weir_event_view_notify_selected (WeirEventView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

void
weir_event_view_tell (WeirEventView *self, const char *words)
{
  g_signal_emit (self, signals[TOLD], 0, words);
}

void
weir_event_view_tell_removed (WeirEventView *self, guint64 row, const char *note)
{
  g_signal_emit (self, signals[NOTE_REMOVED], 0, row, note);
}

static void
on_rows_changed (GListModel *list, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  WeirEventView *self = user_data;
  guint n_items = g_list_model_get_n_items (list);

  if (n_items > 0)
    weir_columns_set_n_rows (self->columns, weir_event_list_get_row (self->list, n_items - 1));
  if (n_added > 0)
    weir_event_view_restore_selection (self);
  weir_event_view_follow_list (self);
}

static void
on_stream_notify (WeirStream *stream, GParamSpec *pspec, gpointer user_data)
{
  if (g_str_equal (pspec->name, "notes"))
    weir_event_view_refresh_rows (user_data);
  weir_event_view_queue_update (user_data);
}

static void
take_start (WeirEventView *self)
{
  WeirRecording *recording = self->list != NULL ? weir_event_list_get_recording (self->list) : NULL;

  self->look->clock.start_wall_us = recording != NULL ? weir_recording_get_start_wall (recording) : 0;
  self->look->clock.zero_us = 0;
}

void
weir_event_view_set_stream (WeirEventView *self, WeirStream *stream, WeirEventList *list)
{
  g_return_if_fail (WEIR_IS_EVENT_VIEW (self));
  g_return_if_fail (stream == NULL || WEIR_IS_STREAM (stream));
  g_return_if_fail (list == NULL || WEIR_IS_EVENT_LIST (list));

  g_set_object (&self->stream, stream);
  g_signal_group_set_target (self->stream_signals, stream);
  if (list != self->list)
    {
      weir_event_view_unselect (self);
      g_signal_group_set_target (self->list_signals, NULL);
      g_set_object (&self->list, list);
      take_start (self);
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));
      g_signal_group_set_target (self->list_signals, list);
      weir_event_view_set_unseen (self, 0);
      weir_event_view_follow_list (self);
    }
  weir_event_view_update_actions (self);
  weir_event_view_queue_update (self);
}

gboolean
weir_event_view_get_following (WeirEventView *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT_VIEW (self), FALSE);

  return self->following;
}

guint64
weir_event_view_get_unseen (WeirEventView *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT_VIEW (self), 0);

  return self->unseen;
}

WeirEvent *
weir_event_view_get_selected (WeirEventView *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT_VIEW (self), NULL);

  return self->selected;
}

WeirTimeMode
weir_event_view_get_time_mode (WeirEventView *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT_VIEW (self), WEIR_TIME_WALL);

  return self->look->clock.mode;
}

void
weir_event_view_set_time_mode (WeirEventView *self, WeirTimeMode mode)
{
  g_return_if_fail (WEIR_IS_EVENT_VIEW (self));
  g_return_if_fail (mode <= WEIR_TIME_GAP);

  if (self->look->clock.mode == mode)
    return;
  self->look->clock.mode = mode;
  weir_event_view_refresh_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME_MODE]);
}

WeirColumns *
weir_event_view_get_columns (WeirEventView *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT_VIEW (self), NULL);

  return self->columns;
}

/* What came while nobody saw it. */
static void
weir_event_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (weir_event_view_parent_class)->map (widget);

  weir_event_view_queue_update (WEIR_EVENT_VIEW (widget));
}

static void
weir_event_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (weir_event_view_parent_class)->css_changed (widget, change);

  weir_event_view_update_look (WEIR_EVENT_VIEW (widget));
}

static void
weir_event_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (weir_event_view_parent_class)->system_setting_changed (widget, setting);

  weir_event_view_update_look (WEIR_EVENT_VIEW (widget));
}

static void
weir_event_view_direction_changed (GtkWidget *widget, GtkTextDirection before)
{
  GTK_WIDGET_CLASS (weir_event_view_parent_class)->direction_changed (widget, before);

  weir_event_view_update_look (WEIR_EVENT_VIEW (widget));
}

static gboolean
weir_event_view_grab_focus (GtkWidget *widget)
{
  return weir_event_view_focus_rows (WEIR_EVENT_VIEW (widget));
}

static gboolean
weir_event_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (weir_event_view_parent_class)->focus (widget, direction);

  return weir_event_view_move_focus (WEIR_EVENT_VIEW (widget), direction);
}

static void
weir_event_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirEventView *self = WEIR_EVENT_VIEW (object);

  switch (prop_id)
    {
    case PROP_FOLLOWING:
      g_value_set_boolean (value, self->following);
      break;
    case PROP_UNSEEN:
      g_value_set_uint64 (value, self->unseen);
      break;
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    case PROP_TIME_MODE:
      g_value_set_enum (value, (gint) self->look->clock.mode);
      break;
    case PROP_COLUMNS:
      g_value_set_object (value, self->columns);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_event_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirEventView *self = WEIR_EVENT_VIEW (object);

  switch (prop_id)
    {
    case PROP_FOLLOWING:
      weir_event_view_set_following (self, g_value_get_boolean (value));
      break;
    case PROP_TIME_MODE:
      weir_event_view_set_time_mode (self, (WeirTimeMode) g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_event_view_dispose (GObject *object)
{
  WeirEventView *self = WEIR_EVENT_VIEW (object);

  weir_event_view_dispose_follow (self);
  weir_event_view_dispose_menu (self);
  weir_event_view_dispose_note (self);
  g_clear_object (&self->stream_signals);
  g_clear_object (&self->list_signals);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->selected);
  g_clear_object (&self->list);
  g_clear_object (&self->stream);
  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_EVENT_VIEW);

  G_OBJECT_CLASS (weir_event_view_parent_class)->dispose (object);
}

static void
weir_event_view_finalize (GObject *object)
{
  WeirEventView *self = WEIR_EVENT_VIEW (object);

  g_clear_pointer (&self->look, weir_row_look_unref);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (weir_event_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_FOLLOWING] = g_param_spec_boolean ("following", NULL, NULL, TRUE, G_PARAM_READWRITE | flags);
  properties[PROP_UNSEEN] = g_param_spec_uint64 ("unseen", NULL, NULL, 0, G_MAXUINT64, 0, G_PARAM_READABLE | flags);
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, WEIR_TYPE_EVENT, G_PARAM_READABLE | flags);
  properties[PROP_TIME_MODE] = g_param_spec_enum ("time-mode", NULL, NULL, WEIR_TYPE_TIME_MODE, WEIR_TIME_WALL, G_PARAM_READWRITE | flags);
  properties[PROP_COLUMNS] = g_param_spec_object ("columns", NULL, NULL, WEIR_TYPE_COLUMNS, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_event_view_class_init (WeirEventViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = weir_event_view_get_property;
  object_class->set_property = weir_event_view_set_property;
  object_class->dispose = weir_event_view_dispose;
  object_class->finalize = weir_event_view_finalize;
  widget_class->map = weir_event_view_map;
  widget_class->css_changed = weir_event_view_css_changed;
  widget_class->system_setting_changed = weir_event_view_system_setting_changed;
  widget_class->direction_changed = weir_event_view_direction_changed;
  widget_class->grab_focus = weir_event_view_grab_focus;
  widget_class->focus = weir_event_view_focus;

  install_properties (object_class);
  signals[NOTE_REMOVED] = g_signal_new ("note-removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                        G_TYPE_UINT64, G_TYPE_STRING);
  signals[ROW_ACTIVATED] =
      g_signal_new ("row-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, WEIR_TYPE_EVENT);
  signals[SCRIPT] =
      g_signal_new ("script", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /* A GPropertyAction would keep the view alive, which has it in its header. */
  gtk_widget_class_install_property_action (widget_class, "view.time-mode", "time-mode");
  g_type_ensure (WEIR_TYPE_COLUMN_HEADER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/stream/weir-event-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirEventView, header);
  gtk_widget_class_bind_template_child (widget_class, WeirEventView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, WeirEventView, list_view);
  gtk_widget_class_bind_template_child (widget_class, WeirEventView, menu);
  gtk_widget_class_set_css_name (widget_class, "weir-event-view");
}

static void
weir_event_view_init (WeirEventView *self)
{
  g_autoptr (GSettings) settings = NULL;

  self->columns = weir_columns_new ();
  self->look = weir_row_look_new (self->columns);
  gtk_widget_init_template (GTK_WIDGET (self));
  weir_column_header_set_columns (self->header, self->columns);
  weir_event_view_update_look (self);
  settings = weir_settings_new ();
  g_settings_bind (settings, "columns", self->columns, "state", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "time-mode", self, "time-mode", G_SETTINGS_BIND_GET);

  self->stream_signals = g_signal_group_new (WEIR_TYPE_STREAM);
  g_signal_group_connect_object (self->stream_signals, "notify", G_CALLBACK (on_stream_notify), self, 0);
  self->list_signals = g_signal_group_new (WEIR_TYPE_EVENT_LIST);
  g_signal_group_connect_object (self->list_signals, "items-changed", G_CALLBACK (on_rows_changed), self, 0);
  g_signal_connect_object (self->columns, "changed", G_CALLBACK (weir_event_view_refresh_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast", G_CALLBACK (weir_event_view_update_look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (weir_event_view_update_look), self,
                           G_CONNECT_SWAPPED);

  weir_event_view_init_rows (self);
  weir_event_view_init_select (self);
  weir_event_view_init_focus (self);
  weir_event_view_init_follow (self);
  weir_event_view_init_menu (self);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}

GtkWidget *
weir_event_view_new (void)
{
  return g_object_new (WEIR_TYPE_EVENT_VIEW, NULL);
}
