/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <json-glib/json-glib.h>

#include "weir-json.h"

static char *
quote (WeirSpan text)
{
  GString *out = g_string_new (NULL);

  weir_json_append_string (out, text);

  return g_string_free (out, FALSE);
}

static void
test_append (void)
{
  static const struct
  {
    WeirSpan text;
    const char *wanted;
  } cases[] = {
    { { NULL, 0 }, "\"\"" },
    { { "abc", 3 }, "\"abc\"" },
    { { "a\"b\\c/", 6 }, "\"a\\\"b\\\\c/\"" },
    { { "\b\t\n\f\r", 5 }, "\"\\b\\t\\n\\f\\r\"" },
    { { "a\0b", 3 }, "\"a\\u0000b\"" },
    { { "\x01\x1b\x1f\x7f", 4 }, "\"\\u0001\\u001b\\u001f\\u007f\"" },
    { { "\x1b]52;c;aGk=\x07", 12 }, "\"\\u001b]52;c;aGk=\\u0007\"" },
    { { "\xc2\x80\xc2\x9b\xc2\x9f\xc2\xa0", 8 }, "\"\\u0080\\u009b\\u009f\xc2\xa0\"" },
    { { "\xe2\x80\xa7\xe2\x80\xa8\xe2\x80\xa9", 9 }, "\"\xe2\x80\xa7\\u2028\\u2029\"" },
    { { "\xe2\x80\xaa\xe2\x80\xae\xe2\x80\xaf", 9 }, "\"\\u202a\\u202e\xe2\x80\xaf\"" },
    { { "\xe2\x80\x8d\xe2\x80\x8e\xe2\x80\x8f\xe2\x80\x90", 12 }, "\"\xe2\x80\x8d\\u200e\\u200f\xe2\x80\x90\"" },
    { { "\xe2\x81\xa5\xe2\x81\xa6\xe2\x81\xa9\xe2\x81\xaa", 12 }, "\"\xe2\x81\xa5\\u2066\\u2069\xe2\x81\xaa\"" },
    { { "\xe2\x82\xac\xe2\x82\xae", 6 }, "\"\xe2\x82\xac\xe2\x82\xae\"" },
    { { "\xd8\x9b\xd8\x9c\xd8\x9d", 6 }, "\"\xd8\x9b\\u061c\xd8\x9d\"" },
    { { "\xc3\xa9\xf0\x9f\x98\x80", 6 }, "\"\xc3\xa9\xf0\x9f\x98\x80\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = quote (cases[i].text);

      g_assert_cmpstr (got, ==, cases[i].wanted);
    }
}

/* A truncated or bad sequence is against the contract, but reads no byte behind the end. */
static void
test_append_cut (void)
{
  static const char *const cut[] = { "\xc2", "\xd8", "\xe2", "\xe2\x80", "\xe2\x81", "\xc2z", "\xd8z", "\xe2zz" };

  for (gsize i = 0; i < G_N_ELEMENTS (cut); i++)
    {
      g_autofree char *exact = g_memdup2 (cut[i], strlen (cut[i]));
      g_autofree char *got = quote (weir_span (exact, strlen (cut[i])));

      g_assert_cmpuint (strlen (got), ==, strlen (cut[i]) + 2);
    }
}

/* Every character there is, through our own reader and json-glib's, comes back; nothing that is escaped stands bare. */
static void
test_every_character (void)
{
  g_autoptr (GString) quoted = g_string_new (NULL);
  g_autoptr (GString) back = g_string_new (NULL);

  for (gunichar c = 0; c <= 0x10ffff; c++)
    {
      char utf8[8];
      gsize len;

      if (c >= 0xd800 && c <= 0xdfff)
        continue;
      len = (gsize) g_unichar_to_utf8 (c, utf8);
      g_string_truncate (quoted, 0);
      g_string_truncate (back, 0);
      weir_json_append_string (quoted, weir_span (utf8, len));
      if (!weir_json_check (weir_span (quoted->str, quoted->len), NULL, NULL))
        g_error ("U+%04X is not JSON: %s", c, quoted->str);
      weir_json_append_unescaped (back, weir_span (quoted->str, quoted->len));
      g_assert_cmpmem (back->str, back->len, utf8, len);
      if (g_unichar_type (c) == G_UNICODE_CONTROL || c == 0x2028 || c == 0x2029)
        g_assert_cmpint (quoted->str[1], ==, '\\');
    }
}

static void
test_json_glib_reads_it (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);

  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) array = g_string_new ("[");
      g_autoptr (JsonNode) node = NULL;

      for (int n = g_rand_int_range (rand, 0, 20); n > 0; n--)
        {
          const gunichar c = (gunichar) g_rand_int_range (rand, 1, g_rand_boolean (rand) ? 0x2100 : 0x10ffff);

          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }
      weir_json_append_string (array, weir_span (text->str, text->len));
      g_string_append_c (array, ']');
      node = json_from_string (array->str, NULL);
      g_assert_nonnull (node);
      g_assert_cmpstr (json_array_get_string_element (json_node_get_array (node), 0), ==, text->str);
    }
}

static void
test_unescape (void)
{
  static const struct
  {
    const char *lexeme;
    WeirSpan wanted;
  } cases[] = {
    { "\"\"", { "", 0 } },
    { "\"abc\"", { "abc", 3 } },
    { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", { "\"\\/\b\f\n\r\t", 8 } },
    { "\"a\\u0000b\"", { "a\0b", 3 } },
    { "\"\\u00E9\\u00e9\"", { "\xc3\xa9\xc3\xa9", 4 } },
    { "\"\\ud83d\\ude00!\"", { "\xf0\x9f\x98\x80!", 5 } },
    { "\"\\ud83d\"", { "\xef\xbf\xbd", 3 } },
    { "\"\\ud83dx\"", { "\xef\xbf\xbdx", 4 } },
    { "\"\\ud83d\\u0041\"",
      { "\xef\xbf\xbd"
        "A",
        4 } },
    { "\"\\ud83d\\n12345\"", { "\xef\xbf\xbd\n12345", 9 } },
    { "\"\\ud83d\\ud83d\\ude00\"", { "\xef\xbf\xbd\xf0\x9f\x98\x80", 7 } },
    { "\"\\ud83d123456789\"",
      { "\xef\xbf\xbd"
        "123456789",
        12 } },
    { "\"\\ud83d\\ue000\"", { "\xef\xbf\xbd\xee\x80\x80", 6 } },
    { "\"\\ue000\\udc00\"", { "\xee\x80\x80\xef\xbf\xbd", 6 } },
    { "\"\\ude00\\ud83d\"", { "\xef\xbf\xbd\xef\xbf\xbd", 6 } },
    { "\"\\udbff\\udfff\"", { "\xf4\x8f\xbf\xbf", 4 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new ("x");

      weir_json_append_unescaped (out, weir_span_from_string (cases[i].lexeme));
      g_assert_cmpmem (out->str + 1, out->len - 1, cases[i].wanted.data, cases[i].wanted.len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-string/append", test_append);
  g_test_add_func ("/json-string/append-cut", test_append_cut);
  g_test_add_func ("/json-string/every-character", test_every_character);
  g_test_add_func ("/json-string/json-glib-reads-it", test_json_glib_reads_it);
  g_test_add_func ("/json-string/unescape", test_unescape);

  return g_test_run ();
}
