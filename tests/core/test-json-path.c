/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-json.h"

#define DOCUMENT                                                                                                                           \
  " {\"a\": 1.10, \"b\": {\"c\": [10, [20, 21], {\"d\": \"x\"}], \"a\": false}, \"a b\": null, \"\\u00e9\": 2, \"q\\\"]\": 3,"             \
  " \"\": 4, \"e\": [], \"o\": {}, \"dup\": 1, \"dup\": {\"dup\": 2}, \"big\": 12345678901234567890 } "

static const struct
{
  const char *path;
  const char *lexeme; /* NULL: not there */
} cases[] = {
  { "$.a", "1.10" },
  { "$[\"a\"]", "1.10" },
  { "$.b.a", "false" },
  { "$.b.c", "[10, [20, 21], {\"d\": \"x\"}]" },
  { "$.b.c[0]", "10" },
  { "$.b.c[1]", "[20, 21]" },
  { "$.b.c[1][1]", "21" },
  { "$.b.c[2].d", "\"x\"" },
  { "$[\"b\"][\"c\"][2][\"d\"]", "\"x\"" },
  { "$.a b", "null" },
  { "$[\"a b\"]", "null" },
  { "$.\xc3\xa9", "2" },
  { "$[\"\xc3\xa9\"]", "2" },
  { "$[\"\\u00E9\"]", "2" },
  { "$[\"q\\\"]\"]", "3" },
  { "$[\"\"]", "4" },
  { "$.e", "[]" },
  { "$.o", "{}" },
  { "$.dup", "{\"dup\": 2}" },
  { "$.dup.dup", "2" },
  { "$.big", "12345678901234567890" },
  { "$.c", NULL },
  { "$.d", NULL },
  { "$.x", NULL },
  { "$.A", NULL },
  { "$.a.x", NULL },
  { "$.a[0]", NULL },
  { "$[0]", NULL },
  { "$.e[0]", NULL },
  { "$.b.c[3]", NULL },
  { "$.b.c[99999999999999999999999999]", NULL },
  { "$.b.c.d", NULL },
  { "$.o.a", NULL },
  { "", NULL },
  { "a", NULL },
  { ".a", NULL },
  { "$a", NULL },
  { "$.", NULL },
  { "$..a", NULL },
  { "$.a.", NULL },
  { "$[", NULL },
  { "$[]", NULL },
  { "$[a]", NULL },
  { "$.b.c[0", NULL },
  { "$.b.c[-1]", NULL },
  { "$.b.c[+0]", NULL },
  { "$.b.c[ 0]", NULL },
  { "$.b.c[0 ]", NULL },
  { "$.b.c[0]]", NULL },
  { "$[\"a\"", NULL },
  { "$[\"a]", NULL },
  { "$[\"a\\\"]", NULL },
  { "$[\"a\\", NULL },
  { "$[\"\\x\"]", NULL },
  { "$['a']", NULL },
  { "$[\"a\"]x", NULL },
};

/* "" is the first. */
#define FIRST_MALFORMED 33

static void
test_paths (void)
{
  const WeirSpan text = WEIR_SPAN_LITERAL (DOCUMENT);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WeirSpan lexeme = WEIR_SPAN_EMPTY;
      const gboolean found = weir_json_get_path (text, cases[i].path, &lexeme);

      g_test_message ("%s", cases[i].path);
      g_assert_cmpint (found, ==, cases[i].lexeme != NULL);
      if (!found)
        continue;
      g_assert_cmpmem (lexeme.data, lexeme.len, cases[i].lexeme, strlen (cases[i].lexeme));
      g_assert_true (lexeme.data >= text.data && lexeme.data + lexeme.len <= text.data + text.len);
    }
}

static void
test_root (void)
{
  static const char *const texts[] = { "1", "\"a\"", "{}", "[1, 2]" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *padded = g_strconcat (" \t\r\n", texts[i], "\n\r\t ", NULL);
      WeirSpan lexeme;

      g_assert_true (weir_json_get_path (weir_span_from_string (padded), "$", &lexeme));
      g_assert_cmpmem (lexeme.data, lexeme.len, texts[i], strlen (texts[i]));
    }
}

/* Well-formed is what some document could have a value for. */
static void
test_valid (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].path);
      g_assert_cmpint (weir_json_path_is_valid (cases[i].path), ==, i < FIRST_MALFORMED);
    }
  g_assert_true (weir_json_path_is_valid ("$"));
}

/* A value that was found is not believed when the text is broken behind it. */
static void
test_broken (void)
{
  static const char *const texts[] = { "{\"a\":1", "{\"a\":1,}", "{\"a\":1} x", "{\"a\":1,\"b\":[}", "", " " };
  WeirSpan lexeme;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (weir_json_get_path (weir_span_from_string (texts[i]), "$.a", &lexeme));
  g_assert_false (weir_json_get_path (WEIR_SPAN_EMPTY, "$", &lexeme));
  g_assert_false (weir_json_get_path (WEIR_SPAN_LITERAL ("[1"), "$[0]", &lexeme));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-path/paths", test_paths);
  g_test_add_func ("/json-path/root", test_root);
  g_test_add_func ("/json-path/valid", test_valid);
  g_test_add_func ("/json-path/broken", test_broken);

  return g_test_run ();
}
