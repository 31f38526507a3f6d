/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-utf8.h"

#define HIGH_BITS G_GUINT64_CONSTANT (0x8080808080808080)
#define REPLACEMENT "\xEF\xBF\xBD"

/* The length of the ASCII run at the start. */
static inline gsize
skip_ascii (const char *bytes, gsize n_bytes)
{
  gsize i = 0;

  for (; n_bytes - i >= sizeof (guint64); i += sizeof (guint64))
    {
      guint64 word;

      memcpy (&word, bytes + i, sizeof word);
      if ((word & HIGH_BITS) != 0)
        break;
    }
  while (i < n_bytes && (guchar) bytes[i] < 0x80)
    i++;

  return i;
}

/* Encoding standard, "UTF-8 decoder". The length of the sequence at @bytes, or of the maximal part that cannot be one. */
static inline gsize
take_sequence (const char *bytes, gsize n_bytes, gboolean *valid)
{
  guchar lead = (guchar) bytes[0];
  guchar lower = 0x80;
  guchar upper = 0xBF;
  gsize len;

  if (lead >= 0xC2 && lead <= 0xDF)
    {
      len = 2;
    }
  else if (lead >= 0xE0 && lead <= 0xEF)
    {
      len = 3;
      lower = lead == 0xE0 ? 0xA0 : 0x80; /* no overlong form */
      upper = lead == 0xED ? 0x9F : 0xBF; /* no surrogate */
    }
  else if (lead >= 0xF0 && lead <= 0xF4)
    {
      len = 4;
      lower = lead == 0xF0 ? 0x90 : 0x80;
      upper = lead == 0xF4 ? 0x8F : 0xBF; /* nothing past U+10FFFF */
    }
  else
    {
      *valid = lead < 0x80;
      return 1;
    }

  for (gsize i = 1; i < len; i++)
    {
      if (i == n_bytes || (guchar) bytes[i] < lower || (guchar) bytes[i] > upper)
        {
          *valid = FALSE;
          return i;
        }
      lower = 0x80;
      upper = 0xBF;
    }

  *valid = TRUE;
  return len;
}

/* The length of the valid run at the start. */
static gsize
skip_valid (const char *bytes, gsize n_bytes)
{
  gsize i = 0;

  while (i < n_bytes)
    {
      gboolean valid;
      gsize len;

      i += skip_ascii (bytes + i, n_bytes - i);
      while (i < n_bytes && (guchar) bytes[i] >= 0x80)
        {
          len = take_sequence (bytes + i, n_bytes - i, &valid);
          if (!valid)
            return i;
          i += len;
        }
    }

  return i;
}

gboolean
weir_utf8_is_ascii (const char *bytes, gsize n_bytes)
{
  return skip_ascii (bytes, n_bytes) == n_bytes;
}

gboolean
weir_utf8_is_valid (const char *bytes, gsize n_bytes)
{
  return skip_valid (bytes, n_bytes) == n_bytes;
}

gboolean
weir_utf8_append (GString *text, const char *bytes, gsize n_bytes)
{
  gboolean all_valid = TRUE;
  gsize i = 0;

  while (i < n_bytes)
    {
      gsize run = skip_valid (bytes + i, n_bytes - i);

      g_string_append_len (text, bytes + i, (gssize) run);
      i += run;
      if (i < n_bytes)
        {
          gboolean valid;

          i += take_sequence (bytes + i, n_bytes - i, &valid);
          g_string_append_len (text, REPLACEMENT, sizeof REPLACEMENT - 1);
          all_valid = FALSE;
        }
    }

  return all_valid;
}
