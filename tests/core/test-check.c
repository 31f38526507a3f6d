/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-check.h"

#include "weir-check-ranges.h"
#include "weir-limits.h"
#include "weir-player.h"

/* What each warning says is in tests/cases/script; here is when it is said. */

static GPtrArray *
check (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  GPtrArray *diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);

  g_assert_nonnull (script);
  weir_check_script (script, diagnostics);
  return diagnostics;
}

static guint
count (const char *text, const char *warning)
{
  g_autoptr (GPtrArray) diagnostics = check (text);
  guint n = 0;

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const WeirDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_assert_false (diagnostic->is_error);
      g_assert_cmpuint (diagnostic->line, >, 0);
      g_assert_cmpuint (diagnostic->column, >, 0);
      n += strstr (diagnostic->text, warning) != NULL;
    }

  return n;
}

static void
test_for_ever (void)
{
  const char *warning = "comes back for ever";

  g_assert_cmpuint (count (":@ weir 1\ndata: a\n\n", warning), ==, 1);
  g_assert_cmpuint (count (":@ weir 1\n:@ connect *\ndata: a\n\n:@ reset\n", warning), ==, 1);
  g_assert_cmpuint (count (":@ weir 1\n:@ connect 1..\n:@ repeat 3\ndata: a\n\n:@ end\n", warning), ==, 1);
  /* It stops, or goes on, or is not for an EventSource. */
  g_assert_cmpuint (count (":@ weir 1\n:@ connect 1..9\ndata: a\n\n", warning), ==, 0);
  g_assert_cmpuint (count (":@ weir 1\ndata: a\n\n:@ hold\n", warning), ==, 0);
  g_assert_cmpuint (count (":@ weir 1\ndata: a\n\n:@ stall\n", warning), ==, 0);
  g_assert_cmpuint (count (":@ weir 1\n:@ repeat forever\n:@ wait 1s\ndata: a\n\n:@ end\n", warning), ==, 0);
  g_assert_cmpuint (count (":@ weir 1\n:@ status 500\ndata: a\n\n", warning), ==, 0);
  g_assert_cmpuint (count (":@ weir 1\n:@ status none\n:@ reset\n", warning), ==, 0);
  g_assert_cmpuint (count (":@ weir 1\n:@ header Content-Type: application/json\n:@ body \"{}\"\n", warning), ==, 0);
  g_assert_cmpuint (count (":@ weir 1\n:@ on POST /a\ndata: a\n\n", warning), ==, 0);
  g_assert_cmpuint (count (":@ weir 1\n:@ on POST /a\n:@ on GET /a\ndata: a\n\n", warning), ==, 1);
  g_assert_cmpuint (count (":@ weir 1\n:@ recorded now\n:@ connect *\ndata: a\n\n", warning), ==, 0);
  g_assert_cmpuint (count ("data: a\n\n", warning), ==, 0);
}

static void
test_never_again (void)
{
  const char *warning = "never comes back";

  g_assert_cmpuint (count (":@ weir 1\n:@ connect 1\n:@ status 429\n:@ connect 2\ndata: a\n\n", warning), ==, 1);
  g_assert_cmpuint (count (":@ weir 1\n:@ connect 1\n:@ header Content-Type: text/html\n:@ connect 2\ndata: a\n\n", warning), ==, 1);
  g_assert_cmpuint (count (":@ weir 1\n:@ connect 1\n:@ header -Content-Type\n:@ connect 2\ndata: a\n\n", warning), ==, 1);
  g_assert_cmpuint (count (":@ weir 1\n:@ connect 1\n:@ redirect 307 /a\n:@ connect 2\ndata: a\n\n", warning), ==, 0);
  g_assert_cmpuint (count (":@ weir 1\n:@ connect 1\ndata: a\n\n:@ connect 2\n:@ status 500\n", warning), ==, 0);
  g_assert_cmpuint (count (":@ weir 1\n:@ connect 1\n:@ status none\n:@ connect 2\ndata: a\n\n", warning), ==, 0);
  g_assert_cmpuint (count (":@ weir 1\n:@ on PUT /a\n:@ connect 1\n:@ status 500\n:@ connect 2\ndata: a\n\n", warning), ==, 0);
}

static void
test_never_played (void)
{
  const char *warning = "never played";

  g_assert_cmpuint (count (":@ weir 1\n:@ connect 5..9\n:@ connect 1..3\n:@ connect 4\n:@ connect 2..8\n", warning), ==, 1);
  g_assert_cmpuint (count (":@ weir 1\n:@ connect 5..9\n:@ connect 1..3\n:@ connect 2..8\n", warning), ==, 0);
  g_assert_cmpuint (count (":@ weir 1\n:@ connect 1\n:@ connect *\n:@ hold\n:@ connect *\n", warning), ==, 1);
}

/* Against a table of flags, in random order. */
static void
test_ranges (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (WeirRanges) ranges = weir_ranges_new ();
      gboolean taken[42] = { FALSE };

      for (guint i = 0; i < 20; i++)
        {
          guint first = (guint) g_test_rand_int_range (1, 41);
          guint last = (guint) g_test_rand_int_range ((gint32) first, 41);
          gboolean all = TRUE;

          for (guint j = first; j <= last; j++)
            {
              all = all && taken[j];
              taken[j] = TRUE;
            }
          g_assert_cmpint (weir_ranges_add (ranges, first, last), ==, all);
        }
      g_assert_cmpint (weir_ranges_add (ranges, 1, G_MAXUINT64), ==, FALSE);
      g_assert_cmpint (weir_ranges_add (ranges, 7, G_MAXUINT64), ==, TRUE);
      g_assert_cmpint (g_tree_nnodes (ranges), ==, 1);
    }
}

/* A script of 100,000 sections, each of which inherits: quadratic work would not be done in time. */
static void
test_many_sections (void)
{
  g_autoptr (GString) text = g_string_new (":@ weir 1\n");
  g_autoptr (GPtrArray) diagnostics = NULL;

  for (guint i = 0; i < 50; i++)
    g_string_append (text, ":@ header X: y\n:@ expect method=GET\n");
  for (guint i = 100000; i > 0; i--)
    g_string_append_printf (text, ":@ connect %u\n:@ status 500\n", 2 * i);
  diagnostics = check (text->str);
  g_assert_cmpuint (diagnostics->len, ==, WEIR_LIMIT_DIAGNOSTICS);
}

static void
test_too_many_lines (void)
{
  g_autoptr (GString) text = g_string_new (":@ weir 1\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) diagnostics = NULL;

  for (guint i = 0; i <= WEIR_LIMIT_HEAD_LINES; i++)
    g_string_append (text, ":@ header X: y\n:@ expect method=GET\n");
  bytes = g_bytes_new (text->str, text->len);
  g_assert_null (weir_script_new (bytes, &diagnostics));
  g_assert_cmpuint (diagnostics->len, ==, 2);
}

static void
test_cut (void)
{
  const char *warning = "not finished";

  g_assert_cmpuint (count (":@ weir 1\n:@ connect 1\ndata: a\n", warning), ==, 1);
  g_assert_cmpuint (count (":@ weir 1\n:@ connect 1\ndata: a\n:@ wait 1s\n:@ cut\n", warning), ==, 1);
  g_assert_cmpuint (count (":@ weir 1\n:@ connect 1\nid: 1\n:@ raw \"dat\"\n:@ cut\n", warning), ==, 0);
  g_assert_cmpuint (count (":@ weir 1\n:@ connect 1\ndata: a\n\n: comment\n:@ cut\n", warning), ==, 0);
  g_assert_cmpuint (count (":@ weir 1\n:@ connect 1\ndata: a\n:@ raw \"\\n\"\n:@ cut\n", warning), ==, 0);
}

/* A hundred at most, in the order of the file. */
static void
test_order (void)
{
  g_autoptr (GString) text = g_string_new (":@ weir 1\n");
  g_autoptr (GPtrArray) diagnostics = NULL;
  guint line = 0;

  for (guint i = 0; i < 150; i++)
    g_string_append (text, ":@ connect 1\ndata：a\n\n");
  diagnostics = check (text->str);
  g_assert_cmpuint (diagnostics->len, ==, WEIR_LIMIT_DIAGNOSTICS);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const WeirDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_assert_cmpuint (diagnostic->line, >=, line);
      line = diagnostic->line;
    }
}

/* A line that no client may take is an error with its place, not a crash. */
static void
test_limit (void)
{
  gsize n_bytes = WEIR_LIMIT_LINE + 100;
  char *text = g_malloc (n_bytes);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) diagnostics = NULL;
  const WeirDiagnostic *diagnostic;

  memset (text, 'x', n_bytes);
  memcpy (text, ":@ weir 1\ndata: ", 16);
  bytes = g_bytes_new_take (text, n_bytes);
  g_assert_null (weir_script_new (bytes, &diagnostics));
  g_assert_cmpuint (diagnostics->len, ==, 1);
  diagnostic = g_ptr_array_index (diagnostics, 0);
  g_assert_true (diagnostic->is_error);
  g_assert_cmpuint (diagnostic->line, ==, 2);
}

static void
test_properties (void)
{
  static const char text[] = ":@ weir 1\n:@ title A \xFF title\n:@ title another\n:@ seed 12\n:@ on /a\n:@ expect method=GET\n"
                             ":@ connect 1\n:@ expect last-event-id=1\n:@ hold\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GBytes) recording_bytes = g_bytes_new_static (":@ weir 1\n:@ recorded now\n", 26);
  g_autoptr (GBytes) plain_bytes = g_bytes_new_static ("data: a\n\n", 9);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (GPtrArray) recording_diagnostics = NULL;
  g_autoptr (GPtrArray) plain_diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);
  g_autoptr (WeirScript) recording = weir_script_new (recording_bytes, &recording_diagnostics);
  g_autoptr (WeirScript) plain = weir_script_new (plain_bytes, &plain_diagnostics);
  g_autoptr (GPtrArray) expectations = weir_script_list_expectations (script);

  g_assert_cmpstr (weir_script_get_title (script), ==, "A \xEF\xBF\xBD title");
  g_assert_cmpint (weir_script_get_seed (script), ==, 12);
  g_assert_true (weir_script_has_routes (script));
  g_assert_false (weir_script_is_plain (script));
  g_assert_false (weir_script_is_recording (script));
  g_assert_cmpuint (expectations->len, ==, 2);
  g_assert_cmpstr (((WeirExpectation *) g_ptr_array_index (expectations, 1))->wanted, ==, "last-event-id=1");
  g_assert_true (weir_script_matches (script, "PUT", "/a", NULL));

  g_assert_true (weir_script_is_recording (recording));
  g_assert_null (weir_script_get_title (recording));
  g_assert_cmpint (weir_script_get_seed (recording), ==, -1);
  g_assert_true (weir_script_is_plain (plain));
  g_assert_false (weir_script_has_routes (plain));
  /* All three may be freed when there is nothing. */
  weir_diagnostic_free (NULL);
  weir_expectation_free (NULL);
  weir_player_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/for-ever", test_for_ever);
  g_test_add_func ("/check/never-again", test_never_again);
  g_test_add_func ("/check/never-played", test_never_played);
  g_test_add_func ("/check/ranges", test_ranges);
  g_test_add_func ("/check/many-sections", test_many_sections);
  g_test_add_func ("/check/too-many-lines", test_too_many_lines);
  g_test_add_func ("/check/cut", test_cut);
  g_test_add_func ("/check/order", test_order);
  g_test_add_func ("/check/limit", test_limit);
  g_test_add_func ("/check/properties", test_properties);
  return g_test_run ();
}
