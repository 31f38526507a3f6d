/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-stream-item.h"

#include "weir-beat.h"
#include "weir-state-words.h"
#include "weir-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Titles are cut on screen; of hostile ones no more than this is laid out. */
#define TITLE_COLUMNS 120
#define COUNTDOWN_MS 100

struct _WeirStreamItem
{
  WeirSidebarItem parent_instance;

  WeirStream *stream;
  GSource *countdown; /* (nullable): only while waiting */
  gboolean was_live;  /* when it was closed */
};

G_DEFINE_FINAL_TYPE (WeirStreamItem, weir_stream_item, WEIR_TYPE_SIDEBAR_ITEM)

static void
set_visible_text (WeirStreamItem *self, const char *property, const char *text)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  weir_text_append_row (shown, (WeirSpan){ text, strlen (text) }, TITLE_COLUMNS);
  g_object_set (self, property, shown->str, NULL);
}

static void
show_title (WeirStreamItem *self)
{
  g_autofree char *title = NULL;
  g_autofree char *url = NULL;
  g_autofree char *path = NULL;

  g_object_get (self->stream, "title", &title, "url", &url, "path", &path, NULL);
  set_visible_text (self, "title", title);
  if (url[0] != '\0' || path == NULL)
    {
      set_visible_text (self, "subtitle", url);
    }
  else
    {
      g_autofree char *folder = g_path_get_dirname (path);
      g_autofree char *shown = g_filename_display_name (folder);

      set_visible_text (self, "subtitle", shown);
    }
}

/* Three figures at most: "0", "212", "1.2k", "35k", "1.2M". */
static char *
format_rate (double rate)
{
  if (rate < 999.5)
    return g_strdup_printf ("%.0f", rate);
  if (rate < 9950)
    return g_strdup_printf ("%.1fk", rate / 1000);
  if (rate < 999500)
    return g_strdup_printf ("%.0fk", rate / 1000);
  return g_strdup_printf ("%.1fM", rate / 1000000);
}

static gboolean
show_countdown (gpointer user_data)
{
  WeirStreamItem *self = user_data;
  g_autofree char *countdown = NULL;
  g_autofree char *note = NULL;
  gint64 until;

  g_object_get (self->stream, "waiting-until", &until, NULL);
  countdown = weir_state_dup_countdown (until - g_source_get_time (g_main_current_source ()));
  /* Translators: %s is a time, "2.1 s": it connects again then. Very short: it stands in the sidebar */
  note = g_strdup_printf (_ ("in %s"), countdown);
  g_object_set (self, "note", note, NULL);
  return G_SOURCE_CONTINUE;
}

static void
show_note (WeirStreamItem *self)
{
  WeirSourceState state = weir_stream_get_state (self->stream);
  double rate, progress;

  if (state == WEIR_SOURCE_WAITING)
    {
      if (self->countdown == NULL)
        weir_beat_start (&self->countdown, COUNTDOWN_MS, show_countdown, self);
      return;
    }

  weir_beat_stop (&self->countdown);
  g_object_get (self->stream, "rate", &rate, "progress", &progress, NULL);
  if (progress < 1)
    {
      g_autofree char *note = g_strdup_printf (_ ("%d%%"), (int) floor (progress * 100));

      g_object_set (self, "note", note, NULL);
    }
  else if (state == WEIR_SOURCE_OPEN && rate > 0)
    {
      g_autofree char *shown = format_rate (rate);
      /* Translators: %s is a number of events: so many a second. Very short: it stands in the sidebar */
      g_autofree char *note = g_strdup_printf (_ ("%s/s"), shown);

      g_object_set (self, "note", note, NULL);
    }
  else
    {
      g_object_set (self, "note", "", NULL);
    }
}

static void
show_state (WeirStreamItem *self)
{
  WeirSourceState state = weir_stream_get_state (self->stream);
  gboolean is_running = state != WEIR_SOURCE_IDLE && state != WEIR_SOURCE_STOPPED && state != WEIR_SOURCE_FAILED;
  gboolean live;

  g_object_get (self->stream, "live", &live, NULL);
  g_object_set (self, "mark", weir_mark_of_stream (self->stream), "can-start", live && !is_running, "can-stop", live && is_running,
                "can-duplicate", live, NULL);
  show_note (self);
}

static void
weir_stream_item_rename (WeirSidebarItem *item, const char *title)
{
  weir_stream_set_title (WEIR_STREAM_ITEM (item)->stream, title);
}

static void
weir_stream_item_start (WeirSidebarItem *item)
{
  GActionGroup *actions = weir_sidebar_item_get_actions (item);

  /* The page knows what is to be asked before. */
  if (actions != NULL)
    g_action_group_activate_action (actions, "start", NULL);
  else
    weir_stream_start (WEIR_STREAM_ITEM (item)->stream);
}

static void
weir_stream_item_stop (WeirSidebarItem *item)
{
  weir_stream_stop (WEIR_STREAM_ITEM (item)->stream);
}

static void
weir_stream_item_set_closed (WeirSidebarItem *item, gboolean is_closed)
{
  WeirStreamItem *self = WEIR_STREAM_ITEM (item);

  if (is_closed)
    {
      self->was_live = weir_sidebar_item_can_stop (item);
      weir_stream_stop (self->stream);
    }
  else if (self->was_live)
    {
      weir_stream_start (self->stream);
    }
}

/* Whoever else still holds the stream, it does not run without its page. */
static void
weir_stream_item_dispose (GObject *object)
{
  WeirStreamItem *self = WEIR_STREAM_ITEM (object);

  weir_beat_stop (&self->countdown);
  if (self->stream != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->stream, self);
      weir_stream_stop (self->stream);
      g_clear_object (&self->stream);
    }
  G_OBJECT_CLASS (weir_stream_item_parent_class)->dispose (object);
}

static void
weir_stream_item_class_init (WeirStreamItemClass *klass)
{
  WeirSidebarItemClass *item_class = WEIR_SIDEBAR_ITEM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_stream_item_dispose;
  item_class->rename = weir_stream_item_rename;
  item_class->start = weir_stream_item_start;
  item_class->stop = weir_stream_item_stop;
  item_class->set_closed = weir_stream_item_set_closed;
}

static void
weir_stream_item_init (WeirStreamItem *self)
{
}

WeirSidebarItem *
weir_stream_item_new (WeirStream *stream, GtkWidget *page, GActionGroup *actions)
{
  WeirStreamItem *self;
  gboolean live;

  g_return_val_if_fail (WEIR_IS_STREAM (stream), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);

  g_object_get (stream, "live", &live, NULL);
  self = g_object_new (WEIR_TYPE_STREAM_ITEM, "page", page, "actions", actions, "section",
                       live ? WEIR_SECTION_STREAMS : WEIR_SECTION_RECORDINGS, NULL);
  self->stream = g_object_ref (stream);
  g_signal_connect_swapped (stream, "notify::title", G_CALLBACK (show_title), self);
  g_signal_connect_swapped (stream, "notify::url", G_CALLBACK (show_title), self);
  g_signal_connect_swapped (stream, "notify::path", G_CALLBACK (show_title), self);
  g_signal_connect_swapped (stream, "notify::state", G_CALLBACK (show_state), self);
  g_signal_connect_swapped (stream, "notify::rate", G_CALLBACK (show_note), self);
  g_signal_connect_swapped (stream, "notify::progress", G_CALLBACK (show_note), self);
  show_title (self);
  show_state (self);
  return WEIR_SIDEBAR_ITEM (self);
}

WeirStream *
weir_stream_item_get_stream (WeirStreamItem *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM_ITEM (self), NULL);

  return self->stream;
}
