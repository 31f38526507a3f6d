/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-view-private.h"

#include <glib/gi18n.h>

#include "weir-rows-script.h"
#include "weir-worker.h"

/* What is shown, or a part of it, as a mock's script. */

/* Their numbers are listed on the main thread. */
#define MOST_ROWS 2000000u

typedef struct
{
  WeirRecording *recording;
  GArray *rows; /* guint64 */
  guint64 cut_after;
  char *title;
  char *url; /* nullable */
} Making;

static void
making_free (gpointer data)
{
  Making *self = data;

  weir_recording_unref (self->recording);
  g_array_unref (self->rows);
  g_free (self->title);
  g_free (self->url);
  g_free (self);
}

static void
make_script (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Making *self = task_data;
  const WeirRowsScriptOptions options = { .title = self->title, .url = self->url, .cut_after = self->cut_after };
  GError *error = NULL;
  GString *script = weir_rows_to_script (self->recording, (const guint64 *) self->rows->data, self->rows->len, &options, &error);

  if (script == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_string_free_to_bytes (script), (GDestroyNotify) g_bytes_unref);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WeirEventView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) script = g_task_propagate_pointer (G_TASK (result), &error);

  if (script == NULL)
    weir_event_view_tell (self, error->message);
  else if (self->stream != NULL)
    g_signal_emit_by_name (self, "script", script);
}

/* @from, @to: positions, the last one not meant */
static void
make (WeirEventView *self, guint from, guint to, guint64 cut_after)
{
  Making *making;
  WeirRequest *request;

  if (to - from > MOST_ROWS)
    {
      weir_event_view_tell (self, _ ("These are too many rows for a mock: filter them, or begin further down"));
      return;
    }

  making = g_new0 (Making, 1);
  making->recording = weir_recording_ref (weir_event_list_get_recording (self->list));
  making->rows = g_array_sized_new (FALSE, FALSE, sizeof (guint64), to - from);
  making->cut_after = cut_after;
  for (guint position = from; position < to; position++)
    {
      guint64 row = weir_event_list_get_row (self->list, position);

      /* Of a match that was given back. */
      if (row != G_MAXUINT64)
        g_array_append_val (making->rows, row);
    }
  /* Translators: the name of a mock server; %s is the name of the stream that it was made of */
  making->title = g_strdup_printf (_ ("Mock of %s"), weir_stream_get_title (self->stream));
  request = weir_stream_get_request (self->stream);
  making->url = request != NULL ? g_strdup (weir_request_get_options (request)->url) : NULL;
  weir_worker_run_blocking (make_script, making, making_free, on_made, g_object_ref (self));
}

static gboolean
find_target (WeirEventView *self, guint *position)
{
  WeirEvent *event = weir_event_view_get_target (self);

  return event != NULL && self->list != NULL && weir_event_list_find (self->list, weir_event_get_number (event), position);
}

static guint
get_end (WeirEventView *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static void
mock_row (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  guint position;

  if (find_target (user_data, &position))
    make (user_data, position, position + 1, WEIR_ROWS_SCRIPT_NO_CUT);
}

static void
mock_from_here (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  guint position;

  if (find_target (user_data, &position))
    make (user_data, position, get_end (user_data), WEIR_ROWS_SCRIPT_NO_CUT);
}

static void
mock_shown (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirEventView *self = user_data;

  if (self->list != NULL)
    make (self, 0, get_end (self), WEIR_ROWS_SCRIPT_NO_CUT);
}

static void
mock_cut (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirEventView *self = user_data;
  WeirEvent *event = weir_event_view_get_target (self);

  if (event != NULL && self->list != NULL)
    make (self, 0, get_end (self), weir_event_get_number (event));
}

void
weir_event_view_add_mock_actions (WeirEventView *self)
{
  static const GActionEntry entries[] = {
    { .name = "mock-row", .activate = mock_row },
    { .name = "mock-from-here", .activate = mock_from_here },
    { .name = "mock-shown", .activate = mock_shown },
    { .name = "mock-cut", .activate = mock_cut },
  };

  g_action_map_add_action_entries (self->row_actions, entries, G_N_ELEMENTS (entries), self);
}
