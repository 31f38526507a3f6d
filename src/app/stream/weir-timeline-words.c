/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-timeline-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-text.h"

/* Names that are said of one bin. */
#define SAID_NAMES 5u
#define NAME_COLUMNS 40

typedef struct
{
  guint name;
  guint32 count;
} Count;

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const Count *first = a;
  const Count *second = b;

  return first->count != second->count ? (first->count < second->count ? 1 : -1) : (int) first->name - (int) second->name;
}

static GArray *
list_counts (WeirTally *tally, gint64 from_us, gint64 to_us)
{
  guint n_names = weir_tally_get_n_names (tally);
  g_autofree guint32 *counts = g_new0 (guint32, MAX (n_names, 1));
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (Count));

  if (n_names > 0)
    weir_tally_get_bins (tally, from_us, to_us, 1, counts);
  for (guint i = 0; i < n_names; i++)
    if (counts[i] > 0)
      g_array_append_val (sorted, ((Count){ i, counts[i] }));
  g_array_sort (sorted, compare_counts);

  return sorted;
}

static const char *
get_lane_words (guint lane)
{
  switch (lane)
    {
    case WEIR_LANE_CONNECTING:
      return _ ("connecting");
    case WEIR_LANE_OPEN:
      return _ ("open");
    case WEIR_LANE_WAITING:
      return _ ("waiting to reconnect");
    case WEIR_LANE_FAILED:
      return _ ("failed");
    case WEIR_LANE_STOPPED:
      return _ ("stopped");
    default:
      return NULL;
    }
}

static void
append_counts (GString *words, WeirTally *tally, GArray *counts)
{
  for (guint i = 0; i < MIN (counts->len, SAID_NAMES); i++)
    {
      Count count = g_array_index (counts, Count, i);
      const char *name = weir_tally_get_name (tally, count.name);

      g_string_append_c (words, '\n');
      if (name != NULL)
        weir_text_append_row (words, weir_span (name, strlen (name)), NAME_COLUMNS);
      else
        /* Translators: events of all names beyond those that are counted apart. */
        g_string_append (words, _ ("others"));
      g_string_append_printf (words, " %'u", count.count);
    }
  if (counts->len > SAID_NAMES)
    {
      g_string_append_c (words, '\n');
      g_string_append_printf (words, ngettext ("and %u other name", "and %u other names", counts->len - SAID_NAMES),
                              counts->len - SAID_NAMES);
    }
}

char *
weir_timeline_dup_bin_words (WeirTally *tally, const WeirTimelinePicture *picture, guint bin)
{
  const WeirTimelineScale *scale = &picture->scale;
  gint64 from = scale->from_us + bin * scale->bin_us;
  g_autoptr (GArray) counts = list_counts (tally, from, from + scale->bin_us);
  g_autofree char *time = weir_timeline_dup_time (picture->start_wall_us + from, scale->bin_us);
  const char *lane = get_lane_words (picture->lanes[bin].most);
  const char *mark = get_lane_words (picture->lanes[bin].mark);
  GString *words = g_string_new (time);

  if (lane != NULL)
    g_string_append_printf (words, " · %s", lane);
  if (mark != NULL)
    g_string_append_printf (words, ", %s", mark);
  append_counts (words, tally, counts);

  return g_string_free (words, FALSE);
}

static void
append_reconnects (GString *words, WeirTally *tally)
{
  guint64 opened = weir_tally_get_kind_count (tally, WEIR_ROW_OPEN);
  guint64 ended = weir_tally_get_kind_count (tally, WEIR_ROW_ENDED);

  if (opened > 0)
    g_string_append_printf (words, ngettext (", opened %u time", ", opened %u times", (gulong) opened), (guint) opened);
  if (ended > 0)
    g_string_append_printf (words, ngettext (", ended %u time", ", ended %u times", (gulong) ended), (guint) ended);
}

char *
weir_timeline_dup_summary (WeirTally *tally, const WeirTimelinePicture *picture)
{
  guint64 events = weir_tally_get_kind_count (tally, WEIR_ROW_EVENT);
  g_autofree char *rate = weir_timeline_dup_rate (weir_timeline_get_peak (picture), picture->scale.bin_us);
  g_autofree char *number = g_strdup_printf ("%'" G_GUINT64_FORMAT, events);
  GString *words = g_string_new (NULL);

  /* Translators: for screen readers; the first %s is a number, the second a rate like 212/s. */
  g_string_append_printf (words, ngettext ("Timeline: %s event, at most %s", "Timeline: %s events, at most %s", (gulong) events), number,
                          rate);
  append_reconnects (words, tally);

  return g_string_free (words, FALSE);
}
