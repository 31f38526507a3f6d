/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-lane-private.h"

GArray *
weir_lane_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (WeirLaneSpan));
}

gboolean
weir_lane_of_kind (WeirRowKind kind, WeirLane *lane)
{
  switch (kind)
    {
    case WEIR_ROW_CONNECTING:
    case WEIR_ROW_REDIRECT:
    case WEIR_ROW_HEAD:
      *lane = WEIR_LANE_CONNECTING;
      return TRUE;
    case WEIR_ROW_OPEN:
    case WEIR_ROW_EVENT:
    case WEIR_ROW_BLOCK:
    case WEIR_ROW_COMMENT:
    case WEIR_ROW_RETRY:
      *lane = WEIR_LANE_OPEN;
      return TRUE;
    case WEIR_ROW_ENDED:
      *lane = WEIR_LANE_STOPPED;
      return TRUE;
    case WEIR_ROW_WAITING:
      *lane = WEIR_LANE_WAITING;
      return TRUE;
    case WEIR_ROW_FAILED:
      *lane = WEIR_LANE_FAILED;
      return TRUE;
    case WEIR_ROW_UNFINISHED:
    case WEIR_ROW_DROPPED:
    default:
      return FALSE;
    }
}

static WeirLaneSpan *
last_span (GArray *spans)
{
  return spans->len > 0 ? &g_array_index (spans, WeirLaneSpan, spans->len - 1) : NULL;
}

/* The older half two by two; neighbours that are now alike become one. */
static void
join_oldest (GArray *spans)
{
  WeirLaneSpan *all = (WeirLaneSpan *) (gpointer) spans->data;
  guint n_old = spans->len / 4 * 2;
  guint n_kept = 0;

  for (guint i = 0; i < n_old; i += 2)
    {
      const WeirLaneSpan *a = &all[i], *b = &all[i + 1];
      WeirLaneSpan joined = { a->from_us, b->to_us, b->to_us - b->from_us > a->to_us - a->from_us ? b->lane : a->lane };

      if (n_kept > 0 && all[n_kept - 1].lane == joined.lane)
        all[n_kept - 1].to_us = joined.to_us;
      else
        all[n_kept++] = joined;
    }
  g_array_remove_range (spans, n_kept, n_old - n_kept);
}

void
weir_lane_set (GArray *spans, WeirLane lane, gint64 time_us)
{
  WeirLaneSpan span = { time_us, time_us, lane };
  WeirLaneSpan *last = last_span (spans);

  if (last != NULL)
    last->to_us = MAX (last->to_us, time_us);
  /* One that took no time, as an end before a wait, was nothing. */
  while (last != NULL && last->lane != lane && last->from_us == last->to_us)
    {
      g_array_set_size (spans, spans->len - 1);
      last = last_span (spans);
    }
  if (last != NULL && last->lane == lane)
    return;
  if (spans->len >= WEIR_TALLY_SPANS)
    join_oldest (spans);
  g_array_append_val (spans, span);
}

void
weir_lane_add (GArray *spans, const WeirRow *row)
{
  WeirLaneSpan *last = last_span (spans);
  WeirLane lane;

  if (weir_lane_of_kind (row->kind, &lane) && (last == NULL || last->lane != lane))
    weir_lane_set (spans, lane, row->time_us);
  else if (last != NULL)
    last->to_us = MAX (last->to_us, row->time_us);
}
