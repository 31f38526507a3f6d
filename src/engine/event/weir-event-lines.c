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
