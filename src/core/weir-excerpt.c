/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-excerpt.h"
#include "weir-text.h"

#include <glib/gi18n-lib.h>

/* What is made visible at once: six times as much at most comes of it. */
#define PIECE 128u
/* How far back a better place to cut is looked for. */
#define LOOK_BACK 64u

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

static void
append_rest (GString *out, gsize n_bytes)
{
  g_autofree char *size = g_format_size (n_bytes);

  /* Translators: at the end of a line that is cut; %s is a size such as 3.1 kB */
  g_string_append_printf (out, _ ("… (%s more)"), size);
}

gsize
weir_excerpt_append (GString *out, WeirSpan text, gsize max_bytes, gsize max_line, WeirExcerptLines lines)
{
  const gsize start = out->len;
  gsize done = 0;

  while (done < text.len && out->len - start < max_bytes)
    {
      const char *lf = memchr (text.data + done, '\n', text.len - done);
      const gsize length = lf != NULL ? (gsize) (lf - text.data) - done : text.len - done;
      const gsize taken = append_pieces (out, weir_span (text.data + done, length), max_line);

      done += taken;
      if (taken < length && lines == WEIR_EXCERPT_BREAK)
        {
          g_string_append (out, WEIR_EXCERPT_SIGN "\n");
          continue;
        }
      if (taken < length)
        append_rest (out, length - taken);
      done += length - taken;
      if (lf == NULL)
        break;
      g_string_append_c (out, '\n');
      done++;
    }

  return done;
}
