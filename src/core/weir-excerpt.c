/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-excerpt.h"
#include "weir-text.h"

#include <string.h>

/* What is made visible at once: six times as much at most comes of it. */
#define PIECE 128u
/* How far back a better place to cut is looked for. */
#define LOOK_BACK 64u
/* How far on the end of a line is looked for, to end a part with it. */
#define LOOK_AHEAD 4096u

static gboolean
is_continuation (char byte)
{
  return ((guchar) byte & 0xc0) == 0x80;
}

/* Where to cut @line near @at: between two ASCII characters, so that nothing is torn from its marks; if there is none, between any. */
static gsize
find_cut (WeirSpan line, gsize at)
{
  gsize cut = at;

  for (gsize back = 0; back < LOOK_BACK && back + 1 < at; back++)
    if ((guchar) line.data[at - back] < 0x80 && (guchar) line.data[at - back - 1] < 0x80)
      return at - back;
  for (gsize back = 0; back < 4 && cut > 1 && is_continuation (line.data[cut]); back++)
    cut--;

  return is_continuation (line.data[cut]) ? at : cut;
}

/* Appends pieces of the line until it is done or long enough. Returns: bytes taken */
static gsize
append_pieces (GString *out, WeirSpan line, gsize max_line)
{
  const gsize start = out->len;
  gsize taken = 0;

  while (taken < line.len && (taken == 0 || out->len - start + PIECE <= max_line))
    {
      const WeirSpan rest = weir_span (line.data + taken, line.len - taken);
      const gsize n = rest.len > PIECE ? find_cut (rest, PIECE) : rest.len;

      weir_text_append_visible (out, weir_span (rest.data, n), WEIR_TEXT_LINES);
      taken += n;
    }

  return taken;
}

/* Where the part begins. */
static gsize
find_start (WeirSpan text, guint number)
{
  const gsize at = (gsize) number * WEIR_EXCERPT_PART;
  const char *lf;

  if (at == 0 || at >= text.len)
    return MIN (at, text.len);
  lf = memchr (text.data + at - 1, '\n', MIN (text.len - at + 1, LOOK_AHEAD));
  return lf != NULL ? (gsize) (lf - text.data) + 1 : find_cut (text, at);
}

guint
weir_excerpt_count_parts (WeirSpan text)
{
  const guint n = (guint) (text.len / WEIR_EXCERPT_PART) + 1;

  /* The last one may have gone with the line before it. */
  return n > 1 && find_start (text, n - 1) == text.len ? n - 1 : n;
}

WeirSpan
weir_excerpt_get_part (WeirSpan text, guint number)
{
  const gsize start = find_start (text, number);

  return weir_span (text.data + start, find_start (text, number + 1) - start);
}

gboolean
weir_excerpt_append_part (GString *out, WeirSpan text, guint number, gsize max_line)
{
  const WeirSpan part = weir_excerpt_get_part (text, number);
  gboolean is_broken = FALSE;

  for (gsize done = 0; done < part.len;)
    {
      const char *lf = memchr (part.data + done, '\n', part.len - done);
      const gsize length = lf != NULL ? (gsize) (lf - part.data) - done : part.len - done;
      const gsize taken = append_pieces (out, weir_span (part.data + done, length), max_line);
      const gboolean is_last = lf == NULL && part.data + part.len == text.data + text.len;

      done += taken;
      if (taken < length || (lf == NULL && !is_last))
        {
          g_string_append (out, taken < length ? WEIR_EXCERPT_SIGN "\n" : WEIR_EXCERPT_SIGN);
          is_broken = TRUE;
        }
      else if (lf != NULL)
        {
          g_string_append_c (out, '\n');
          done++;
        }
    }

  return is_broken;
}
