/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail-loader.h"

#include "weir-latest.h"

/* Reading that takes no longer leaves the row before on the screen. */
#define PATIENCE_MS 150

struct _WeirDetailLoader
{
  void (*done) (WeirDetail *detail, gpointer user_data);
  void (*slow) (gpointer user_data);
  gpointer user_data;

  WeirLatest *reading;
  guint patience;
};

typedef struct
{
  WeirRecording *recording;
  guint64 number;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *self = data;

  weir_recording_unref (self->recording);
  g_free (self);
}

/* In a thread. */
static gpointer
read_detail (gpointer data, GCancellable *cancellable)
{
  const Wish *wish = data;

  return g_cancellable_is_cancelled (cancellable) ? NULL : weir_detail_new (wish->recording, wish->number);
}

static void
on_read (gpointer result, gpointer user_data)
{
  WeirDetailLoader *self = user_data;

  g_clear_handle_id (&self->patience, g_source_remove);
  self->done (result, self->user_data);
}

static gboolean
on_patience_ended (gpointer user_data)
{
  WeirDetailLoader *self = user_data;

  self->patience = 0;
  self->slow (self->user_data);
  return G_SOURCE_REMOVE;
}

WeirDetailLoader *
weir_detail_loader_new (void (*done) (WeirDetail *detail, gpointer user_data), void (*slow) (gpointer user_data), gpointer user_data)
{
  WeirDetailLoader *self = g_new0 (WeirDetailLoader, 1);

  self->done = done;
  self->slow = slow;
  self->user_data = user_data;
  self->reading = weir_latest_new (read_detail, wish_free, (GDestroyNotify) weir_detail_unref, on_read, self);
  return self;
}

void
weir_detail_loader_free (WeirDetailLoader *self)
{
  weir_latest_free (self->reading);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_free (self);
}

gsize
weir_detail_loader_read (WeirDetailLoader *self, WeirRecording *recording, guint64 number)
{
  WeirRow row = { 0 };
  Wish *wish;

  weir_latest_cancel (self->reading);
  if (!weir_recording_get_row (recording, number, &row) || row.length <= WEIR_DETAIL_AT_ONCE)
    {
      on_read (weir_detail_new (recording, number), self);
      return row.length;
    }
  wish = g_new0 (Wish, 1);
  wish->recording = weir_recording_ref (recording);
  wish->number = number;
  /* Not anew for each row: with an arrow key held down that would be never. */
  if (self->patience == 0)
    self->patience = g_timeout_add (PATIENCE_MS, on_patience_ended, self);
  weir_latest_run (self->reading, wish);
  return 0;
}

void
weir_detail_loader_cancel (WeirDetailLoader *self)
{
  weir_latest_cancel (self->reading);
  g_clear_handle_id (&self->patience, g_source_remove);
}
