/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-state-line.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-beat.h"
#include "weir-now.h"
#include "weir-state-mark.h"
#include "weir-state-words.h"

/* What changes with every event is shown no more often. */
#define CALM_MS 100

struct _WeirStateLine
{
  GtkBox parent_instance;

  WeirStateMark *mark;
  GtkLabel *words;
  GtkButton *reconnect;
  GtkButton *cut;
  GtkButton *stop;
  GtkButton *start;

  WeirStream *stream;
  char *recorded;
  const char *start_label; /* (nullable): before the first one */
  gboolean narrow;
  gboolean start_is_narrow;
  guint timer;   /* for the time when the words change by themselves */
  GSource *calm; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WeirStateLine, weir_state_line, GTK_TYPE_BOX)

static void refresh (WeirStateLine *self);

static gboolean
on_calm (gpointer user_data)
{
  refresh (user_data);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_timer (gpointer user_data)
{
  WeirStateLine *self = user_data;

  self->timer = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (WeirStateLine *self, guint ms)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->timer = g_timeout_add (ms, on_timer, self);
}

static void
show_words (WeirStateLine *self, const char *head, const char *rest)
{
  g_autofree char *words = *rest != '\0' ? g_strconcat (head, WEIR_STATE_DOT, rest, NULL) : g_strdup (head);
  PangoAttrList *attributes;
  PangoAttribute *bold;

  if (g_str_equal (gtk_label_get_text (self->words), words))
    return;

  attributes = pango_attr_list_new ();
  bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  bold->end_index = (guint) strlen (head);
  pango_attr_list_insert (attributes, bold);
  gtk_label_set_text (self->words, words);
  gtk_label_set_attributes (self->words, attributes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), words);
  pango_attr_list_unref (attributes);
}

static void
show_face (GtkButton *button, gboolean narrow, const char *label, const char *icon_name)
{
  if (narrow)
    gtk_button_set_icon_name (button, icon_name);
  else
    gtk_button_set_label (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* What is sent once only is sent anew by starting it: that may cost money. */
static const char *
get_start_label (WeirStateLine *self)
{
  WeirRequest *request = self->stream != NULL ? weir_stream_get_request (self->stream) : NULL;

  if (request == NULL || weir_request_get_options (request)->policy != WEIR_POLICY_ONCE)
    return _ ("Start");

  return weir_stream_get_recording (self->stream) != NULL ? _ ("Send again") : _ ("Send");
}

static void
show_start (WeirStateLine *self)
{
  const char *label = get_start_label (self);

  /* A label that stays the same is not laid out anew with each turn of the state. */
  if (label == self->start_label && self->narrow == self->start_is_narrow)
    return;

  self->start_label = label;
  self->start_is_narrow = self->narrow;
  show_face (self->start, self->narrow, label, "media-playback-start-symbolic");
}

static void
show_buttons (WeirStateLine *self, gboolean live, WeirSourceState state)
{
  gboolean trying = weir_stream_is_started (self->stream);

  gtk_widget_set_visible (GTK_WIDGET (self->reconnect), live && state == WEIR_SOURCE_WAITING);
  gtk_widget_set_visible (GTK_WIDGET (self->cut), live && state == WEIR_SOURCE_OPEN);
  gtk_widget_set_visible (GTK_WIDGET (self->stop), live && trying);
  gtk_widget_set_visible (GTK_WIDGET (self->start), live && !trying);
  show_start (self);
}

static void
show_live (WeirStateLine *self, WeirSourceState state)
{
  WeirStateFacts facts = { .state = state, .now_us = weir_now (GTK_WIDGET (self)) };
  g_autofree char *last_event_id = NULL;
  g_autofree char *message = NULL;
  g_autofree char *head = NULL;
  g_autofree char *rest = NULL;
  gint64 fresh_us;

  g_object_get (self->stream, "opened-at", &facts.opened_at_us, "waiting-until", &facts.waiting_until_us, "attempt", &facts.attempt,
                "reconnects", &facts.reconnects, "reconnection-time", &facts.reconnection_time_us, "retry-from-server",
                &facts.retry_from_server, "last-event-id", &last_event_id, "status", &facts.status, "message", &message, NULL);
  /* While waiting it is the next attempt that people wait for. */
  facts.attempt += state == WEIR_SOURCE_WAITING;
  facts.last_event_id = last_event_id;
  /* Of a failure the page says more than there is room for here; that it was stopped is what the head says. */
  if (state != WEIR_SOURCE_FAILED && weir_stream_get_reason (self->stream) != WEIR_REASON_STOPPED)
    facts.message = message;
  facts.asked_to_stop = state == WEIR_SOURCE_FAILED && weir_mark_of_stream (self->stream) == WEIR_MARK_STOPPED;
  head = weir_state_dup_head (&facts);
  rest = weir_state_dup_rest (&facts);
  show_words (self, head, rest);
  fresh_us = weir_state_get_fresh_us (&facts);
  if (fresh_us > 0)
    schedule (self, (guint) ((fresh_us + G_TIME_SPAN_MILLISECOND - 1) / G_TIME_SPAN_MILLISECOND));
}

static void
refresh (WeirStateLine *self)
{
  gboolean live = FALSE;
  WeirSourceState state;

  g_clear_handle_id (&self->timer, g_source_remove);
  weir_beat_stop (&self->calm);
  if (self->stream == NULL)
    return;

  g_object_get (self->stream, "live", &live, NULL);
  state = weir_stream_get_state (self->stream);
  weir_state_mark_set_mark (self->mark, weir_mark_of_stream (self->stream));
  show_buttons (self, live, state);
  if (live)
    show_live (self, state);
  else
    show_words (self, _ ("Recording"), self->recorded != NULL ? self->recorded : "");
}

static void
on_notify (WeirStream *stream, GParamSpec *pspec, WeirStateLine *self)
{
  static const char *const at_once[] = { "live", "state", "attempt", "opened-at", "waiting-until", "message", NULL };
  static const char *const later[] = { "last-event-id", "reconnects", "reconnection-time", "retry-from-server", NULL };

  if (g_strv_contains (at_once, pspec->name))
    refresh (self);
  else if (g_strv_contains (later, pspec->name) && self->timer == 0 && self->calm == NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    weir_beat_start_after (&self->calm, CALM_MS, on_calm, self);
}

void
weir_state_line_set_stream (WeirStateLine *self, WeirStream *stream)
{
  g_return_if_fail (WEIR_IS_STATE_LINE (self));

  if (self->stream != NULL)
    g_signal_handlers_disconnect_by_data (self->stream, self);
  g_set_object (&self->stream, stream);
  if (stream != NULL)
    g_signal_connect_object (stream, "notify", G_CALLBACK (on_notify), self, 0);
  refresh (self);
}

void
weir_state_line_set_recorded (WeirStateLine *self, const char *words)
{
  g_return_if_fail (WEIR_IS_STATE_LINE (self));

  if (g_strcmp0 (words, self->recorded) == 0)
    return;

  g_free (self->recorded);
  self->recorded = g_strdup (words);
  refresh (self);
}

void
weir_state_line_set_narrow (WeirStateLine *self, gboolean narrow)
{
  g_return_if_fail (WEIR_IS_STATE_LINE (self));

  show_face (self->reconnect, narrow, _ ("Reconnect now"), "view-refresh-symbolic");
  show_face (self->cut, narrow, _ ("Cut"), "edit-cut-symbolic");
  show_face (self->stop, narrow, _ ("Stop"), "media-playback-stop-symbolic");
  self->narrow = narrow;
  show_start (self);
  gtk_label_set_wrap (self->words, narrow);
  gtk_label_set_wrap_mode (self->words, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (self->words, narrow ? 2 : 1);
}

static void
weir_state_line_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (weir_state_line_parent_class)->map (widget);
  refresh (WEIR_STATE_LINE (widget));
}

static void
weir_state_line_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&WEIR_STATE_LINE (widget)->timer, g_source_remove);
  weir_beat_stop (&WEIR_STATE_LINE (widget)->calm);
  GTK_WIDGET_CLASS (weir_state_line_parent_class)->unmap (widget);
}

static void
weir_state_line_dispose (GObject *object)
{
  WeirStateLine *self = WEIR_STATE_LINE (object);

  weir_state_line_set_stream (self, NULL);
  g_clear_handle_id (&self->timer, g_source_remove);
  weir_beat_stop (&self->calm);
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_STATE_LINE);
  G_OBJECT_CLASS (weir_state_line_parent_class)->dispose (object);
}

static void
weir_state_line_finalize (GObject *object)
{
  g_free (WEIR_STATE_LINE (object)->recorded);
  G_OBJECT_CLASS (weir_state_line_parent_class)->finalize (object);
}

static void
weir_state_line_class_init (WeirStateLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_state_line_dispose;
  object_class->finalize = weir_state_line_finalize;
  widget_class->map = weir_state_line_map;
  widget_class->unmap = weir_state_line_unmap;
  g_type_ensure (WEIR_TYPE_STATE_MARK);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/stream/weir-state-line.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirStateLine, mark);
  gtk_widget_class_bind_template_child (widget_class, WeirStateLine, words);
  gtk_widget_class_bind_template_child (widget_class, WeirStateLine, reconnect);
  gtk_widget_class_bind_template_child (widget_class, WeirStateLine, cut);
  gtk_widget_class_bind_template_child (widget_class, WeirStateLine, stop);
  gtk_widget_class_bind_template_child (widget_class, WeirStateLine, start);
}

static void
weir_state_line_init (WeirStateLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  weir_state_line_set_narrow (self, FALSE);
}

GtkWidget *
weir_state_line_new (void)
{
  return g_object_new (WEIR_TYPE_STATE_LINE, NULL);
}
