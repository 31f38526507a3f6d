/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "curl-cases.h"
#include "weir-error.h"
#include "weir-limits.h"

static void
test_case (gconstpointer data)
{
  const CurlCase *item = data;
  g_autofree char *printed = curl_case_print (item->command);

  g_assert_cmpstr (printed, ==, item->expected);
  /* The start of a text is enough to know what it is. */
  g_assert_cmpint (weir_curl_looks_like (item->command), ==, !g_str_has_suffix (printed, "This is no curl command"));
}

/* @files: keeps what the tests look at */
static void
add_cases (GPtrArray *files)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "cases", "curl", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_cases = 0;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GPtrArray *cases = curl_cases_read (path, NULL);

      for (guint i = 0; i < cases->len; i++)
        {
          const CurlCase *item = g_ptr_array_index (cases, i);
          g_autofree char *test_path = g_strdup_printf ("/curl/%s/%s", name, item->name);

          g_test_add_data_func (test_path, item, test_case);
        }
      n_cases += cases->len;
      g_ptr_array_add (files, cases);
    }
  g_assert_cmpuint (n_cases, >=, 140);
}

static void
test_looks_like (void)
{
  static const char *const commands[] = { "curl",       "curl x",      "  curl\tx",  "\n\n$ curl x",
                                          "curl.exe x", "C:\\>curl x", "A=b curl x", "fetch(\"x\")" };
  static const char *const others[] = {
    "",           "curly",      "curl.se/docs",     "http://curl/", "https://example.com/curl x", "data: curl x\n\n", "curl-impersonate x",
    "{\"a\": 1}", "see curl x", "# only a comment", "A=b\n"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (!weir_curl_looks_like (commands[i]))
      g_error ("no command: %s", commands[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (weir_curl_looks_like (others[i]))
      g_error ("a command: %s", others[i]);
}

/* The examples of docs/curl.md: a command, then what it becomes. */
static void
test_page (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "curl.md", NULL);
  g_autofree char *page = NULL;
  g_auto (GStrv) parts = NULL;
  guint n_examples = 0;

  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  parts = g_strsplit (page, "\n```curl\n", -1);
  for (guint i = 1; parts[i] != NULL; i++, n_examples++)
    {
      g_auto (GStrv) blocks = g_strsplit (parts[i], "\n```", 4);
      g_autofree char *printed = curl_case_print (blocks[0]);

      g_assert_cmpstr (blocks[1], ==, "\n");
      g_assert_true (g_str_has_prefix (blocks[2], "request\n"));
      g_assert_cmpstr (printed, ==, blocks[2] + strlen ("request\n"));
    }
  g_assert_cmpuint (n_examples, ==, 2);
}

static char *
repeated (const char *start, const char *piece, gsize n_bytes, const char *end)
{
  GString *text = g_string_new (start);

  while (text->len + strlen (piece) + strlen (end) <= n_bytes)
    g_string_append (text, piece);
  g_string_append (text, end);

  return g_string_free (text, FALSE);
}

static void
test_too_long (void)
{
  g_autofree char *fits = repeated ("curl http://h/ -d ", "x", WEIR_LIMIT_CURL, "");
  g_autofree char *long_one = g_strconcat (fits, "x", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirCurl) curl = weir_curl_parse (fits, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (curl->body), ==, WEIR_LIMIT_CURL - strlen ("curl http://h/ -d "));
  g_assert_null (weir_curl_parse (long_one, NULL, &error));
  g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_LIMIT);
}

/* What becomes a field of a window is bounded. */
static void
test_bounds (void)
{
  static const char *const starts[] = { "curl http://h/?", "curl http://h/ -H A:", "curl http://h/ -b a=", "curl http://h/ -G -d ",
                                        "curl http://h/ -A " };
  g_autofree char *headers = repeated ("curl http://h/ ", "-H a:b ", 64 * 1024, "");
  g_autofree char *cookies = repeated ("curl http://h/ ", "-b a=b ", 256 * 1024, "");
  g_autoptr (WeirCurl) many = weir_curl_parse (headers, NULL, NULL);
  g_autoptr (WeirCurl) jar = weir_curl_parse (cookies, NULL, NULL);

  g_assert_cmpuint (many->headers->len, ==, WEIR_LIMIT_CURL_HEADERS);
  g_assert_false (many->is_exact);
  g_assert_cmpuint (strlen (g_array_index (jar->headers, WeirHeader, 0).value), <=, 2 * WEIR_LIMIT_CURL_VALUE);
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autofree char *text = repeated (starts[i], "x", 64 * 1024, "");
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirCurl) curl = weir_curl_parse (text, NULL, &error);

      if (i == 0)
        {
          g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (curl->headers->len, ==, 0);
      g_assert_cmpstr (curl->url, ==, "http://h/");
      g_assert_false (curl->is_exact);
    }
}

/* Each costs its length and no more: a quadratic one would take minutes. */
static void
test_hostile (void)
{
  static const char *const pieces[] = { "-s ",        "-H a:b ", "x ",  "--unknown ", "-o f ", "$(",   "${",   "\\\n",
                                        "\\ ",        "`",       "$A ", "-b a=b ",    "-d x ", "'' ",  "\n-s", "> f ",
                                        "-G -d x ",   "[",       "&a",  "^",          "^\n",   "\\\"", "%a",   "--url-query a ",
                                        "$'\\u0041' " };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    for (guint cmd = 0; cmd < 2; cmd++)
      {
        g_autofree char *text = repeated (cmd != 0 ? "curl ^\"http://h/?^\" " : "curl http://h/? ", pieces[i], WEIR_LIMIT_CURL / 8, "");
        g_autoptr (WeirCurl) curl = weir_curl_parse (text, NULL, NULL);

        if (curl != NULL)
          {
            g_assert_cmpuint (curl->ignored->len, <=, WEIR_LIMIT_CURL_NOTES + 1);
            g_assert_cmpuint (curl->blanks->len, <=, WEIR_LIMIT_CURL_NOTES);
          }
      }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  g_test_init (&argc, &argv, NULL);
  add_cases (files);
  g_test_add_func ("/curl/looks-like", test_looks_like);
  g_test_add_func ("/curl/page", test_page);
  g_test_add_func ("/curl/too-long", test_too_long);
  g_test_add_func ("/curl/bounds", test_bounds);
  g_test_add_func ("/curl/hostile", test_hostile);

  return g_test_run ();
}
