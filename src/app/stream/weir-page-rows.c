/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-page-rows.h"

#include "weir-search.h"

/* So long rows that no longer match stay in view while the first ones that do are looked for. */
#define PATIENCE_MS 300
/* Rows that a search of what comes may be behind without being worth a word. */
#define KEEPS_UP 10000u

struct _WeirPageRows
{
  GObject parent_instance;

  WeirRecording *recording;
  WeirWorker *worker;
  WeirEventList *list;
  WeirTally *tally;
  WeirSearch *search;  /* nullable: shown */
  WeirSearch *pending; /* nullable: to be shown */
  guint patience;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirPageRows, weir_page_rows, G_TYPE_OBJECT)

static void
on_changed (WeirPageRows *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
drop_search (WeirPageRows *self, WeirSearch **search)
{
  if (*search == NULL)
    return;

  g_signal_handlers_disconnect_by_data (*search, self);
  weir_search_cancel (*search);
  g_clear_object (search);
}

static void
show_pending (WeirPageRows *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  drop_search (self, &self->search);
  self->search = g_steal_pointer (&self->pending);
  weir_event_list_set_matches (self->list, weir_search_get_matches (self->search));
}

static gboolean
on_impatient (gpointer user_data)
{
  WeirPageRows *self = user_data;

  self->patience = 0;
  show_pending (self);
  on_changed (self);

  return G_SOURCE_REMOVE;
}

static gboolean
has_found (WeirSearch *search)
{
  return weir_search_get_progress (search) >= 1 || weir_matches_get_count (weir_search_get_matches (search)) > 0;
}

void
weir_page_rows_set_filter (WeirPageRows *self, WeirFilter *filter)
{
  g_return_if_fail (WEIR_IS_PAGE_ROWS (self));

  g_clear_handle_id (&self->patience, g_source_remove);
  drop_search (self, &self->pending);
  if (filter == NULL)
    {
      drop_search (self, &self->search);
      weir_event_list_set_matches (self->list, NULL);
    }
  else
    {
      self->pending = weir_search_new (self->recording, filter, self->worker, 0);
      g_signal_connect_object (self->pending, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
      self->patience = g_timeout_add (PATIENCE_MS, on_impatient, self);
    }
  on_changed (self);
}

gboolean
weir_page_rows_has_filter (WeirPageRows *self)
{
  g_return_val_if_fail (WEIR_IS_PAGE_ROWS (self), FALSE);

  return self->search != NULL || self->pending != NULL;
}

double
weir_page_rows_get_progress (WeirPageRows *self)
{
  WeirSearch *search;
  guint64 searched, count;

  g_return_val_if_fail (WEIR_IS_PAGE_ROWS (self), 1);

  search = self->pending != NULL ? self->pending : self->search;
  if (search == NULL)
    return 1;

  searched = weir_matches_get_searched (weir_search_get_matches (search));
  count = weir_recording_get_count (self->recording);
  if (search == self->search && count < searched + KEEPS_UP)
    return 1;

  return weir_search_get_progress (search);
}

static void
make_tally (WeirPageRows *self, guint64 from_row)
{
  if (self->tally != NULL)
    g_signal_handlers_disconnect_by_data (self->tally, self);
  g_clear_object (&self->tally);
  self->tally = weir_tally_new (self->recording, self->worker, from_row);
  g_signal_connect_object (self->tally, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

void
weir_page_rows_set_start (WeirPageRows *self, guint64 row)
{
  g_return_if_fail (WEIR_IS_PAGE_ROWS (self));

  weir_event_list_set_start (self->list, row);
  make_tally (self, row);
  on_changed (self);
}

guint64
weir_page_rows_get_start (WeirPageRows *self)
{
  g_return_val_if_fail (WEIR_IS_PAGE_ROWS (self), 0);

  return weir_event_list_get_start (self->list);
}

guint64
weir_page_rows_get_n_kept (WeirPageRows *self)
{
  guint64 first, count;

  g_return_val_if_fail (WEIR_IS_PAGE_ROWS (self), 0);

  /* In this order: the first one rises. */
  first = weir_recording_get_first (self->recording);
  count = weir_recording_get_count (self->recording);

  return count > first ? count - first : 0;
}

guint64
weir_page_rows_get_n_shown (WeirPageRows *self)
{
  g_return_val_if_fail (WEIR_IS_PAGE_ROWS (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

gboolean
weir_page_rows_update (WeirPageRows *self)
{
  gboolean again;

  g_return_val_if_fail (WEIR_IS_PAGE_ROWS (self), FALSE);

  if (self->search != NULL)
    weir_search_update (self->search);
  if (self->pending != NULL)
    weir_search_update (self->pending);
  if (self->pending != NULL && has_found (self->pending))
    show_pending (self);
  weir_tally_update (self->tally);
  again = weir_event_list_update (self->list);

  return again || self->pending != NULL;
}

gint64
weir_page_rows_get_start_us (WeirPageRows *self)
{
  guint64 start, first;
  WeirRow row;

  g_return_val_if_fail (WEIR_IS_PAGE_ROWS (self), 0);

  first = weir_recording_get_first (self->recording);
  start = MAX (weir_event_list_get_start (self->list), first);
  if (start == 0)
    return 0;
  if (weir_recording_get_row (self->recording, start, &row))
    return row.time_us;

  return weir_tally_get_end_us (self->tally);
}

/* Rows that are gone are before everything. */
static gboolean
is_before (WeirRecording *recording, guint64 number, gint64 time_us)
{
  WeirRow row;

  return !weir_recording_get_row (recording, number, &row) || row.time_us < time_us;
}

gboolean
weir_page_rows_find_time (WeirPageRows *self, gint64 time_us, guint64 *row)
{
  guint64 low, high;

  g_return_val_if_fail (WEIR_IS_PAGE_ROWS (self), FALSE);
  g_return_val_if_fail (row != NULL, FALSE);

  low = weir_recording_get_first (self->recording);
  high = weir_recording_get_count (self->recording);
  while (low < high)
    {
      guint64 middle = low + (high - low) / 2;

      if (is_before (self->recording, middle, time_us))
        low = middle + 1;
      else
        high = middle;
    }
  *row = low;

  return low < weir_recording_get_count (self->recording);
}

WeirRecording *
weir_page_rows_get_recording (WeirPageRows *self)
{
  g_return_val_if_fail (WEIR_IS_PAGE_ROWS (self), NULL);

  return self->recording;
}

WeirEventList *
weir_page_rows_get_list (WeirPageRows *self)
{
  g_return_val_if_fail (WEIR_IS_PAGE_ROWS (self), NULL);

  return self->list;
}

WeirTally *
weir_page_rows_get_tally (WeirPageRows *self)
{
  g_return_val_if_fail (WEIR_IS_PAGE_ROWS (self), NULL);

  return self->tally;
}

static void
weir_page_rows_dispose (GObject *object)
{
  WeirPageRows *self = WEIR_PAGE_ROWS (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  drop_search (self, &self->pending);
  drop_search (self, &self->search);
  g_clear_object (&self->tally);
  g_clear_object (&self->list);
  g_clear_pointer (&self->recording, weir_recording_unref);
  G_OBJECT_CLASS (weir_page_rows_parent_class)->dispose (object);
}

static void
weir_page_rows_class_init (WeirPageRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_page_rows_dispose;
  signals[CHANGED] = g_signal_new ("changed", WEIR_TYPE_PAGE_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_page_rows_init (WeirPageRows *self)
{
}

WeirPageRows *
weir_page_rows_new (WeirRecording *recording, WeirWorker *worker)
{
  WeirPageRows *self;

  g_return_val_if_fail (recording != NULL, NULL);
  g_return_val_if_fail (worker != NULL, NULL);

  self = g_object_new (WEIR_TYPE_PAGE_ROWS, NULL);
  self->recording = weir_recording_ref (recording);
  self->worker = worker;
  self->list = weir_event_list_new (recording);
  make_tally (self, 0);

  return self;
}
