/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-excerpt.h"
#include "weir-text.h"

#include <string.h>

#define LINE 2000u
/* A piece may come out longer than it was. */
#define SPARE 800u

static void
test_short (void)
{
  static const char *const texts[] = { "", "a", "a\n", "\n", "\n\na\r\n\t<b>\x1b\n", "a\n\xff\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const WeirSpan text = weir_span_from_string (texts[i]);
      g_autoptr (GString) wanted = g_string_new (NULL);
      g_autoptr (GString) out = g_string_new (NULL);

      weir_text_append_visible (wanted, text, WEIR_TEXT_LINES);
      g_assert_cmpuint (weir_excerpt_count_parts (text), ==, 1);
      g_assert_false (weir_excerpt_append_part (out, text, 0, LINE));
      g_assert_cmpstr (out->str, ==, wanted->str);
    }
}

static GString *
long_text (const char *part, gsize n)
{
  GString *text = g_string_new ("first\n");

  for (gsize i = 0; i < n; i++)
    g_string_append (text, part);
  g_string_append (text, "\nlast");

  return text;
}

static void
check_lines (const GString *out)
{
  g_auto (GStrv) lines = g_strsplit (out->str, "\n", -1);

  g_assert_true (g_utf8_validate_len (out->str, out->len, NULL));
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpuint (strlen (lines[i]), <, LINE + SPARE);
}

/* Parts joined again, without the signs, are the text; each costs no more than it may. Returns: their number */
static guint
check_parts (const GString *text)
{
  const WeirSpan span = weir_span (text->str, text->len);
  const guint n = weir_excerpt_count_parts (span);
  g_autoptr (GString) wanted = g_string_new (NULL);
  g_autoptr (GString) joined = g_string_new (NULL);
  gsize n_bytes = 0;

  weir_text_append_visible (wanted, span, WEIR_TEXT_LINES);
  for (guint i = 0; i < n; i++)
    {
      const WeirSpan part = weir_excerpt_get_part (span, i);
      g_autoptr (GString) out = g_string_new (NULL);
      const gboolean is_broken = weir_excerpt_append_part (out, span, i, LINE);

      g_assert_true (part.data == span.data + n_bytes);
      g_assert_cmpuint (part.len, >, 0);
      g_assert_cmpuint (part.len, <=, WEIR_EXCERPT_PART + 4096);
      g_assert_cmpuint (out->len, <=, 7 * part.len + strlen (WEIR_EXCERPT_SIGN));
      g_assert_cmpint (is_broken, ==, strstr (out->str, WEIR_EXCERPT_SIGN) != NULL);
      check_lines (out);
      n_bytes += part.len;
      if (i + 1 < n && g_str_has_suffix (out->str, WEIR_EXCERPT_SIGN))
        g_string_truncate (out, out->len - strlen (WEIR_EXCERPT_SIGN));
      g_string_append (joined, out->str);
    }
  g_assert_cmpuint (n_bytes, ==, span.len);
  g_string_replace (joined, WEIR_EXCERPT_SIGN "\n", "", 0);
  g_assert_cmpuint (joined->len, ==, wanted->len);
  g_assert_cmpstr (joined->str, ==, wanted->str);

  return n;
}

static void
test_long_lines (void)
{
  static const char *const parts[] = { "0123456789", "日本語", "\xff\xfe", "\x01", "abc e\xcc\x81 def ", "\xe2\x80\xae", "שלום " };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = long_text (parts[i], 4 * WEIR_EXCERPT_PART / strlen (parts[i]));

      g_assert_cmpuint (check_parts (text), ==, 5);
    }
}

/* Parts end with lines. */
static void
test_lines (void)
{
  g_autoptr (GString) text = long_text ("one line\n", 3 * WEIR_EXCERPT_PART / 9);
  const WeirSpan span = weir_span (text->str, text->len);

  g_assert_cmpuint (check_parts (text), ==, 4);
  for (guint i = 0; i < 3; i++)
    {
      const WeirSpan part = weir_excerpt_get_part (span, i);

      g_assert_cmpint (part.data[part.len - 1], ==, '\n');
    }
}

/* The ends of parts, and what comes right after them. */
static void
test_edges (void)
{
  for (int offset = -2; offset <= 2; offset++)
    for (int end = -3; end <= 3; end++)
      {
        g_autoptr (GString) text = g_string_new (NULL);

        while (text->len < WEIR_EXCERPT_PART + (gsize) offset)
          g_string_append_c (text, 'x');
        g_string_append_c (text, '\n');
        while (text->len < 2 * WEIR_EXCERPT_PART + (gsize) end)
          g_string_append_c (text, 'y');
        check_parts (text);
        g_string_append_c (text, '\n');
        check_parts (text);
      }
}

/* Nothing but continuation bytes, and marks without end: still cut, still in bounds. */
static void
test_odd (void)
{
  static const char *const parts[] = { "\x80", "\xcc\x81", "\xf0\x9f\xa7\xad\xe2\x80\x8d" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = long_text (parts[i], 2 * WEIR_EXCERPT_PART / strlen (parts[i]));
      const WeirSpan span = weir_span (text->str, text->len);
      gsize n_bytes = 0;

      for (guint part = 0; part < weir_excerpt_count_parts (span); part++)
        {
          g_autoptr (GString) out = g_string_new (NULL);

          weir_excerpt_append_part (out, span, part, LINE);
          g_assert_true (g_utf8_validate_len (out->str, out->len, NULL));
          n_bytes += weir_excerpt_get_part (span, part).len;
        }
      g_assert_cmpuint (n_bytes, ==, text->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/excerpt/short", test_short);
  g_test_add_func ("/excerpt/long-lines", test_long_lines);
  g_test_add_func ("/excerpt/lines", test_lines);
  g_test_add_func ("/excerpt/edges", test_edges);
  g_test_add_func ("/excerpt/odd", test_odd);

  return g_test_run ();
}
