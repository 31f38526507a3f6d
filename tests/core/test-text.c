/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-text.h"

static char *
visible (WeirSpan text, WeirTextFlags flags)
{
  GString *out = g_string_new (NULL);

  weir_text_append_visible (out, text, flags);

  return g_string_free (out, FALSE);
}

static char *
row (WeirSpan text, guint columns, gsize *used)
{
  GString *out = g_string_new (NULL);

  *used = weir_text_append_row (out, text, columns);

  return g_string_free (out, FALSE);
}

static void
test_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", "text", "visible.case", NULL);
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_checked = 0;

  g_file_get_contents (path, &file, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (file, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 2);
      g_autofree char *text = NULL;
      g_autofree char *got = NULL;
      g_autofree char *got_row = NULL;
      gsize used;

      if (columns[0] == NULL || lines[i][0] == '#')
        continue;
      text = g_strcompress (columns[0]);
      got = visible (weir_span_from_string (text), WEIR_TEXT_NONE);
      g_assert_cmpstr (got, ==, columns[1]);
      got_row = row (weir_span_from_string (text), 1000, &used);
      g_assert_cmpstr (got_row, ==, columns[1]);
      n_checked++;
    }
  g_assert_cmpuint (n_checked, >, 50);
}

static void
test_nul (void)
{
  g_autofree char *got = visible (weir_span ("a\0b\0", 4), WEIR_TEXT_LINES);
  g_autofree char *nothing = visible (WEIR_SPAN_EMPTY, WEIR_TEXT_NONE);

  g_assert_cmpstr (got, ==, "a␀b␀");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_lines (void)
{
  g_autofree char *got = visible (WEIR_SPAN_LITERAL ("a\n\tb\r\n\x1b\n\xcc\x81\n"), WEIR_TEXT_LINES);

  g_assert_cmpstr (got, ==, "a\n\tb␍\n␛\n<U+0301>\n");
}

/* Of every character there is: nothing that a terminal acts on comes out, and what is printable stays. */
static void
test_every_character (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (gunichar c = 0; c <= 0x10ffff; c++)
    {
      char utf8[8];
      gsize len;

      if (c >= 0xd800 && c <= 0xdfff)
        continue;
      len = (gsize) g_unichar_to_utf8 (c, utf8);
      g_string_truncate (out, 0);
      weir_text_append_visible (out, weir_span (utf8, len), WEIR_TEXT_NONE);
      g_assert_true (g_utf8_validate_len (out->str, out->len, NULL));
      for (const char *p = out->str; p < out->str + out->len; p = g_utf8_next_char (p))
        {
          const gunichar shown = g_utf8_get_char (p);
          const GUnicodeType type = g_unichar_type (shown);

          if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR ||
              type == G_UNICODE_UNASSIGNED || type == G_UNICODE_NON_SPACING_MARK || (type == G_UNICODE_FORMAT && shown > 0x8e2))
            g_error ("U+%04X lets U+%04X through", c, shown);
        }
      if (g_unichar_isalnum (c) && !g_unichar_iszerowidth (c) && !g_unichar_ismark (c) && c != 0x115f && c != 0x3164 && c != 0xffa0)
        g_assert_cmpmem (out->str, out->len, utf8, len);
    }
}

static void
test_rows (void)
{
  static const struct
  {
    const char *text;
    guint columns;
    const char *row;
    gsize used;
  } cases[] = {
    { "abc", 0, "", 0 },
    { "", 5, "", 0 },
    { "abc", 1, "…", 1 },
    { "a", 1, "a", 1 },
    { "abc", 2, "a…", 2 },
    { "abc", 3, "abc", 3 },
    { "abcd", 3, "ab…", 3 },
    { "a\nb", 3, "a⏎b", 3 },
    { "日本", 4, "日本", 4 },
    { "日本語", 4, "日…", 3 },
    { "日本語", 5, "日本…", 5 },
    { "日", 1, "…", 1 },
    { "a日", 2, "a…", 2 },
    { "e\xcc\x81"
      "e\xcc\x81",
      2,
      "e\xcc\x81"
      "e\xcc\x81",
      2 },
    { "e\xcc\x81"
      "e\xcc\x81"
      "e",
      2, "e\xcc\x81…", 2 },
    { "abe\xcc\x81", 3, "abe\xcc\x81", 3 },
    { "a\xe2\x80\xae", 9, "a<U+202E>", 9 },
    { "a\xe2\x80\xae", 8, "a…", 2 },
    { "\xe2\x80\xae", 7, "…", 1 },
    { "a\xff", 7, "a<0xFF>", 7 },
    { "a\xff", 6, "a…", 2 },
    { "a👨‍👩‍👧", 7, "a👨‍👩‍👧", 7 },
    { "a👨‍👩‍👧", 6, "a…", 2 },
    { "a👍🏽b", 4, "a…", 2 },
    { "a🇫🇷🇩🇪", 4, "a🇫🇷…", 4 },
    { "a🇫🇷", 2, "a…", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize used;
      g_autofree char *got = row (weir_span_from_string (cases[i].text), cases[i].columns, &used);

      g_assert_cmpstr (got, ==, cases[i].row);
      g_assert_cmpuint (used, ==, cases[i].used);
    }
}

/* Any bytes at any width: never wider than asked, always valid UTF-8 without controls, and the whole text when it fits. */
static void
test_any_row (void)
{
  static const char *const pieces[] = {
    "a",    "bc",       "\n",           "\x1b[0m",          "日",           "é",           "\xcc\x81", "👨‍👩", "🇫🇷",
    "\xff", "\xe2\x80", "\xe2\x80\xae", "\xf0\x9f\x8f\xbd", "\xe2\x80\x8d", "\xef\xb8\x8f"
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      const guint columns = (guint) g_rand_int_range (rand, 0, 30);
      gsize used, whole_used;
      g_autofree char *got = NULL;
      g_autofree char *whole = NULL;

      for (int n = g_rand_int_range (rand, 0, 12); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      got = row (weir_span (text->str, text->len), columns, &used);
      whole = row (weir_span (text->str, text->len), G_MAXUINT, &whole_used);
      g_assert_cmpuint (used, <=, columns);
      g_assert_true (g_utf8_validate (got, -1, NULL));
      for (const char *p = got; *p != '\0'; p++)
        g_assert_true ((guchar) *p >= 0x20 && *p != 0x7f);
      if (whole_used <= columns)
        g_assert_cmpstr (got, ==, whole);
      else
        g_assert_true (columns == 0 || g_str_has_suffix (got, "…"));
    }
}

/* A row costs what it shows, also of ten million marks on one letter. */
static void
test_marks_without_end (void)
{
  g_autoptr (GString) text = g_string_new ("a");
  g_autofree char *got = NULL;
  gsize used;

  for (guint i = 0; i < 5000000; i++)
    g_string_append_len (text, "\xcc\x81", 2);
  got = row (weir_span (text->str, text->len), 80, &used);
  g_assert_cmpuint (used, <=, 80);
  g_assert_cmpuint (strlen (got), <, 400);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/cases", test_cases);
  g_test_add_func ("/text/nul", test_nul);
  g_test_add_func ("/text/lines", test_lines);
  g_test_add_func ("/text/every-character", test_every_character);
  g_test_add_func ("/text/rows", test_rows);
  g_test_add_func ("/text/any-row", test_any_row);
  g_test_add_func ("/text/marks-without-end", test_marks_without_end);

  return g_test_run ();
}
