/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-law.h"

#include <string.h>

/* The length of the line end at @at: 2 for CRLF, 1 for LF or CR, else 0. */
static gsize
get_end (const char *file, gsize n_bytes, gsize at)
{
  if (at < n_bytes && file[at] == '\n')
    return 1;
  if (at < n_bytes && file[at] == '\r')
    return at + 1 < n_bytes && file[at + 1] == '\n' ? 2 : 1;

  return 0;
}

static gboolean
starts (const char *file, gsize n_bytes, gsize at, const char *text)
{
  gsize len = strlen (text);

  return at + len <= n_bytes && memcmp (file + at, text, len) == 0;
}

GString *
weir_law_get_wire (const char *file, gsize n_bytes)
{
  GString *wire = g_string_new (NULL);
  gsize bom = starts (file, n_bytes, 0, "\xEF\xBB\xBF") ? 3 : 0;
  gsize magic = bom + strlen (":@ weir 1");
  gsize at = bom;
  gboolean under_directive = FALSE;

  if (!starts (file, n_bytes, bom, ":@ weir 1") || (magic < n_bytes && get_end (file, n_bytes, magic) == 0))
    {
      g_string_append_len (wire, file, (gssize) n_bytes);
      return wire;
    }

  while (at < n_bytes)
    {
      gsize start = at;

      while (at < n_bytes && get_end (file, n_bytes, at) == 0)
        at++;
      at += get_end (file, n_bytes, at);

      if (starts (file, n_bytes, start, ":@ "))
        {
          under_directive = TRUE;
          continue;
        }
      if (under_directive && get_end (file, n_bytes, start) > 0)
        continue;
      under_directive = FALSE;
      if (starts (file, n_bytes, start, ":@@"))
        {
          g_string_append (wire, ":@");
          start += strlen (":@@");
        }
      g_string_append_len (wire, file + start, (gssize) (at - start));
    }

  return wire;
}
