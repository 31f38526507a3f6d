/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-directive.h"
#include "weir-explain.h"

#include <glib/gi18n-lib.h>

const char *
weir_field_get_name (WeirField field)
{
  switch (field)
    {
    case WEIR_FIELD_DATA:
      return "data";
    case WEIR_FIELD_EVENT:
      return "event";
    case WEIR_FIELD_ID:
      return "id";
    case WEIR_FIELD_RETRY:
      return "retry";
    case WEIR_FIELD_COMMENT:
      return ":";
    case WEIR_FIELD_BLANK:
      return "";
    case WEIR_FIELD_UNKNOWN:
    default:
      return "?";
    }
}

const char *
weir_fate_get_word (WeirFate fate)
{
  switch (fate)
    {
    case WEIR_FATE_DISPATCHED:
      /* Translators: what becomes of a line of the stream: it is handed to the page */
      return _ ("dispatched");
    case WEIR_FATE_STORED:
      /* Translators: what becomes of a line of the stream: the last event ID or the reconnection time is kept */
      return _ ("stored");
    case WEIR_FATE_IGNORED:
    default:
      /* Translators: what becomes of a line of the stream: it has no effect */
      return _ ("ignored");
    }
}

static char *
dup_retry (guint64 ms)
{
  const gint64 us = (gint64) MIN (ms, (guint64) (G_MAXINT64 / G_TIME_SPAN_MILLISECOND)) * G_TIME_SPAN_MILLISECOND;
  g_autofree char *duration = weir_duration_format (us);

  /* Translators: %s is a duration such as 3s */
  return g_strdup_printf (_ ("The reconnection time from this line on: %s."), duration);
}

static const char *
why_in_words (WeirWhy why)
{
  switch (why)
    {
    case WEIR_WHY_FIRST_DATA:
      return _ ("The event's data.");
    case WEIR_WHY_MORE_DATA:
      return _ ("One more line of the event's data, after a line feed.");
    case WEIR_WHY_TYPE:
      return _ ("The event's type.");
    case WEIR_WHY_EMPTY_TYPE:
      return _ ("An empty type means “message”.");
    case WEIR_WHY_NO_DATA:
      return _ ("The block has no data: there is no event to name.");
    case WEIR_WHY_REPLACED:
      return _ ("A line further down in the block replaces it.");
    case WEIR_WHY_ID:
      return _ ("The last event ID from the end of the block on.");
    case WEIR_WHY_EMPTY_ID:
      return _ ("Clears the last event ID at the end of the block.");
    case WEIR_WHY_NUL_IN_ID:
      return _ ("An ID that holds a NUL is not taken.");
    case WEIR_WHY_BAD_RETRY:
      return _ ("A reconnection time must be ASCII digits only.");
    case WEIR_WHY_COMMENT:
      return _ ("A comment: it keeps the connection busy, no more.");
    case WEIR_WHY_UNKNOWN:
      return _ ("There is no such field.");
    case WEIR_WHY_DISPATCHES:
      return _ ("The empty line dispatches the event.");
    case WEIR_WHY_ENDS:
      return _ ("The empty line ends the block; without data nothing is dispatched.");
    case WEIR_WHY_CUT_OFF:
      return _ ("The connection ended before the empty line: the block is discarded.");
    case WEIR_WHY_NO_LINE_END:
      return _ ("The connection ended within this line: it is discarded.");
    case WEIR_WHY_RETRY:
    default:
      return "";
    }
}

static const char *
note_in_words (WeirNotes note, WeirField field)
{
  switch (note)
    {
    case WEIR_NOTE_INVALID_UTF8:
      return _ ("Bytes that are not UTF-8 become U+FFFD.");
    case WEIR_NOTE_FULLWIDTH_COLON:
      return _ ("The colon is full-width (U+FF1A); an ASCII one is wanted.");
    case WEIR_NOTE_NAME_CASE:
      return _ ("Field names are exact: small letters, no spaces around them.");
    case WEIR_NOTE_RETRY_SATURATED:
      return _ ("The number is beyond what can be counted exactly.");
    case WEIR_NOTE_NUL:
      return field == WEIR_FIELD_DATA ? _ ("The NUL stays in the data.") : _ ("The NUL stays in the type.");
    case WEIR_NOTE_NONE:
    case WEIR_NOTE_NUL_IN_ID:
    case WEIR_NOTE_BAD_RETRY:
    case WEIR_NOTE_UNKNOWN_FIELD:
    case WEIR_NOTE_NO_DATA:
    case WEIR_NOTE_MIXED_EOL:
    default:
      return NULL;
    }
}

char *
weir_explained_line_dup_text (const WeirExplainedLine *self)
{
  char *text = self->why == WEIR_WHY_RETRY ? dup_retry (self->retry_ms) : g_strdup (why_in_words ((WeirWhy) self->why));

  for (guint bits = (guint) self->notes; bits != 0; bits &= bits - 1)
    {
      const char *note = note_in_words ((WeirNotes) (bits & -bits), (WeirField) self->field);
      g_autofree char *before = text;

      /* Translators: two sentences, one after the other */
      text = note != NULL ? g_strdup_printf (_ ("%s %s"), before, note) : g_steal_pointer (&before);
    }

  return text;
}
