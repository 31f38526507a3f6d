/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-row-text.h"

#include "weir-json.h"
#include "weir-text.h"
#include "weir-words.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (WeirTimeMode, weir_time_mode, G_DEFINE_ENUM_VALUE (WEIR_TIME_WALL, "wall"),
                    G_DEFINE_ENUM_VALUE (WEIR_TIME_START, "start"), G_DEFINE_ENUM_VALUE (WEIR_TIME_GAP, "gap"))

/* Data beyond this is not looked through for a cell: it is done for each row on the screen, with each frame that changes it. */
#define LONGEST_SEARCHED (64u * 1024)
/* What is said of the data; a person who wants all of it opens the row. */
#define SPOKEN_COLUMNS 160

void
weir_row_text_append_wall (GString *out, gint64 wall_us, GTimeZone *zone)
{
  gint64 seconds = wall_us / G_TIME_SPAN_SECOND - (wall_us % G_TIME_SPAN_SECOND < 0 ? 1 : 0);
  int ms = (int) ((wall_us - seconds * G_TIME_SPAN_SECOND) / G_TIME_SPAN_MILLISECOND);
  int of_day;

  if (zone != NULL)
    seconds += g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds));
  of_day = (int) (((seconds % 86400) + 86400) % 86400);
  g_string_append_printf (out, "%02d:%02d:%02d.%03d", of_day / 3600, of_day / 60 % 60, of_day % 60, ms);
}

void
weir_row_text_append_since (GString *out, gint64 time_us)
{
  gint64 ms = ABS (time_us) / G_TIME_SPAN_MILLISECOND;

  if (time_us < 0 && ms > 0)
    g_string_append (out, "−");
  if (ms >= 3600000)
    g_string_append_printf (out, "%" G_GINT64_FORMAT ":%02d:%02d.%03d", ms / 3600000, (int) (ms / 60000 % 60), (int) (ms / 1000 % 60),
                            (int) (ms % 1000));
  else
    g_string_append_printf (out, "%d:%02d.%03d", (int) (ms / 60000), (int) (ms / 1000 % 60), (int) (ms % 1000));
}

/* "1:02", "1:00:02": words for minutes are too wide for a column. */
static void
append_long_gap (GString *out, gint64 gap_us)
{
  gint64 seconds = gap_us / G_TIME_SPAN_SECOND;

  if (seconds >= 3600)
    g_string_append_printf (out, "%" G_GINT64_FORMAT ":%02d:%02d", seconds / 3600, (int) (seconds / 60 % 60), (int) (seconds % 60));
  else
    g_string_append_printf (out, "%d:%02d", (int) (seconds / 60), (int) (seconds % 60));
}

void
weir_row_text_append_gap (GString *out, WeirEvent *event)
{
  gint64 gap_us = weir_event_get_gap_us (event);
  g_autofree char *gap = NULL;

  if (gap_us < 0)
    return;
  /* Of one read: no time of its own. */
  if (gap_us == 0)
    {
      g_string_append_c (out, '0');
      return;
    }
  /* As the words do: to the millisecond. */
  if (gap_us + G_TIME_SPAN_MILLISECOND / 2 >= G_TIME_SPAN_MINUTE)
    {
      append_long_gap (out, gap_us + G_TIME_SPAN_MILLISECOND / 2);
      return;
    }
  gap = weir_words_duration (gap_us);
  g_string_append (out, gap);
}

void
weir_row_text_append_time (GString *out, const WeirClock *clock, WeirEvent *event)
{
  gint64 time_us = weir_event_get_time_us (event);

  if (!weir_event_has_time (event))
    return;
  switch (clock->mode)
    {
    case WEIR_TIME_WALL:
      weir_row_text_append_wall (out, clock->start_wall_us + time_us, clock->zone);
      break;
    case WEIR_TIME_START:
      weir_row_text_append_since (out, time_us - clock->zero_us);
      break;
    case WEIR_TIME_GAP:
      weir_row_text_append_gap (out, event);
      break;
    default:
      g_return_if_reached ();
    }
}

void
weir_row_text_append_size (GString *out, gsize size)
{
  if (size == 0)
    return;
  if (size < 1000)
    /* Translators: a size in bytes, in a narrow column. */
    g_string_append_printf (out, _ ("%d B"), (int) size);
  else if (size < 999950)
    /* Translators: a size in thousands of bytes, in a narrow column. */
    g_string_append_printf (out, _ ("%.1f kB"), (double) size / 1000);
  else
    /* Translators: a size in millions of bytes, in a narrow column. */
    g_string_append_printf (out, _ ("%.1f MB"), (double) size / 1000000);
}

void
weir_row_text_append_path (GString *out, WeirEvent *event, const char *path, guint columns)
{
  g_autoptr (GBytes) data = NULL;
  g_autoptr (GString) value = NULL;
  WeirSpan text, lexeme;

  if (weir_event_get_kind (event) != WEIR_ROW_EVENT)
    return;
  if (weir_event_get_size (event) > LONGEST_SEARCHED)
    {
      g_string_append (out, "…");
      return;
    }
  data = weir_event_dup_data (event);
  if (data == NULL)
    return;
  text.data = g_bytes_get_data (data, &text.len);
  if (!weir_json_get_path (text, path, &lexeme))
    return;
  if (lexeme.data[0] == '"')
    {
      value = g_string_new (NULL);
      weir_json_append_unescaped (value, lexeme);
      lexeme = weir_span (value->str, value->len);
    }
  weir_text_append_row (out, lexeme, columns);
}

/* What the row is, to begin with. */
static char *
dup_kind (WeirEvent *event)
{
  switch (weir_event_get_kind (event))
    {
    case WEIR_ROW_EVENT:
      /* Translators: %s is an event type. */
      return g_strdup_printf (_ ("Event %s"), weir_event_get_name (event));
    case WEIR_ROW_BLOCK:
      return g_strdup (_ ("Block without an event"));
    case WEIR_ROW_COMMENT:
      return g_strdup (_ ("Comment"));
    case WEIR_ROW_UNFINISHED:
      return g_strdup (_ ("Unfinished block"));
    case WEIR_ROW_RETRY:
    case WEIR_ROW_CONNECTING:
    case WEIR_ROW_REDIRECT:
    case WEIR_ROW_HEAD:
    case WEIR_ROW_OPEN:
    case WEIR_ROW_ENDED:
    case WEIR_ROW_WAITING:
    case WEIR_ROW_FAILED:
    case WEIR_ROW_DROPPED:
    default:
      return g_strdup (_ ("Connection"));
    }
}

static char *
dup_sentence (const WeirClock *clock, WeirEvent *event)
{
  g_autofree char *kind = dup_kind (event);
  const char *summary = weir_event_get_summary (event);
  g_autoptr (GString) time = g_string_new (NULL);
  g_autoptr (GString) said = g_string_new (NULL);

  if (weir_event_has_time (event))
    weir_row_text_append_time (time, clock, event);
  else
    g_string_append (time, _ ("time not known"));
  weir_text_append_row (said, weir_span (summary, strlen (summary)), SPOKEN_COLUMNS);
  if (weir_event_has_id (event) && weir_event_get_id (event) != NULL)
    /* Translators: a row of the list, read aloud: “Event trade, ID 42, 10:04:11.203: {"price": 10}”. */
    return g_strdup_printf (_ ("%s, ID %s, %s: %s"), kind, weir_event_get_id (event), time->str, said->str);

  /* Translators: a row of the list, read aloud: “Event trade, 10:04:11.203: {"price": 10}”. */
  return g_strdup_printf (_ ("%s, %s: %s"), kind, time->str, said->str);
}

char *
weir_row_text_dup_sentence (const WeirClock *clock, WeirEvent *event)
{
  g_autofree char *sentence = dup_sentence (clock, event);
  g_autofree char *note = weir_event_dup_note (event);

  if (note == NULL)
    return g_steal_pointer (&sentence);

  /* Translators: a row of the list with the note on it, read aloud: “Event trade, 10:04:11.203: {"price": 10}. Note: look here”. */
  return g_strdup_printf (_ ("%s. Note: %s"), sentence, note);
}
