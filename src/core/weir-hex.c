/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-hex.h"
#include "weir-text.h"

#define DOT "·"

void
weir_hex_append_bytes (GString *out, WeirSpan bytes)
{
  static const char digits[] = "0123456789abcdef";

  for (gsize i = 0; i < bytes.len; i++)
    {
      const guchar byte = (guchar) bytes.data[i];

      if (i > 0)
        g_string_append (out, i == WEIR_HEX_BYTES / 2 ? "  " : " ");
      g_string_append_c (out, digits[byte >> 4]);
      g_string_append_c (out, digits[byte & 15]);
    }
}

/* Hebrew, Arabic, Syriac and all the others lie in these blocks. */
static gboolean
is_right_to_left (gunichar c)
{
  return (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfeff) || (c >= 0x10800 && c <= 0x10fff) ||
         (c >= 0x1e800 && c <= 0x1efff);
}

static gboolean
can_be_shown (gunichar c, WeirSpan bytes)
{
  g_autoptr (GString) shown = NULL;

  if (is_right_to_left (c) || g_unichar_iszerowidth (c) || g_unichar_ismark (c))
    return FALSE;
  shown = g_string_new (NULL);
  weir_text_append_visible (shown, bytes, WEIR_TEXT_NONE);

  return weir_span_equal (weir_span (shown->str, shown->len), bytes);
}

/* Whether the character at @at of @all is whole and one that can be shown; @n: its bytes; @is_wide: takes two columns */
static gboolean
read_character (WeirSpan all, gsize at, gsize *n, gboolean *is_wide)
{
  const gsize left = MIN (all.len - at, 4);
  const gunichar c = g_utf8_get_char_validated (all.data + at, (gssize) left);

  *n = 1;
  if (c == (gunichar) -1 || c == (gunichar) -2)
    return FALSE;
  *n = (gsize) g_unichar_to_utf8 (c, NULL);
  *is_wide = g_unichar_iswide (c);

  return can_be_shown (c, weir_span (all.data + at, *n));
}

static gboolean
is_byte_order_mark (WeirSpan all, gsize at)
{
  return all.len - at >= 3 && memcmp (all.data + at, "\xef\xbb\xbf", 3) == 0;
}

guint
weir_hex_append_text (GString *out, WeirSpan all, gsize from, gsize to, guint8 *lengths)
{
  guint signs = 0;
  gsize n = 1;

  for (gsize i = from; i < to; i += n)
    {
      const gsize before = out->len;
      const guchar byte = (guchar) all.data[i];
      gboolean is_wide = FALSE;

      n = 1;
      if (byte < 0x80)
        {
          weir_text_append_visible (out, weir_span (all.data + i, 1), WEIR_TEXT_NONE);
          signs |= byte < 0x20 || byte == 0x7f ? 1u << (i - from) : 0;
        }
      else if (is_byte_order_mark (all, i) && i + 3 <= to)
        {
          g_string_append (out, "BOM");
          signs |= 7u << (i - from);
          lengths[i - from] = lengths[i - from + 1] = lengths[i - from + 2] = 1;
          n = 3;
          continue;
        }
      else if (read_character (all, i, &n, &is_wide))
        {
          g_string_append_len (out, all.data + i, (gssize) n);
        }
      else
        {
          g_string_append (out, DOT);
          signs |= 1u << (i - from);
          n = 1;
        }
      lengths[i - from] = (guint8) (out->len - before);
      /* The columns of the bytes behind the first; a wide character has filled one of them. */
      for (gsize j = 1; j < n && i + j < to; j++)
        {
          const gboolean is_filled = j == 1 && is_wide;

          if (!is_filled)
            g_string_append (out, DOT);
          signs |= 1u << (i + j - from);
          lengths[i + j - from] = (guint8) (is_filled ? 0 : strlen (DOT));
        }
    }

  return signs;
}
