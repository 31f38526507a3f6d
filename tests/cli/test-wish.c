/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-wish.h"

/* One letter a fact: o opened, f failed for good, t time ran out, r the reader has gone, x output failed; a digit: events printed. */
static WeirCourse
read_course (const char *text)
{
  WeirCourse course = { 0 };

  for (const char *letter = text; *letter != '\0'; letter++)
    {
      switch (*letter)
        {
        case 'o':
          course.opened = TRUE;
          break;
        case 'f':
          course.failed = TRUE;
          break;
        case 't':
          course.ran_out = TRUE;
          break;
        case 'r':
          course.reader_gone = TRUE;
          break;
        case 'x':
          course.output_failed = TRUE;
          break;
        default:
          g_assert_true (g_ascii_isdigit (*letter));
          course.n_events = (guint64) (*letter - '0');
        }
    }

  return course;
}

static WeirWish
make_wish (guint64 count, gint64 for_us, const char *expect)
{
  WeirWish wish = { count, for_us, NULL, g_ptr_array_new_with_free_func ((GDestroyNotify) weir_assertion_free) };

  if (expect != NULL)
    g_ptr_array_add (wish.expects, weir_assertion_new (expect, NULL));

  return wish;
}

static void
see_events (WeirWish *wish, guint64 n)
{
  WeirFrame frame = { .kind = WEIR_FRAME_BLOCK, .dispatches = TRUE };
  WeirReport report = { .kind = WEIR_REPORT_FRAME };

  report.frame = &frame;
  for (guint64 i = 0; i < n; i++)
    weir_wish_see (wish, &report);
}

static void
test_judge (void)
{
  static const struct
  {
    guint64 count;
    const char *expect;
    const char *course;
    WeirExit status;
  } cases[] = {
    /* no wish: stopped, 204 at once, ended or failed after it was open, time */
    { 0, NULL, "o3", WEIR_EXIT_OK },
    { 0, NULL, "0", WEIR_EXIT_OK },
    { 0, NULL, "o3f", WEIR_EXIT_OK },
    { 0, NULL, "o3t", WEIR_EXIT_OK },
    { 0, NULL, "o0t", WEIR_EXIT_OK },
    /* never opened */
    { 0, NULL, "f", WEIR_EXIT_NEVER_OPENED },
    { 0, NULL, "t", WEIR_EXIT_NEVER_OPENED },
    { 3, NULL, "f", WEIR_EXIT_NEVER_OPENED },
    { 0, ">= 1", "f", WEIR_EXIT_NEVER_OPENED },
    { 0, "== 0", "f", WEIR_EXIT_NEVER_OPENED },
    /* a count */
    { 3, NULL, "o3", WEIR_EXIT_OK },
    { 3, NULL, "o2", WEIR_EXIT_NOT_MET },
    { 3, NULL, "o2t", WEIR_EXIT_NOT_MET },
    { 3, NULL, "o2f", WEIR_EXIT_NOT_MET },
    { 3, NULL, "0", WEIR_EXIT_NOT_MET },
    { 3, NULL, "o2r", WEIR_EXIT_OK },
    /* an expectation */
    { 0, ">= 3", "o3", WEIR_EXIT_OK },
    { 0, ">= 3", "o2", WEIR_EXIT_EXPECTATION },
    { 0, ">= 3", "o2t", WEIR_EXIT_EXPECTATION },
    { 0, ">= 3", "o2r", WEIR_EXIT_EXPECTATION },
    { 0, "== 2", "o2t", WEIR_EXIT_OK },
    { 0, "< 2", "o2", WEIR_EXIT_EXPECTATION },
    /* both: the expectation says more */
    { 3, ">= 3", "o2", WEIR_EXIT_EXPECTATION },
    { 3, ">= 1", "o2", WEIR_EXIT_NOT_MET },
    { 3, ">= 1", "o3", WEIR_EXIT_OK },
    /* output failed, whatever else */
    { 0, NULL, "o3x", WEIR_EXIT_OUTPUT },
    { 3, ">= 3", "fx", WEIR_EXIT_OUTPUT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WeirCourse course = read_course (cases[i].course);
      WeirWish wish = make_wish (cases[i].count, 0, cases[i].expect);

      g_test_message ("count %u, expect %s, course %s", (guint) cases[i].count, cases[i].expect, cases[i].course);
      see_events (&wish, course.n_events);
      g_assert_cmpint (weir_wish_judge (&wish, &course), ==, cases[i].status);
      weir_wish_clear (&wish);
    }
}

static void
test_fulfilled (void)
{
  static const struct
  {
    guint64 count;
    gint64 for_us;
    const char *expect;
    guint64 n_events;
    gboolean fulfilled;
  } cases[] = {
    { 0, 0, NULL, 1000, FALSE }, { 3, 0, NULL, 2, FALSE },   { 3, 0, NULL, 3, TRUE },    { 3, 9, NULL, 3, TRUE },
    { 0, 9, NULL, 3, FALSE },    { 0, 0, ">= 3", 2, FALSE }, { 0, 0, ">= 3", 3, TRUE },  { 0, 0, "> 3", 3, FALSE },
    { 0, 0, "> 3", 4, TRUE },    { 0, 9, ">= 3", 3, FALSE }, { 9, 0, ">= 3", 3, FALSE }, { 9, 0, ">= 3", 9, TRUE },
    { 0, 0, "== 3", 3, FALSE },  { 0, 0, "<= 3", 3, FALSE }, { 0, 0, "!= 9", 3, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WeirWish wish = make_wish (cases[i].count, cases[i].for_us, cases[i].expect);

      g_test_message ("case %u", (guint) i);
      see_events (&wish, cases[i].n_events);
      g_assert_cmpint (weir_wish_is_fulfilled (&wish, cases[i].n_events), ==, cases[i].fulfilled);
      weir_wish_clear (&wish);
    }
}

/* What is waited for ends the watch when it comes, as the count does. */
static void
test_until (void)
{
  WeirWish wish = make_wish (0, 0, NULL);
  WeirCourse course = read_course ("o2");

  wish.until = weir_assertion_new ("kind:event >= 1", NULL);
  g_assert_false (weir_wish_is_fulfilled (&wish, 0));
  g_assert_cmpint (weir_wish_judge (&wish, &course), ==, WEIR_EXIT_NOT_MET);
  course.reader_gone = TRUE;
  g_assert_cmpint (weir_wish_judge (&wish, &course), ==, WEIR_EXIT_OK);
  course.reader_gone = FALSE;
  wish.count = 3;
  g_assert_false (weir_wish_is_fulfilled (&wish, 2));
  g_assert_true (weir_wish_is_fulfilled (&wish, 3));
  see_events (&wish, 1);
  g_assert_true (weir_wish_is_fulfilled (&wish, 2));
  g_assert_cmpint (weir_wish_judge (&wish, &course), ==, WEIR_EXIT_OK);
  weir_wish_clear (&wish);
}

/* With several expectations all must hold, and one that can turn false again keeps the watch going. */
static void
test_several (void)
{
  WeirWish wish = make_wish (0, 0, ">= 1");

  g_ptr_array_add (wish.expects, weir_assertion_new (">= 2", NULL));
  see_events (&wish, 1);
  g_assert_false (weir_wish_is_fulfilled (&wish, 1));
  g_assert_cmpstr (weir_assertion_get_text (weir_wish_get_unmet (&wish)), ==, ">= 2");
  see_events (&wish, 1);
  g_assert_true (weir_wish_is_fulfilled (&wish, 2));
  g_assert_null (weir_wish_get_unmet (&wish));
  g_ptr_array_add (wish.expects, weir_assertion_new ("<= 5", NULL));
  g_assert_false (weir_wish_is_fulfilled (&wish, 2));
  weir_wish_clear (&wish);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wish/judge", test_judge);
  g_test_add_func ("/wish/fulfilled", test_fulfilled);
  g_test_add_func ("/wish/several", test_several);
  g_test_add_func ("/wish/until", test_until);

  return g_test_run ();
}
