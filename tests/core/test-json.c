/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <json-glib/json-glib.h>

#include "weir-error.h"
#include "weir-json.h"
#include "weir-limits.h"

static char **
read_cases (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", "json", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return g_strsplit (text, "\n", -1);
}

static gboolean
json_glib_takes (WeirSpan text)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  return json_parser_load_from_data (parser, text.data, (gssize) text.len, NULL);
}

/* The text without white space outside strings: what must stay the same. */
static char *
squeeze (WeirSpan text)
{
  GString *out = g_string_new (NULL);
  gboolean in_string = FALSE;

  for (gsize i = 0; i < text.len; i++)
    {
      const char c = text.data[i];

      if (!in_string && strchr (" \t\r\n", c) != NULL && c != '\0')
        continue;
      g_string_append_c (out, c);
      if (in_string && c == '\\')
        g_string_append_c (out, text.data[++i]);
      else if (c == '"')
        in_string = !in_string;
    }

  return g_string_free (out, FALSE);
}

static void
assert_pretty_keeps (WeirSpan text)
{
  gsize n_bytes = 0;
  g_autofree char *pretty = weir_json_pretty (text, &n_bytes);
  g_autofree char *again = NULL;
  g_autofree char *squeezed = squeeze (text);
  g_autofree char *squeezed_pretty = NULL;

  g_assert_nonnull (pretty);
  g_assert_cmpuint (n_bytes, ==, strlen (pretty));
  g_assert_true (weir_json_check (weir_span_from_string (pretty), NULL, NULL));
  squeezed_pretty = squeeze (weir_span_from_string (pretty));
  g_assert_cmpstr (squeezed_pretty, ==, squeezed);
  again = weir_json_pretty (weir_span_from_string (pretty), NULL);
  g_assert_cmpstr (again, ==, pretty);
}

static void
test_valid (void)
{
  g_auto (GStrv) lines = read_cases ("valid.case");
  guint n_checked = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *copy = g_strcompress (lines[i]);
      const WeirSpan text = weir_span_from_string (copy);
      g_autoptr (GError) error = NULL;

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      weir_json_check (text, NULL, &error);
      if (error != NULL)
        g_error ("valid.case:%u: %s: %s", i + 1, lines[i], error->message);
      assert_pretty_keeps (text);
      /* It refuses lone surrogates (and leaks); the rest it takes as well. */
      if (strstr (copy, "ud800") == NULL)
        g_assert_true (json_glib_takes (text));
      n_checked++;
    }
  g_assert_cmpuint (n_checked, >, 60);
}

static void
test_invalid (void)
{
  g_auto (GStrv) lines = read_cases ("invalid.case");
  guint n_checked = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 2);
      g_autofree char *copy = NULL;
      g_autofree char *pretty = NULL;
      g_autoptr (GError) error = NULL;
      gsize offset = G_MAXSIZE;
      WeirSpan found;

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      copy = g_strcompress (columns[1]);
      g_assert_false (weir_json_check (weir_span_from_string (copy), &offset, &error));
      g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX);
      if (offset != g_ascii_strtoull (columns[0], NULL, 10))
        g_error ("invalid.case:%u: %s: at %" G_GSIZE_FORMAT, i + 1, lines[i], offset);
      g_assert_false (weir_json_looks_like (weir_span_from_string (copy)));
      pretty = weir_json_pretty (weir_span_from_string (copy), NULL);
      g_assert_null (pretty);
      g_assert_false (weir_json_get_path (weir_span_from_string (copy), "$", &found));
      n_checked++;
    }
  g_assert_cmpuint (n_checked, >, 100);
}

/* Every prefix of a text is judged by its own bytes only, and is no text itself. */
static void
test_prefixes (void)
{
  static const char text[] = "{\"a\\u00e9\xc3\xa9\":[1.5e-3,true,null,{\"b\":\"\\ud83d\\ude00\"}],\"c\":-0}";

  for (gsize len = 0; len < sizeof text - 1; len++)
    {
      g_autofree char *copy = g_memdup2 (text, len + (len == 0));
      gsize offset = 0;

      g_assert_false (weir_json_check (weir_span (copy, len), &offset, NULL));
      g_assert_cmpuint (offset, <=, len);
    }
  g_assert_true (weir_json_check (WEIR_SPAN_LITERAL (text), NULL, NULL));
}

static void
test_nul (void)
{
  static const struct
  {
    WeirSpan text;
    gsize offset;
  } cases[] = {
    { { "\0", 1 }, 0 },       { { "1\0", 2 }, 1 },   { { "[\0]", 3 }, 1 }, { { "\"\0\"", 3 }, 1 },
    { { "\"\\\0\"", 4 }, 2 }, { { "tru\0", 4 }, 3 }, { { "1.\0", 3 }, 2 }, { { "{\"a\"\0:1}", 8 }, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize offset = G_MAXSIZE;

      g_assert_false (weir_json_check (cases[i].text, &offset, NULL));
      g_assert_cmpuint (offset, ==, cases[i].offset);
    }
}

static void
test_depth (void)
{
  for (guint n = WEIR_LIMIT_JSON_DEPTH; n <= WEIR_LIMIT_JSON_DEPTH + 1; n++)
    {
      for (guint kind = 0; kind < 3; kind++)
        {
          g_autoptr (GString) text = g_string_new (NULL);
          g_autoptr (GError) error = NULL;
          gsize offset = 0;

          for (guint i = 0; i < n; i++)
            g_string_append (text, kind == 0 || (kind == 2 && i % 2 == 0) ? "[" : "{\"a\":");
          g_string_append_c (text, '1');
          for (guint i = n; i-- > 0;)
            g_string_append (text, kind == 0 || (kind == 2 && i % 2 == 0) ? "]" : "}");

          if (n <= WEIR_LIMIT_JSON_DEPTH)
            {
              g_assert_true (weir_json_check (weir_span (text->str, text->len), NULL, NULL));
              assert_pretty_keeps (weir_span (text->str, text->len));
            }
          else
            {
              g_assert_false (weir_json_check (weir_span (text->str, text->len), &offset, &error));
              g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_LIMIT);
              g_assert_cmpuint (offset, >=, WEIR_LIMIT_JSON_DEPTH);
            }
        }
    }
}

/* json-glib 1.6.6 runs out of stack here. */
static void
test_brackets (void)
{
  g_autofree char *text = g_strnfill (200 * 1024, '[');
  g_autofree char *pretty = NULL;
  g_autoptr (GError) error = NULL;
  WeirSpan found;

  g_assert_false (weir_json_check (weir_span_from_string (text), NULL, &error));
  g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_LIMIT);
  g_assert_false (weir_json_looks_like (weir_span_from_string (text)));
  pretty = weir_json_pretty (weir_span_from_string (text), NULL);
  g_assert_null (pretty);
  g_assert_false (weir_json_get_path (weir_span_from_string (text), "$[0]", &found));
}

static void
test_looks_like (void)
{
  g_assert_true (weir_json_looks_like (WEIR_SPAN_LITERAL ("{}")));
  g_assert_true (weir_json_looks_like (WEIR_SPAN_LITERAL (" \r\n\t[1]")));
  g_assert_false (weir_json_looks_like (WEIR_SPAN_LITERAL ("1")));
  g_assert_false (weir_json_looks_like (WEIR_SPAN_LITERAL ("\"a\"")));
  g_assert_false (weir_json_looks_like (WEIR_SPAN_LITERAL ("[DONE]")));
  g_assert_false (weir_json_looks_like (WEIR_SPAN_LITERAL ("  ")));
  g_assert_false (weir_json_looks_like (WEIR_SPAN_EMPTY));
}

static void
test_pretty (void)
{
  static const struct
  {
    const char *text, *pretty;
  } cases[] = {
    { "1.10", "1.10" },
    { " 12345678901234567890 ", "12345678901234567890" },
    { "\"\\u0041\"", "\"\\u0041\"" },
    { "{}", "{}" },
    { "[ ]", "[]" },
    { "{ \"a\" : { } }", "{\n  \"a\": {}\n}" },
    { "[1,-0.0,1E5]", "[\n  1,\n  -0.0,\n  1E5\n]" },
    { "[[],[[]],{}]", "[\n  [],\n  [\n    []\n  ],\n  {}\n]" },
    { "{\"a\":[1,{\"b\":null}],\"a\":true}", "{\n  \"a\": [\n    1,\n    {\n      \"b\": null\n    }\n  ],\n  \"a\": true\n}" },
    { "{\"a\": \"x, {y}: [z]\"}", "{\n  \"a\": \"x, {y}: [z]\"\n}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *pretty = weir_json_pretty (weir_span_from_string (cases[i].text), NULL);

      g_assert_cmpstr (pretty, ==, cases[i].pretty);
      assert_pretty_keeps (weir_span_from_string (cases[i].text));
    }
}

/* However it is nested, the indentation does not blow 10 MB up. */
static void
test_pretty_large (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *pretty = NULL;
  gsize n_bytes = 0;

  for (guint i = 0; i < WEIR_LIMIT_JSON_DEPTH; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < 500000; i++)
    g_string_append (text, i == 0 ? "1" : ",1");
  for (guint i = 0; i < WEIR_LIMIT_JSON_DEPTH; i++)
    g_string_append_c (text, ']');

  pretty = weir_json_pretty (weir_span (text->str, text->len), &n_bytes);
  g_assert_nonnull (pretty);
  g_assert_cmpuint (n_bytes, <, 40 * text->len);

  g_string_assign (text, "[\"");
  for (guint i = 0; i < 10 * 1024; i++)
    g_string_append_printf (text, "%01024u", i);
  g_string_append (text, "\"]");
  assert_pretty_keeps (weir_span (text->str, text->len));
}

/* Random texts, spoilt a little or not: both agree, but for what json-glib is known to take. */
static void
test_like_json_glib (void)
{
  static const char *const pieces[] = { "{",  "}",       "[",   "]",     ",",     ":",       "\"a\"",  "\"\\n\"", "\"\xc3\xa9\"",
                                        "1",  "-2.5",    "1e3", "true",  "false", "null",    " ",      "\n",      "{}",
                                        "[]", "\"a\":1", "[1]", "[1,2]", "1,2",   "\"b\":{", "\"c\":[" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  guint n_valid = 0, n_both = 0;

  for (guint round = 0; round < 60000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      WeirSpan span;

      for (int n = g_rand_int_range (rand, 1, 7); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      span = weir_span (text->str, text->len);
      if (!weir_json_check (span, NULL, NULL))
        continue;
      n_valid++;
      assert_pretty_keeps (span);
      n_both += json_glib_takes (span) ? 1 : 0;
    }
  g_assert_cmpuint (n_valid, >, 1000);
  g_assert_cmpuint (n_both, ==, n_valid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/valid", test_valid);
  g_test_add_func ("/json/invalid", test_invalid);
  g_test_add_func ("/json/prefixes", test_prefixes);
  g_test_add_func ("/json/nul", test_nul);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/brackets", test_brackets);
  g_test_add_func ("/json/looks-like", test_looks_like);
  g_test_add_func ("/json/pretty", test_pretty);
  g_test_add_func ("/json/pretty-large", test_pretty_large);
  g_test_add_func ("/json/like-json-glib", test_like_json_glib);

  return g_test_run ();
}
