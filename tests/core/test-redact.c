/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "weir-redact.h"

static char **
read_cases (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", "redact", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return g_strsplit (text, "\n", -1);
}

static void
test_names (void)
{
  g_auto (GStrv) lines = read_cases ("names.case");
  guint n_checked = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 2);

      if (words[0] == NULL || lines[i][0] == '#')
        continue;
      if (weir_redact_is_secret_header (words[1]) != g_str_equal (words[0], "secret"))
        g_error ("names.case:%u: %s", i + 1, lines[i]);
      n_checked++;
    }
  g_assert_cmpuint (n_checked, >, 80);
}

static void
test_urls (void)
{
  g_auto (GStrv) lines = read_cases ("urls.case");
  guint n_checked = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 2);
      g_autofree char *got = NULL;

      if (columns[0] == NULL || lines[i][0] == '#')
        continue;
      got = weir_redact_url (columns[0]);
      g_assert_cmpstr (got, ==, columns[1]);
      n_checked++;
    }
  g_assert_cmpuint (n_checked, >, 50);
}

static void
test_headers (void)
{
  static const struct
  {
    const char *name, *value, *wanted;
  } cases[] = {
    { "Authorization", "Bearer abc", WEIR_REDACTED },
    { "set-cookie", "a=b; HttpOnly", WEIR_REDACTED },
    { "Location", "/next?token=abc", "/next?token=" WEIR_REDACTED },
    { "location", "https://u:p@h/", "https://" WEIR_REDACTED "@h/" },
    { "Referer", "https://h/?key=a", "https://h/?key=" WEIR_REDACTED },
    { "Content-Type", "text/event-stream", "text/event-stream" },
    { "X-Note", "?token=abc", "?token=abc" },
    { "Cookie", "", WEIR_REDACTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = weir_redact_header (cases[i].name, cases[i].value);

      g_assert_cmpstr (got, ==, cases[i].wanted);
    }
}

/* A canary in any place where a secret belongs never comes through, whatever stands around it. */
static void
test_canary (void)
{
  static const char *const pieces[] = { "/", "?", "&", "#", ";", "=", "a", "x=1", "%", "%41", ":80", "@", "[::1]", " ", "ü" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint round = 0; round < 20000; round++)
    {
      const gboolean in_password = g_rand_boolean (rand);
      g_autoptr (GString) url = g_string_new (in_password ? "https://user:CANARY" : "https://host/p?a=1");
      g_autofree char *got = NULL;

      for (int i = g_rand_int_range (rand, 0, 6); i > 0; i--)
        g_string_append (url, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      g_string_append (url, in_password ? "@host/" : "&api_key=CANARY");
      got = weir_redact_url (url->str);
      if (strstr (got, "CANARY") != NULL)
        g_error ("%s became %s", url->str, got);
    }
}

/* The examples of docs/secrets.md */
static void
test_page (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "secrets.md", NULL);
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_checked = 0;

  g_file_get_contents (path, &page, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (page, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const gboolean secret = g_str_has_prefix (lines[i], "Secret: ");
      g_auto (GStrv) names = g_strsplit (lines[i], "`", -1);

      if (!secret && !g_str_has_prefix (lines[i], "Not secret: "))
        continue;
      for (guint j = 1; names[j] != NULL && names[j + 1] != NULL; j += 2)
        {
          if (weir_redact_is_secret_name (names[j]) != secret)
            g_error ("docs/secrets.md is wrong about %s", names[j]);
          n_checked++;
        }
    }
  g_assert_cmpuint (n_checked, >, 15);
}

static void
test_parameters (void)
{
  static const struct
  {
    const char *url;
    const char *names;
  } cases[] = {
    { "http://u:p@h/a?x=1", "" },
    { "http://h/?token=a&x=1;api_key=b#access_token=c", "token api_key access_token" },
    { "http://h/?tok%65n=a&token=&sig&a+secret=1", "token a secret" },
    { "/?token=a?key=b", "token" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names = weir_redact_list_parameters (cases[i].url);
      g_autofree char *joined = g_strjoinv (" ", names);

      g_assert_cmpstr (joined, ==, cases[i].names);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/redact/names", test_names);
  g_test_add_func ("/redact/urls", test_urls);
  g_test_add_func ("/redact/parameters", test_parameters);
  g_test_add_func ("/redact/headers", test_headers);
  g_test_add_func ("/redact/canary", test_canary);
  g_test_add_func ("/redact/page", test_page);

  return g_test_run ();
}
