/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-directive-line.h"
#include "weir-recording-value.h"

gboolean
weir_directive_line_take (WeirSpan *rest, WeirDirectiveLine *line)
{
  while (rest->len > 0)
    {
      WeirSpan text = { rest->data, 0 };

      while (text.len < rest->len && rest->data[text.len] != '\n' && rest->data[text.len] != '\r')
        text.len++;
      *rest = text.len < rest->len ? weir_span (rest->data + text.len + 1, rest->len - text.len - 1) : WEIR_SPAN_EMPTY;
      if (text.len < 4 || memcmp (text.data, ":@ ", 3) != 0)
        continue;

      text = weir_span (text.data + 3, text.len - 3);
      line->verb = weir_value_take_word (&text);
      line->text = text;
      return TRUE;
    }

  return FALSE;
}
