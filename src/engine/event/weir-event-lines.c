/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-lines-private.h"

#include "weir-directive-line.h"
#include "weir-recording-value.h"
#include "weir-words.h"

gboolean
weir_event_lines_find (WeirSpan unit, const char *verb, WeirSpan *text)
{
  WeirDirectiveLine line;

  while (weir_directive_line_take (&unit, &line))
    if (weir_span_equals_string (line.verb, verb))
      {
        *text = line.text;
        return TRUE;
      }

  return FALSE;
}

char *
weir_event_lines_dup (WeirSpan unit, const char *verb)
{
  WeirSpan text;

  return weir_event_lines_find (unit, verb, &text) ? weir_span_dup (text) : NULL;
}

char *
weir_event_lines_dup_header (WeirSpan unit, const char *verb, const char *name)
{
  gsize length = strlen (name);
  WeirDirectiveLine line;

  while (weir_directive_line_take (&unit, &line))
    if (weir_span_equals_string (line.verb, verb) && line.text.len > length && line.text.data[length] == ':' &&
        g_ascii_strncasecmp (line.text.data, name, length) == 0)
      {
        WeirSpan text = weir_span (line.text.data + length + 1, line.text.len - length - 1);

        while (text.len > 0 && text.data[0] == ' ')
          text = weir_span (text.data + 1, text.len - 1);
        return weir_span_dup (text);
      }

  return NULL;
}

char *
weir_event_lines_dup_timing (WeirSpan unit, const char *name)
{
  gsize length = strlen (name);
  WeirSpan text;

  if (!weir_event_lines_find (unit, "timing", &text))
    return NULL;
  while (text.len > 0)
    {
      WeirSpan word = weir_value_take_word (&text);
      gint64 duration_us;

      if (word.len > length && word.data[length] == '=' && memcmp (word.data, name, length) == 0 &&
          weir_value_parse_duration (weir_span (word.data + length + 1, word.len - length - 1), &duration_us))
        return weir_words_duration (duration_us);
    }

  return NULL;
}

gboolean
weir_event_lines_find_end (WeirSpan unit, WeirReason *reason, WeirSpan *message)
{
  static const struct
  {
    const char *verb;
    WeirReason reason;
  } verbs[] = { { "close", WEIR_REASON_EOF }, { "cut", WEIR_REASON_CUT }, { "reset", WEIR_REASON_RESET } };
  gboolean found;
  WeirSpan text;

  *reason = WEIR_REASON_CLOSED;
  found = weir_event_lines_find (unit, "ended", &text);
  if (found)
    weir_reason_from_nick (weir_value_take_word (&text), reason);
  if (message != NULL)
    *message = found ? text : WEIR_SPAN_EMPTY;
  /* What an editor wrote, as a script says it. */
  for (gsize i = 0; !found && i < G_N_ELEMENTS (verbs); i++)
    if (weir_event_lines_find (unit, verbs[i].verb, &text))
      {
        *reason = verbs[i].reason;
        return TRUE;
      }

  return found;
}

GBytes *
weir_event_lines_read (WeirRecording *recording, guint64 number, const WeirRow *row, guint32 most, GError **error)
{
  g_autoptr (GBytes) start = NULL;
  g_autoptr (GBytes) end = NULL;
  GString *both;

  if (row->length / 2 <= most)
    return weir_recording_read (recording, number, error);

  start = weir_recording_read_part (recording, number, 0, most, error);
  if (start == NULL)
    return NULL;
  end = weir_recording_read_part (recording, number, row->length - most, most, error);
  if (end == NULL)
    return NULL;
  both = g_string_new_len (g_bytes_get_data (start, NULL), (gssize) g_bytes_get_size (start));
  /* What now begins a line stands within one: it must not pass for a directive. */
  g_string_append (both, "\n…");
  g_string_append_len (both, g_bytes_get_data (end, NULL), (gssize) g_bytes_get_size (end));

  return g_string_free_to_bytes (both);
}
