/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-state-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-text.h"

/* Columns of a last event ID that are shown: ids are often UUIDs. */
#define ID_COLUMNS 36
#define TENTH_US (G_TIME_SPAN_SECOND / 10)
/* Below this a countdown shows tenths. */
#define TENTHS_BELOW_US (10 * G_TIME_SPAN_SECOND)
#define MIN_FRESH_US (50 * G_TIME_SPAN_MILLISECOND)

/* No line ends within it, nor between a number and what it counts; a wide letter would let one end on either side. Takes the text. */
static char *
keep_together (char *text)
{
  g_autofree char *taken = text;
  GString *kept = g_string_new (NULL);
  gboolean was_wide = FALSE;

  for (const char *at = taken; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      gboolean is_wide = g_unichar_iswide (letter);

      if ((is_wide || was_wide) && at > taken)
        g_string_append (kept, "\u2060");
      g_string_append_unichar (kept, letter == ' ' ? 0xa0 : letter);
      was_wide = is_wide;
    }

  return g_string_free (kept, FALSE);
}

char *
weir_state_dup_clock (gint64 duration_us)
{
  gint64 seconds = MAX (duration_us, 0) / G_TIME_SPAN_SECOND;

  return g_strdup_printf ("%02" G_GINT64_FORMAT ":%02d:%02d", seconds / 3600, (int) (seconds / 60 % 60), (int) (seconds % 60));
}

static gint64
get_tenths (gint64 duration_us)
{
  return (MAX (duration_us, 0) + TENTH_US - 1) / TENTH_US;
}

static gint64
get_seconds (gint64 duration_us)
{
  return (duration_us + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND;
}

char *
weir_state_dup_countdown (gint64 duration_us)
{
  gint64 seconds;

  if (get_tenths (duration_us) < 100)
    /* Translators: a countdown in seconds and tenths. */
    return keep_together (g_strdup_printf (_ ("%.1f s"), (double) get_tenths (duration_us) / 10));

  seconds = get_seconds (duration_us);
  if (seconds < 60)
    /* Translators: a countdown in seconds. */
    return keep_together (g_strdup_printf (_ ("%d s"), (int) seconds));
  if (seconds < 3600)
    return g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));

  return g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));
}

static char *
dup_waiting (const WeirStateFacts *facts)
{
  g_autofree char *left = weir_state_dup_countdown (facts->waiting_until_us - facts->now_us);

  if (facts->retry_from_server)
    /* Translators: %s is a countdown like "2.1 s"; the server's retry field asks for the wait. */
    return g_strdup_printf (_ ("Waiting %s, as the server asks"), left);

  /* Translators: %s is a countdown like "2.1 s". */
  return g_strdup_printf (_ ("Waiting %s"), left);
}

char *
weir_state_dup_head (const WeirStateFacts *facts)
{
  g_autofree char *clock = NULL;

  switch (facts->state)
    {
    case WEIR_SOURCE_IDLE:
      return g_strdup (_ ("Not connected"));
    case WEIR_SOURCE_CONNECTING:
      return g_strdup (_ ("Connecting…"));
    case WEIR_SOURCE_SENT:
      return g_strdup (_ ("Waiting for the head…"));
    case WEIR_SOURCE_OPEN:
      if (facts->opened_at_us == 0)
        return g_strdup (_ ("Open"));
      clock = weir_state_dup_clock (facts->now_us - facts->opened_at_us);
      /* Translators: %s is how long it has been open: 00:10:22. */
      return g_strdup_printf (_ ("Open %s"), clock);
    case WEIR_SOURCE_WAITING:
      return dup_waiting (facts);
    case WEIR_SOURCE_STOPPED:
      return g_strdup (_ ("Stopped"));
    case WEIR_SOURCE_FAILED:
      return g_strdup (facts->asked_to_stop ? _ ("Stopped by the server") : _ ("Failed"));
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
add (GString *rest, char *part)
{
  if (rest->len > 0)
    g_string_append (rest, WEIR_STATE_DOT);
  g_string_append (rest, part);
  g_free (part);
}

static void
add_last_event_id (GString *rest, const char *id)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  if (id == NULL || *id == '\0')
    return;

  weir_text_append_row (shown, (WeirSpan){ .data = id, .len = strlen (id) }, ID_COLUMNS);
  add (rest, g_strdup_printf (_ ("last id %s"), shown->str));
}

/* "500 ms", "2.5 s", "5 min" */
static char *
dup_duration (gint64 duration_us)
{
  if (duration_us < G_TIME_SPAN_SECOND)
    /* Translators: a duration in milliseconds. */
    return keep_together (g_strdup_printf (_ ("%d ms"), (int) (duration_us / G_TIME_SPAN_MILLISECOND)));
  if (duration_us >= G_TIME_SPAN_MINUTE && duration_us % G_TIME_SPAN_MINUTE == 0)
    /* Translators: a duration in minutes. */
    return keep_together (g_strdup_printf (_ ("%d min"), (int) (duration_us / G_TIME_SPAN_MINUTE)));

  /* Translators: a duration in seconds, with a fraction only where there is one. */
  return keep_together (g_strdup_printf (_ ("%.6g s"), (double) duration_us / G_TIME_SPAN_SECOND));
}

static void
add_reconnection_time (GString *rest, const WeirStateFacts *facts)
{
  g_autofree char *duration = NULL;

  if (facts->reconnection_time_us < 0)
    return;

  duration = dup_duration (facts->reconnection_time_us);
  if (facts->retry_from_server)
    /* Translators: the reconnection time, which the server's retry field set: "retry 3 s (server)". */
    add (rest, keep_together (g_strdup_printf (_ ("retry %s (server)"), duration)));
  else
    /* Translators: the reconnection time, as nobody set another: "retry 3 s (default)". */
    add (rest, keep_together (g_strdup_printf (_ ("retry %s (default)"), duration)));
}

static void
add_message (GString *rest, const char *message)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  if (message == NULL)
    return;

  weir_text_append_visible (shown, (WeirSpan){ .data = message, .len = strlen (message) }, WEIR_TEXT_NONE);
  add (rest, g_strdup (shown->str));
}

char *
weir_state_dup_rest (const WeirStateFacts *facts)
{
  GString *rest = g_string_new (NULL);
  gboolean open = facts->state == WEIR_SOURCE_OPEN;
  gboolean trying = facts->state == WEIR_SOURCE_CONNECTING || facts->state == WEIR_SOURCE_SENT || facts->state == WEIR_SOURCE_WAITING;

  if (trying && facts->attempt > 1)
    add (rest, keep_together (g_strdup_printf (_ ("attempt %u"), facts->attempt)));
  if (open && facts->status > 0)
    add (rest, g_strdup_printf ("%u", facts->status));
  if (!open)
    add_message (rest, facts->message);
  if (facts->state != WEIR_SOURCE_IDLE)
    add_last_event_id (rest, facts->last_event_id);
  if (open)
    add_reconnection_time (rest, facts);
  if (facts->reconnects > 0)
    add (rest, keep_together (g_strdup_printf (ngettext ("%u reconnect", "%u reconnects", facts->reconnects), facts->reconnects)));

  return g_string_free (rest, FALSE);
}

gint64
weir_state_get_fresh_us (const WeirStateFacts *facts)
{
  gint64 left;

  if (facts->state == WEIR_SOURCE_OPEN && facts->opened_at_us > 0)
    return MAX (G_TIME_SPAN_SECOND - (facts->now_us - facts->opened_at_us) % G_TIME_SPAN_SECOND, MIN_FRESH_US);
  if (facts->state != WEIR_SOURCE_WAITING)
    return -1;

  left = MAX (facts->waiting_until_us - facts->now_us, 0);
  /* Until the next value is less than what is shown; tenths at least from here on. */
  if (left <= TENTHS_BELOW_US)
    return MAX (left - (get_tenths (left) - 1) * TENTH_US, 2 * MIN_FRESH_US);

  return MAX (left - (get_seconds (left) - 1) * G_TIME_SPAN_SECOND, MIN_FRESH_US);
}
