/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-timeline-scale.h"

#define MS G_TIME_SPAN_MILLISECOND
#define S G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR G_TIME_SPAN_HOUR
#define DAY G_TIME_SPAN_DAY
/* Bars of shorter times would show events one by one, and no rate. */
#define SHORTEST_US (100 * MS)

/* Lengths of time that people count in. */
static const gint64 round_us[] = {
  1 * MS,      2 * MS,   5 * MS,   10 * MS,  20 * MS,   50 * MS,    100 * MS,   200 * MS,   500 * MS,    1 * S,
  2 * S,       5 * S,    10 * S,   15 * S,   30 * S,    1 * MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE,
  30 * MINUTE, 1 * HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, 1 * DAY,    2 * DAY,    7 * DAY,    30 * DAY,
};

gint64
weir_timeline_choose_step (gint64 span_us, guint n_steps)
{
  gint64 step = round_us[G_N_ELEMENTS (round_us) - 1];

  g_return_val_if_fail (n_steps > 0, step);

  for (gsize i = 0; i < G_N_ELEMENTS (round_us); i++)
    if (round_us[i] * n_steps >= span_us)
      return round_us[i];

  /* Years: only a clock that was set shows them. */
  while (step * n_steps < span_us)
    step *= 2;

  return step;
}

WeirTimelineScale
weir_timeline_scale_fit (gint64 from_us, gint64 to_us, guint n_bins)
{
  WeirTimelineScale self = { .from_us = from_us, .n_bins = n_bins };

  self.bin_us = MAX (weir_timeline_choose_step (MAX (to_us - from_us, 1), MAX (n_bins, 1)), SHORTEST_US);

  return self;
}

gint64
weir_timeline_scale_get_end (const WeirTimelineScale *self)
{
  return self->from_us + self->bin_us * self->n_bins;
}

gboolean
weir_timeline_scale_find (const WeirTimelineScale *self, gint64 time_us, guint *bin)
{
  if (time_us < self->from_us || time_us >= weir_timeline_scale_get_end (self))
    return FALSE;

  *bin = (guint) ((time_us - self->from_us) / self->bin_us);
  return TRUE;
}

char *
weir_timeline_dup_time (gint64 wall_us, gint64 step_us)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_local (wall_us / S);
  g_autofree char *text = NULL;

  if (seconds == NULL)
    return g_strdup ("");
  if (step_us >= DAY)
    return g_date_time_format (seconds, "%x");
  if (step_us >= MINUTE)
    return g_date_time_format (seconds, "%H:%M");

  text = g_date_time_format (seconds, "%H:%M:%S");
  if (step_us >= S)
    return g_steal_pointer (&text);

  return g_strdup_printf ("%s.%03d", text, (int) (wall_us % S / MS));
}

static int
get_badness (guint lane)
{
  static const int badness[] = {
    [WEIR_LANE_FAILED] = 3, [WEIR_LANE_WAITING] = 2, [WEIR_LANE_CONNECTING] = 1, [WEIR_LANE_OPEN] = 0, [WEIR_LANE_STOPPED] = 0,
  };

  return lane < G_N_ELEMENTS (badness) ? badness[lane] : 0;
}

static void
note (WeirTimelineLane *bin, gint64 *longest_us, guint lane, gint64 length_us)
{
  guint other = lane;

  if (bin->most == WEIR_TIMELINE_NO_LANE || length_us > *longest_us)
    {
      other = bin->most;
      bin->most = (guint8) lane;
      *longest_us = length_us;
    }
  if (get_badness (other) > (bin->mark == WEIR_TIMELINE_NO_LANE ? 0 : get_badness (bin->mark)))
    bin->mark = (guint8) other;
}

void
weir_timeline_fill_lane (const WeirTimelineScale *scale, const WeirLaneSpan *spans, guint n_spans, WeirTimelineLane *bins)
{
  g_autofree gint64 *longest_us = g_new0 (gint64, scale->n_bins);
  gint64 end = weir_timeline_scale_get_end (scale);

  for (guint i = 0; i < scale->n_bins; i++)
    bins[i] = (WeirTimelineLane){ WEIR_TIMELINE_NO_LANE, WEIR_TIMELINE_NO_LANE };

  for (guint i = 0; i < n_spans; i++)
    {
      gint64 from = MAX (spans[i].from_us, scale->from_us);
      /* What has no length was there all the same. */
      gint64 to = MIN (MAX (spans[i].to_us, spans[i].from_us + 1), end);

      while (from < to)
        {
          guint bin = (guint) ((from - scale->from_us) / scale->bin_us);
          gint64 bin_end = scale->from_us + (bin + 1) * scale->bin_us;
          gint64 until = to < bin_end ? to : bin_end;

          note (&bins[bin], &longest_us[bin], spans[i].lane, until - from);
          from = until;
        }
    }
}
