/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-query-edit.h"

#include "weir-filter.h"

typedef struct
{
  const char *before;
  const char *name;
  WeirNameWish wish;
  const char *after;
} Case;

static const Case cases[] = {
  { "", "trade", WEIR_NAME_ONLY, "event:trade" },
  { "event:trade", "trade", WEIR_NAME_ANY, "" },
  { "event:trade", "tick", WEIR_NAME_ONLY, "(event:trade or event:tick)" },
  { "(event:trade or event:tick)", "trade", WEIR_NAME_ANY, "event:tick" },
  { "(event:trade or event:tick)", "beat", WEIR_NAME_HIDDEN, "(event:trade or event:tick) -event:beat" },
  { "", "tick", WEIR_NAME_HIDDEN, "-event:tick" },
  { "-event:tick", "tick", WEIR_NAME_ANY, "" },
  { "-event:tick", "tick", WEIR_NAME_ONLY, "event:tick" },
  { "event:tick", "tick", WEIR_NAME_HIDDEN, "-event:tick" },
  { "  ABC   id:4 ", "tick", WEIR_NAME_HIDDEN, "ABC id:4 -event:tick" },
  /* What the person wrote keeps its meaning. */
  { "a or b", "tick", WEIR_NAME_ONLY, "(a or b) event:tick" },
  { "event:a or b", "a", WEIR_NAME_ANY, "event:a or b" },
  { "not event:a", "a", WEIR_NAME_ONLY, "not event:a event:a" },
  { "event:tr*", "trade", WEIR_NAME_ONLY, "event:tr* event:trade" },
  { "(event:a or b)", "a", WEIR_NAME_HIDDEN, "(event:a or b) -event:a" },
  { "\"event:a b\" c", "a", WEIR_NAME_ONLY, "\"event:a b\" c event:a" },
  { "event:a event:b", "c", WEIR_NAME_ONLY, "event:a (event:b or event:c)" },
  /* Names may be anything. */
  { "", "two words", WEIR_NAME_ONLY, "event:\"two words\"" },
  { "event:\"two words\"", "two words", WEIR_NAME_ANY, "" },
  { "", "say \"a\\b\"", WEIR_NAME_HIDDEN, "-event:\"say \\\"a\\\\b\\\"\"" },
  { "-event:\"say \\\"a\\\\b\\\"\"", "say \"a\\b\"", WEIR_NAME_ANY, "" },
  { "", "a*", WEIR_NAME_ONLY, "event:\"a*\"" },
  { "", "f(x)", WEIR_NAME_ONLY, "event:\"f(x)\"" },
  { "", "“q”", WEIR_NAME_ONLY, "event:\"“q”\"" },
  { "", "数据", WEIR_NAME_ONLY, "event:数据" },
  { "", "", WEIR_NAME_ONLY, "event:\"\"" },
};

static void
test_set (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *after = weir_query_set_wish (cases[i].before, cases[i].name, cases[i].wish);

      g_assert_cmpstr (after, ==, cases[i].after);
    }
}

/* What is written is what is read again. */
static void
test_get (void)
{
  g_assert_cmpint (weir_query_get_wish ("", "a"), ==, WEIR_NAME_ANY);
  g_assert_cmpint (weir_query_get_wish ("a -event:b", "a"), ==, WEIR_NAME_ANY);
  g_assert_cmpint (weir_query_get_wish ("a -event:b", "b"), ==, WEIR_NAME_HIDDEN);
  g_assert_cmpint (weir_query_get_wish ("x (event:a or event:b)", "b"), ==, WEIR_NAME_ONLY);
  g_assert_cmpint (weir_query_get_wish ("event:", "x"), ==, WEIR_NAME_ANY);
  g_assert_cmpint (weir_query_get_wish ("event:\"x", "x"), ==, WEIR_NAME_ANY);
  g_assert_cmpint (weir_query_get_wish ("(event:x", "x"), ==, WEIR_NAME_ANY);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *after = weir_query_set_wish (cases[i].before, cases[i].name, cases[i].wish);

      /* A term that binds to another word says the same in another way. */
      if (cases[i].wish != WEIR_NAME_ANY)
        g_assert_cmpint (weir_query_get_wish (after, cases[i].name), ==, cases[i].wish);
    }
}

/* The filter takes whatever is made here, and takes the name for the name. */
static void
test_is_a_query (void)
{
  static const char *const names[] = { "trade", "two words", "say \"a\\b\"", "a*", "f(x)", ")", "“q”", "-x", "or", "数据", "event:a", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *query = weir_query_set_wish ("", names[i], WEIR_NAME_ONLY);
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirFilter) filter = weir_filter_new (query, NULL, NULL, &error);
      WeirFilterSubject subject = { .kind = WEIR_FILTER_EVENT, .known = WEIR_FILTER_KNOWS_NAME };

      g_assert_no_error (error);
      subject.name = weir_span_from_string (names[i]);
      g_assert_cmpint (weir_filter_judge (filter, &subject), ==, WEIR_FILTER_YES);
      subject.name = WEIR_SPAN_LITERAL ("trade2");
      g_assert_cmpint (weir_filter_judge (filter, &subject), ==, WEIR_FILTER_NO);
    }
}

static void
check_added (const char *query, const char *text, const char *wanted)
{
  g_autofree char *found = weir_query_add_text (query, text);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_add_text (void)
{
  check_added ("", "a b", "\"a b\"");
  check_added ("event:x", "say \"\\\"", "event:x \"say \\\"\\\\\\\"\"");
  check_added ("a or b", "c", "(a or b) \"c\"");
}

/* What is added is looked for as it stands, whatever it is. */
static void
test_added_is_text (void)
{
  static const char *const texts[] = {
    "a b",    "\"say\":\"\\u0007\\\\\"", "\"a\":\n  1", "event:a", "-x",      "or",    "(", ")", "\\", "\\\"", "“q”", "\033[2J\177",
    "\t\r\n", "\342\200\256gnp.exe",     "/re/",        "$.path",  "size>1k", "kind:", "\""
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *query = weir_query_add_text ("a or -b", texts[i]);
      g_autofree char *data = g_strconcat ("a ", texts[i], " z", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirFilter) filter = weir_filter_new (query, NULL, NULL, &error);
      WeirFilterSubject subject = { .kind = WEIR_FILTER_EVENT, .known = WEIR_FILTER_KNOWS_TEXT };

      g_assert_no_error (error);
      subject.text = weir_span_from_string (data);
      g_assert_cmpint (weir_filter_judge (filter, &subject), ==, WEIR_FILTER_YES);
      subject.text = WEIR_SPAN_LITERAL ("a z");
      g_assert_cmpint (weir_filter_judge (filter, &subject), ==, WEIR_FILTER_NO);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query-edit/set", test_set);
  g_test_add_func ("/query-edit/get", test_get);
  g_test_add_func ("/query-edit/is-a-query", test_is_a_query);
  g_test_add_func ("/query-edit/add-text", test_add_text);
  g_test_add_func ("/query-edit/added-is-text", test_added_is_text);
  return g_test_run ();
}
