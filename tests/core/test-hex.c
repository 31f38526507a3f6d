/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "case-text.h"
#include "weir-hex.h"

static void
append_row (GString *out, WeirSpan all, gsize from)
{
  const gsize to = MIN (from + WEIR_HEX_BYTES, all.len);
  g_autoptr (GString) text = g_string_new (NULL);
  guint8 lengths[WEIR_HEX_BYTES];
  const char *p;
  guint signs;

  weir_hex_append_bytes (out, weir_span (all.data + from, to - from));
  g_string_append_c (out, '|');
  signs = weir_hex_append_text (text, all, from, to, lengths);
  g_assert_true (g_utf8_validate_len (text->str, text->len, NULL));
  p = text->str;
  for (gsize i = 0; i < to - from; p += lengths[i++])
    {
      const gboolean is_sign = (signs >> i & 1) != 0;

      g_string_append_printf (out, "%s%.*s%s", is_sign ? "[" : "", (int) lengths[i], p, is_sign ? "]" : "");
    }
  g_assert_cmpuint ((gsize) (p - text->str), ==, text->len);
  g_string_append_c (out, '\n');
}

static void
check_case (char **lines, guint *i)
{
  g_autoptr (GBytes) bytes = case_text_unquote (lines[*i] + strlen ("bytes "));
  g_autofree char *wanted = NULL;
  g_autoptr (GString) got = g_string_new (NULL);
  WeirSpan all;

  all.data = g_bytes_get_data (bytes, &all.len);
  *i += 1;
  wanted = case_text_take_lines (lines, i);
  for (gsize from = 0; from < all.len; from += WEIR_HEX_BYTES)
    append_row (got, all, from);
  g_assert_cmpstr (got->str, ==, wanted);
}

static void
test_cases (void)
{
  case_text_for_each ("hex", "rows.case", "bytes ", 10, check_case);
}

/* Any bytes: valid text, lengths that add up, nothing beyond the bytes is read. */
static void
test_random (void)
{
  static const char *const parts[] = { "\xef",     "\xbb", "\xbf", "\xe6\x97\xa5", "\xf0\x9f", "\xa7\xad",
                                       "\xcc\x81", "a",    "\n",   "\xd7\x90",     "\xff" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint n = 0; n < 20000; n++)
    {
      g_autoptr (GString) bytes = g_string_new (NULL);
      g_autoptr (GString) out = g_string_new (NULL);
      g_autofree char *exact = NULL;
      gsize length;

      while (bytes->len < 1 + n % 40)
        g_string_append (bytes, parts[g_rand_int (rand) % G_N_ELEMENTS (parts)]);
      length = bytes->len;
      /* A block of exactly that size: the sanitizer sees what is read behind it. */
      exact = g_malloc (length);
      memcpy (exact, bytes->str, length);
      for (gsize from = 0; from < length; from += WEIR_HEX_BYTES)
        append_row (out, weir_span (exact, length), from);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hex/cases", test_cases);
  g_test_add_func ("/hex/random", test_random);

  return g_test_run ();
}
