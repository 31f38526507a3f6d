/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-check.h"
#include "weir-directive.h"
#include "weir-script-play.h"

/* What is shipped and documented is true: every script parses without a warning, the reference names every verb. */

static char *
read_file (const char *name, gsize *n_bytes)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_file_get_contents (path, &contents, n_bytes, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&contents);
}

/* @allowed: (nullable): a warning that is wanted */
static void
check_script (const char *name, const char *text, gsize n_bytes, const char *allowed)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, n_bytes);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);

  if (script != NULL)
    weir_check_script (script, diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const WeirDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (allowed == NULL || strstr (diagnostic->text, allowed) == NULL)
        g_error ("%s:%u:%u: %s in\n%s", name, diagnostic->line, diagnostic->column, diagnostic->text, text);
    }
  g_assert_nonnull (script);
  if (allowed != NULL)
    g_assert_cmpuint (diagnostics->len, ==, 1);
}

static void
test_page (gconstpointer name)
{
  gsize n_bytes;
  g_autofree char *page = read_file (name, &n_bytes);
  const char *fence = "```eventstream\n";
  const char *at = page;
  guint n = 0;

  while ((at = strstr (at, fence)) != NULL)
    {
      const char *start = at + strlen (fence);
      const char *end = strstr (start, "```");
      g_autofree char *text = NULL;

      g_assert_nonnull (end);
      text = g_strndup (start, (gsize) (end - start));
      check_script (name, text, strlen (text), strstr (text, "second line") != NULL ? "is layout" : NULL);
      at = end;
      n++;
    }
  g_assert_cmpuint (n, >=, 11);
}

/* Every verb is in the reference. */
static void
test_reference (gconstpointer name)
{
  gsize n_bytes;
  gsize n;
  g_autofree char *page = read_file (name, &n_bytes);
  const char *reference = strstr (page, "tools/update-reference: verbs");
  const WeirDirective *all = weir_directive_get_all (&n);

  g_assert_nonnull (reference);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *pattern = g_strdup_printf ("\n\\| `%s[` ]", all[i].verb);

      if (!g_regex_match_simple (pattern, reference, 0, 0))
        g_error ("%s does not say what “%s” does", (const char *) name, all[i].verb);
    }
}

static void
test_example (gconstpointer name)
{
  gsize n_bytes;
  g_autofree char *text = read_file (name, &n_bytes);

  check_script (name, text, n_bytes, NULL);
}

/* The demo: an event within a second, a cut after about eight, twenty seconds in all, then 204. */
static void
test_demo (void)
{
  gsize n_bytes;
  g_autofree char *text = read_file ("data/demo.eventstream", &n_bytes);
  g_autoptr (GBytes) bytes = g_bytes_new (text, n_bytes);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);
  static const WeirEnding endings[] = { WEIR_ENDING_CUT, WEIR_ENDING_CLOSE };
  /* Two reconnections of 1.5 s. */
  gint64 total_us = 3 * G_TIME_SPAN_SECOND;
  WeirPlayerOptions options = { .connection = 3, .speed = 1 };

  g_assert_null (weir_player_new (script, &options));
  for (guint i = 0; i < 2; i++)
    {
      WeirPlayerStep step = { WEIR_PLAYER_WAIT };
      g_autoptr (WeirPlayer) player = NULL;
      g_autoptr (GPtrArray) outcomes = NULL;
      WeirArrival arrival = { .method = "GET", .last_event_id = WEIR_SPAN_LITERAL ("9"), .after_us = 1500 * G_TIME_SPAN_MILLISECOND };
      gint64 now_us = 0;
      gint64 first_event_us = -1;

      options.connection = i + 1;
      player = weir_player_new (script, &options);
      outcomes = weir_player_judge (player, &arrival);
      g_assert_cmpuint (outcomes->len, ==, i);
      for (guint j = 0; j < outcomes->len; j++)
        g_assert_true (((WeirExpectation *) g_ptr_array_index (outcomes, j))->ok);
      while (step.verdict != WEIR_PLAYER_END)
        {
          weir_player_next (player, now_us, &step);
          now_us = step.time_us;
          if (step.n_events > 0 && first_event_us < 0)
            first_event_us = now_us;
        }
      g_assert_cmpint (step.ending, ==, endings[i]);
      g_assert_cmpint (first_event_us, <, G_TIME_SPAN_SECOND);
      total_us += now_us;
    }
  g_assert_cmpint (total_us, >, 15 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (total_us, <, 22 * G_TIME_SPAN_SECOND);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/script/doc/page", "docs/script-format.md", test_page);
  g_test_add_data_func ("/script/doc/page-zh-CN", "docs/script-format.zh_CN.md", test_page);
  g_test_add_data_func ("/script/doc/reference", "docs/script-format.md", test_reference);
  g_test_add_data_func ("/script/doc/reference-zh-CN", "docs/script-format.zh_CN.md", test_reference);
  g_test_add_func ("/script/doc/demo", test_demo);
  g_test_add_data_func ("/script/doc/demo-is-clean", "data/demo.eventstream", test_example);
  folder = g_test_build_filename (G_TEST_DIST, "..", "data", "templates", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strconcat ("/script/doc/", name, NULL);

      g_test_add_data_func_full (path, g_build_filename ("data", "templates", name, NULL), test_example, g_free);
    }

  return g_test_run ();
}
