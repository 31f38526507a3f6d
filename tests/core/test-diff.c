/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "case-text.h"
#include "weir-diff.h"
#include "weir-limits.h"

static WeirSpan
span_of (const GString *text)
{
  return weir_span (text->str, text->len);
}

static void
append_span (GString *out, WeirSpan span)
{
  g_string_append_len (out, span.data, (gssize) span.len);
}

static char *
print (const GArray *lines)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const WeirDiffLine *line = &g_array_index (lines, WeirDiffLine, i);

      g_string_append_c (out, " -+"[line->kind]);
      if (line->has_partner)
        {
          append_span (out, weir_span (line->text.data, (gsize) (line->changed.data - line->text.data)));
          g_string_append_c (out, '[');
          append_span (out, line->changed);
          g_string_append_c (out, ']');
          append_span (out, weir_span (line->changed.data + line->changed.len,
                                       (gsize) (line->text.data + line->text.len - line->changed.data - line->changed.len)));
        }
      else
        {
          append_span (out, line->text);
        }
      g_string_append_c (out, '\n');
    }

  return g_string_free (out, FALSE);
}

static void
check_case (char **lines, guint *i)
{
  const char *name = lines[*i] + strlen ("case ");
  g_autofree char *before = NULL, *after = NULL, *got = NULL;
  g_autofree char *wanted = NULL;
  g_autoptr (GArray) diff = NULL;
  gboolean is_cut;

  g_test_message ("%s", name);
  g_assert_true (g_str_has_prefix (lines[*i + 1], "before ") && g_str_has_prefix (lines[*i + 2], "after "));
  before = case_text_unquote_string (lines[*i + 1] + strlen ("before "));
  after = case_text_unquote_string (lines[*i + 2] + strlen ("after "));
  *i += 3;
  wanted = case_text_take_lines (lines, i);
  diff = weir_diff_lines (weir_span_from_string (before), weir_span_from_string (after), &is_cut);
  got = print (diff);
  g_assert_cmpstr (got, ==, wanted);
  g_assert_false (is_cut);
}

static void
test_cases (void)
{
  case_text_for_each ("diff", "lines.case", "case ", 18, check_case);
}

/* Both texts come out of it whole, in order, with the right numbers. Returns: how many lines are in one of them only */
static guint
check_whole (WeirSpan before, WeirSpan after)
{
  g_autoptr (GString) a = g_string_new (NULL);
  g_autoptr (GString) b = g_string_new (NULL);
  g_autoptr (GArray) lines = NULL;
  guint n_a = 0, n_b = 0, n_edits = 0;
  gboolean is_cut;

  lines = weir_diff_lines (before, after, &is_cut);
  g_assert_false (is_cut);
  for (guint i = 0; i < lines->len; i++)
    {
      const WeirDiffLine *line = &g_array_index (lines, WeirDiffLine, i);

      g_assert_cmpuint (line->before, ==, line->kind != WEIR_DIFF_ADDED ? ++n_a : 0);
      g_assert_cmpuint (line->after, ==, line->kind != WEIR_DIFF_REMOVED ? ++n_b : 0);
      if (line->kind != WEIR_DIFF_ADDED)
        {
          append_span (a, line->text);
          g_string_append_c (a, '\n');
        }
      if (line->kind != WEIR_DIFF_REMOVED)
        {
          append_span (b, line->text);
          g_string_append_c (b, '\n');
        }
      n_edits += line->kind != WEIR_DIFF_SAME;
    }
  g_string_truncate (a, a->len - 1);
  g_string_truncate (b, b->len - 1);
  g_assert_cmpmem (a->str, a->len, before.data, before.len);
  g_assert_cmpmem (b->str, b->len, after.data, after.len);

  return n_edits;
}

/* The longest common subsequence, by the table. */
static guint
count_least_edits (char **a, char **b)
{
  const guint n_a = g_strv_length (a), n_b = g_strv_length (b);
  g_autofree guint *table = g_new0 (guint, (n_a + 1) * (n_b + 1));

  for (guint i = n_a; i > 0; i--)
    for (guint j = n_b; j > 0; j--)
      {
        guint *cell = &table[(i - 1) * (n_b + 1) + j - 1];

        if (g_str_equal (a[i - 1], b[j - 1]))
          *cell = cell[n_b + 2] + 1;
        else
          *cell = MAX (cell[1], cell[n_b + 1]);
      }

  return n_a + n_b - 2 * table[0];
}

static void
fill_random (GString *text, GRand *rand, guint n_lines, guint n_kinds)
{
  g_string_truncate (text, 0);
  for (guint i = 0; i < n_lines; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "\n" : "", g_rand_int_range (rand, 0, (gint32) n_kinds));
}

static void
test_least_edits (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);

  for (guint n = 0; n < 3000; n++)
    {
      g_auto (GStrv) a = NULL, b = NULL;

      fill_random (before, rand, 1 + n % 40, 2 + n % 7);
      fill_random (after, rand, 1 + g_rand_int (rand) % 40, 2 + n % 7);
      a = g_strsplit (before->str, "\n", -1);
      b = g_strsplit (after->str, "\n", -1);
      g_assert_cmpuint (check_whole (span_of (before), span_of (after)), ==, count_least_edits (a, b));
    }
}

/* More differences than are looked for exactly: still a true account of both, and what is equal at both ends is found. */
static void
test_many_differences (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autoptr (GString) before = g_string_new ("first");
  g_autoptr (GString) after = g_string_new ("first");
  guint n_edits;

  for (guint i = 0; i < 5000; i++)
    {
      g_string_append_printf (before, "\n%s%u", i % 5 == 0 ? "" : "a", i);
      g_string_append_printf (after, "\n%s%u", i % 5 == 0 ? "" : "b", i);
    }
  g_string_append (before, "\nlast");
  g_string_append (after, "\nlast");
  n_edits = check_whole (span_of (before), span_of (after));
  g_assert_cmpuint (n_edits, ==, 8000);

  for (guint n = 0; n < 20; n++)
    {
      fill_random (before, rand, 2000, 1000);
      fill_random (after, rand, 2000, 1000);
      check_whole (span_of (before), span_of (after));
    }
}

static void
test_limit (void)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GArray) lines = NULL;
  gboolean is_cut;

  for (guint i = 0; i < WEIR_LIMIT_DIFF_LINES - 1; i++)
    g_string_append (before, "x\n");
  lines = weir_diff_lines (span_of (before), WEIR_SPAN_LITERAL ("y"), &is_cut);
  g_assert_false (is_cut);
  g_assert_cmpuint (lines->len, ==, WEIR_LIMIT_DIFF_LINES + 1);
  g_array_unref (lines);

  g_string_append (before, "x\n");
  lines = weir_diff_lines (WEIR_SPAN_LITERAL ("y"), span_of (before), &is_cut);
  g_assert_true (is_cut);
  g_assert_cmpuint (lines->len, ==, WEIR_LIMIT_DIFF_LINES + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diff/cases", test_cases);
  g_test_add_func ("/diff/least-edits", test_least_edits);
  g_test_add_func ("/diff/many-differences", test_many_differences);
  g_test_add_func ("/diff/limit", test_limit);

  return g_test_run ();
}
