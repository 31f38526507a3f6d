/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-excerpt.h"
#include "weir-text.h"

#define LINE 2000u
/* A piece may come out longer than it was. */
#define SPARE 800u

static gsize
excerpt (GString *out, WeirSpan text, gsize max_bytes, WeirExcerptLines lines)
{
  g_string_truncate (out, 0);

  return weir_excerpt_append (out, text, max_bytes, LINE, lines);
}

static void
test_short (void)
{
  static const char *const texts[] = { "", "a", "a\n", "\n", "\n\na\r\n\t<b>\x1b\n", "a\n\xff\n" };
  g_autoptr (GString) out = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) wanted = g_string_new (NULL);

      weir_text_append_visible (wanted, weir_span_from_string (texts[i]), WEIR_TEXT_LINES);
      g_assert_cmpuint (excerpt (out, weir_span_from_string (texts[i]), 1000, WEIR_EXCERPT_ELIDE), ==, strlen (texts[i]));
      g_assert_cmpstr (out->str, ==, wanted->str);
      g_assert_cmpuint (excerpt (out, weir_span_from_string (texts[i]), 1000, WEIR_EXCERPT_BREAK), ==, strlen (texts[i]));
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

static void
test_elides (void)
{
  g_autoptr (GString) text = long_text ("0123456789", 1000);
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  const char *rest;

  g_assert_cmpuint (excerpt (out, weir_span (text->str, text->len), 100000, WEIR_EXCERPT_ELIDE), ==, text->len);
  check_lines (out);
  lines = g_strsplit (out->str, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[0], ==, "first");
  g_assert_cmpstr (lines[2], ==, "last");
  rest = strstr (lines[1], "…");
  g_assert_nonnull (rest);
  g_assert_true (g_str_has_suffix (rest, " more)"));
  g_assert_true (strncmp (lines[1], text->str + 6, (gsize) (rest - lines[1])) == 0);
}

/* Broken lines joined again are the text. */
static void
check_breaks (const char *part)
{
  g_autoptr (GString) text = long_text (part, 2000);
  g_autoptr (GString) wanted = g_string_new (NULL);
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  gsize done = 0;

  weir_text_append_visible (wanted, weir_span (text->str, text->len), WEIR_TEXT_LINES);
  while (done < text->len)
    {
      const gsize n = excerpt (out, weir_span (text->str + done, text->len - done), 4000, WEIR_EXCERPT_BREAK);

      g_assert_cmpuint (n, >, 0);
      g_assert_cmpuint (out->len, <, 4000 + LINE + SPARE);
      check_lines (out);
      g_string_append (joined, out->str);
      done += n;
    }
  g_string_replace (joined, WEIR_EXCERPT_SIGN "\n", "", 0);
  g_assert_cmpstr (joined->str, ==, wanted->str);
}

static void
test_breaks (void)
{
  check_breaks ("0123456789");
  check_breaks ("日本語");
  check_breaks ("\xff\xfe");
  check_breaks ("\x01");
  check_breaks ("abc e\xcc\x81 def ");
  check_breaks ("\xe2\x80\xae");
}

/* Nothing but continuation bytes, and marks without end: still cut, still in bounds. */
static void
test_odd (void)
{
  static const char *const parts[] = { "\x80", "\xcc\x81", "\xf0\x9f\xa7\xad\xe2\x80\x8d" };
  g_autoptr (GString) out = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = long_text (parts[i], 3000);
      gsize done = 0;

      while (done < text->len)
        {
          done += excerpt (out, weir_span (text->str + done, text->len - done), 3000, WEIR_EXCERPT_BREAK);
          g_assert_true (g_utf8_validate_len (out->str, out->len, NULL));
        }
      g_assert_cmpuint (done, ==, text->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/excerpt/short", test_short);
  g_test_add_func ("/excerpt/elides", test_elides);
  g_test_add_func ("/excerpt/breaks", test_breaks);
  g_test_add_func ("/excerpt/odd", test_odd);

  return g_test_run ();
}
