/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n.h>

#include "weir-stream-page-private.h"
#include "weir-toast.h"
#include "weir-toasts.h"

/* Long enough to see what was cleared by mistake. */
#define UNDO_SECONDS 8

void
weir_stream_page_connect (WeirStreamPage *self, WeirRequest *request)
{
  g_return_if_fail (WEIR_IS_STREAM_PAGE (self));
  g_return_if_fail (request != NULL);

  weir_stream_stop (self->stream);
  weir_stream_set_request (self->stream, request);
  weir_stream_start (self->stream);
}

static void
on_start (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirStreamPage *self = user_data;

  /* What was not remembered is asked for. */
  if (weir_stream_get_missing (self->stream) != NULL)
    weir_page_edit_request (self, TRUE);
  else
    weir_stream_start (self->stream);
}

static void
on_stop (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_stream_stop (WEIR_STREAM_PAGE (user_data)->stream);
}

static void
on_cut (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_stream_cut (WEIR_STREAM_PAGE (user_data)->stream);
}

static void
on_reconnect (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_stream_reconnect_now (WEIR_STREAM_PAGE (user_data)->stream);
}

static void
show_from (WeirStreamPage *self, guint64 row)
{
  weir_page_rows_set_start (self->rows, row);
  weir_page_update_actions (self);
  weir_page_show_tally (self);
  weir_page_queue_tick (self);
}

static void
on_undo_clear (AdwToast *toast, gpointer user_data)
{
  WeirStreamPage *self = user_data;
  const guint64 *start = g_object_get_data (G_OBJECT (toast), "start");

  if (self->rows != NULL)
    show_from (self, *start);
}

static void
on_bring_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_from (user_data, 0);
}

static void
on_clear (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirStreamPage *self = user_data;
  guint64 before, n;
  AdwToast *toast;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (self->rows == NULL)
    return;

  before = weir_page_rows_get_start (self->rows);
  n = weir_page_rows_get_n_shown (self->rows);
  /* Who clears wants to see what comes. */
  weir_event_view_set_following (self->events, TRUE);
  show_from (self, weir_recording_get_count (weir_page_rows_get_recording (self->rows)));

  number = g_strdup_printf ("%'" G_GUINT64_FORMAT, n);
  text = g_strdup_printf (ngettext ("%s row cleared away", "%s rows cleared away", (gulong) n), number);
  toast = weir_toast_new (text);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  g_object_set_data_full (G_OBJECT (toast), "start", g_memdup2 (&before, sizeof before), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_clear), self, 0);
  weir_toasts_offer (self->toasts, toast);
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_page_save (user_data);
}

static void
on_address (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_url_row_grab_focus (WEIR_STREAM_PAGE (user_data)->url_row);
}

static void
on_filter (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_filter_row_grab_focus (WEIR_STREAM_PAGE (user_data)->filter_row);
}

static void
on_show_all (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_filter_row_clear (WEIR_STREAM_PAGE (user_data)->filter_row);
}

static void
on_follow (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  weir_event_view_set_following (WEIR_STREAM_PAGE (user_data)->events, g_variant_get_boolean (state));
}

static void
on_detail (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  WeirStreamPage *self = user_data;
  gboolean show = g_variant_get_boolean (state);

  weir_page_keep_layout (self);
  self->detail_closed = !show;
  weir_page_show_detail (self, show);
  weir_page_keep_shown (self, "detail-shown", show);
}

static void
on_timeline (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_simple_action_set_state (action, state);
  weir_page_keep_shown (user_data, "timeline-shown", g_variant_get_boolean (state));
  weir_page_show_timeline (user_data, g_variant_get_boolean (state));
}

static void
on_request (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_page_edit_request (user_data, FALSE);
}

static void
connect_with (WeirStreamPage *self, gboolean any_type, gboolean insecure, gboolean decompress)
{
  WeirRequestOptions options = *weir_request_get_options (weir_stream_get_request (self->stream));
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  options.any_type = options.any_type || any_type;
  options.insecure = options.insecure || insecure;
  options.decompress = options.decompress || decompress;
  request = weir_request_new (&options, &error);
  /* It was one before, but a file of certificates may be gone. */
  if (request == NULL)
    weir_page_tell (self, error->message);
  else
    weir_stream_page_connect (self, request);
}

static void
on_any_type (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  connect_with (user_data, TRUE, FALSE, FALSE);
}

static void
on_trust_once (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  connect_with (user_data, FALSE, TRUE, FALSE);
}

static void
on_decompress (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  connect_with (user_data, FALSE, FALSE, TRUE);
}

static void
on_serve (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_page_serve (user_data, TRUE);
}

static void
on_edit_script (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_page_serve (user_data, FALSE);
}

static void
on_authority (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_page_choose_authority (user_data);
}

GSimpleActionGroup *
weir_page_create_actions (WeirStreamPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "start", .activate = on_start },
    { .name = "stop", .activate = on_stop },
    { .name = "cut", .activate = on_cut },
    { .name = "reconnect", .activate = on_reconnect },
    { .name = "clear", .activate = on_clear },
    { .name = "bring-back", .activate = on_bring_back },
    { .name = "save", .activate = on_save },
    { .name = "address", .activate = on_address },
    { .name = "filter", .activate = on_filter },
    { .name = "show-all", .activate = on_show_all },
    { .name = "follow", .state = "true", .change_state = on_follow },
    { .name = "detail", .state = "false", .change_state = on_detail },
    { .name = "timeline", .state = "false", .change_state = on_timeline },
    { .name = "request", .activate = on_request },
    { .name = "any-type", .activate = on_any_type },
    { .name = "trust-once", .activate = on_trust_once },
    { .name = "decompress", .activate = on_decompress },
    { .name = "serve", .activate = on_serve },
    { .name = "edit-script", .activate = on_edit_script },
    { .name = "authority", .activate = on_authority },
  };
  GSimpleActionGroup *actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "stream", G_ACTION_GROUP (actions));

  return actions;
}

static void
enable (WeirStreamPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
weir_page_update_actions (WeirStreamPage *self)
{
  WeirSourceState state = weir_stream_get_state (self->stream);
  gboolean live = weir_stream_get_request (self->stream) != NULL;
  gboolean over = !weir_stream_is_started (self->stream);

  enable (self, "start", live && over);
  enable (self, "stop", live && !over);
  enable (self, "cut", state == WEIR_SOURCE_OPEN || state == WEIR_SOURCE_SENT || state == WEIR_SOURCE_CONNECTING);
  enable (self, "reconnect", state == WEIR_SOURCE_WAITING);
  enable (self, "clear", self->rows != NULL);
  enable (self, "bring-back", self->rows != NULL && weir_page_rows_get_start (self->rows) > 0);
  enable (self, "save", self->rows != NULL);
  enable (self, "serve", self->rows != NULL);
  enable (self, "edit-script", self->rows != NULL);
  enable (self, "address", live);
  enable (self, "request", live);
  enable (self, "any-type", live && over);
  enable (self, "trust-once", live && over);
  enable (self, "decompress", live && over);
  enable (self, "authority", live && over);
}

void
weir_page_show_detail (WeirStreamPage *self, gboolean show)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "detail");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (show));
  if (show)
    self->detail_closed = FALSE;
  weir_detail_pane_set_event (self->detail, self->stream, show ? weir_event_view_get_selected (self->events) : NULL);
  if (show)
    weir_page_place_detail (self);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), show);
}

GtkEventController *
weir_page_create_shortcuts (void)
{
  static const struct
  {
    const char *trigger;
    const char *action;
  } shortcuts[] = {
    { "<Control>f", "stream.filter" }, { "<Control>l", "stream.address" },  { "<Control>r", "stream.reconnect" },
    { "<Control>s", "stream.save" },   { "<Control>k", "stream.clear" },    { "<Control>j", "stream.follow" },
    { "<Control>i", "stream.detail" }, { "<Control>h", "stream.timeline" }, { "<Control>e", "stream.request" },
    { "F5", "stream.start" },          { "<Shift>F5", "stream.stop" },      { "<Control><Shift>x", "stream.cut" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* Wherever in the window the focus is. */
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                                                            gtk_named_action_new (shortcuts[i].action)));

  return controller;
}
