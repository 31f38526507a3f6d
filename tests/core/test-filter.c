/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-error.h"
#include "weir-filter.h"
#include "weir-limits.h"

#define EVERYTHING (WEIR_FILTER_KNOWS_NAME | WEIR_FILTER_KNOWS_ID | WEIR_FILTER_KNOWS_TEXT)

/* The rows that the queries below are asked about, one letter each. */
static const struct
{
  char letter;
  WeirFilterKind kind;
  const char *name;
  const char *id; /* NULL: no id line */
  const char *text;
  const char *wire;
} rows[] = {
  { 'a', WEIR_FILTER_EVENT, "trade", "42", "{\"px\": 10.5}", "event: trade\nid: 42\ndata: {\"px\": 10.5}\n\n" },
  { 'b', WEIR_FILTER_EVENT, "trade", NULL, "hello\nworld", "data: hello\revent: trade\rdata: world\r\r" },
  { 'c', WEIR_FILTER_EVENT, "message", "", "Hello World", "id\ndata:Hello World\n\n" },
  { 'd', WEIR_FILTER_EVENT, "träumen*", "a b", "Ärger, ΣΊΣΥΦΟΣ", "event: träumen*\nid: a b\ndata: Ärger, ΣΊΣΥΦΟΣ\n\n" },
  { 'e', WEIR_FILTER_BLOCK, "", "42", "id: 42\nevent: tick\n", "id: 42\nevent: tick\n\n" },
  { 'f', WEIR_FILTER_COMMENT, NULL, NULL, " hello 你好：“世界”", ": hello 你好：“世界”\n" },
  { 'g', WEIR_FILTER_RETRY, NULL, NULL, "retry: 3000", "retry: 3000\n" },
  { 'h', WEIR_FILTER_CONNECTING, NULL, NULL, "request GET http://127.0.0.1/hello", NULL },
  { 'i', WEIR_FILTER_ENDED, NULL, NULL, "ended reset", NULL },
  { 'j', WEIR_FILTER_UNFINISHED, NULL, NULL, "data: hel", NULL },
  { 'k', WEIR_FILTER_DROPPED, NULL, NULL, "", NULL },
};

static WeirFilterSubject
make_subject (gsize i, guint known)
{
  return (WeirFilterSubject){
    .kind = rows[i].kind,
    .known = known,
    .name = weir_span_from_string (rows[i].name),
    .has_id = rows[i].id != NULL,
    .id = weir_span_from_string (rows[i].id),
    .text = weir_span_from_string (rows[i].text),
    .wire = weir_span_from_string (rows[i].wire),
  };
}

/* Whatever is told of the row and in whatever order, the verdict stays the same or is unknown. */
static void
check_partial_verdicts (const WeirFilter *filter, gsize i, WeirFilterVerdict whole)
{
  const WeirNeedle *needle = weir_filter_get_needle (filter);
  guint wire = rows[i].wire != NULL ? WEIR_FILTER_KNOWS_WIRE : 0;

  for (guint known = 0; known < WEIR_FILTER_KNOWS_WIRE << 1; known++)
    {
      WeirFilterSubject subject = make_subject (i, known & ~WEIR_FILTER_KNOWS_WIRE & ~wire);
      WeirFilterVerdict some;

      subject.known |= known & wire;
      some = weir_filter_judge (filter, &subject);
      g_assert_true (some == whole || some == WEIR_FILTER_UNKNOWN);
      g_assert_false (some == WEIR_FILTER_UNKNOWN && (known & EVERYTHING) == EVERYTHING);
    }
  if (needle != NULL && wire != 0 && whole == WEIR_FILTER_YES)
    {
      WeirSpan found;

      g_assert_true (weir_needle_find (needle, weir_span_from_string (rows[i].wire), &found));
    }
}

static const struct
{
  const char *query;
  const char *matches;
} queries[] = {
  { "", "abcdefghijk" },
  { " \t　", "abcdefghijk" },
  /* words */
  { "hello", "bcfh" },
  { "Hello", "c" },
  { "HELLO", "" },
  { "hello world", "bc" },
  { "\"hello world\"", "c" },
  { "“hello world”", "c" },
  { "”hello world“", "c" },
  { "\"hello\nworld\"", "b" },
  { "\"\"", "abcdefghijk" },
  { "px", "a" },
  { "{\"px\":", "a" },
  { "\"\\\"px\\\": 10\"", "a" },
  { "\"a\\\\b\"", "" },
  { "trade", "" },
  { "data", "j" },
  { "ärger", "d" },
  { "Ärger", "d" },
  { "ÄRGER", "" },
  { "σίσυφος", "d" },
  { "Σίσυφος", "" },
  { "你好", "f" },
  { "你好：", "f" },
  { "\"“世界”\"", "f" },
  { "ello　WORLD", "" },
  { "ello　world", "bc" },
  { "f(x)", "" },
  { "-/x y/i", "" },
  { "/hello", "h" },
  { "http://127.0.0.1/hello", "h" },
  { "3000", "g" },
  /* names, ids, kinds */
  { "event:trade", "ab" },
  { "event：trade", "ab" },
  { "event:\"trade\"", "ab" },
  { "event:“trade”", "ab" },
  { "event:Trade", "" },
  { "event:tra", "" },
  { "event:tra*", "ab" },
  { "event:*", "abcd" },
  { "event:\"tra*\"", "" },
  { "event:\"träumen*\"", "d" },
  { "event:message", "c" },
  { "event:tick", "" },
  { "id:42", "ae" },
  { "id：42", "ae" },
  { "id:4", "" },
  { "id:\"\"", "c" },
  { "id:\"a b\"", "d" },
  { "id:42 kind:event", "a" },
  { "kind:event", "abcd" },
  { "kind:block", "e" },
  { "kind：comment", "f" },
  { "kind:retry", "g" },
  { "kind:life", "hi" },
  { "kind:unfinished", "j" },
  { "kind:dropped", "k" },
  { "kind:comment hello", "f" },
  { "event:trade hello", "b" },
  /* not, and, or, groups */
  { "-hello", "adegijk" },
  { "－hello", "adegijk" },
  { "not hello", "adegijk" },
  { "--hello", "bcfh" },
  { "not -hello", "bcfh" },
  { "-event:trade", "cdefghijk" },
  { "-kind:event -kind:life", "efgjk" },
  { "-\"hello world\" hello", "bfh" },
  { "-(hello world)", "adefghijk" },
  { "-(hello or 42) kind:event", "ad" },
  { "event:trade or kind:retry", "abg" },
  { "hello and world or 3000", "bcg" },
  { "hello and", "bcfh" },
  { "(event:trade or kind:comment) hello", "bf" },
  { "(((hello)))", "bcfh" },
  { "(hello)(world)", "bc" },
  { "event:trade or event:message -hello", "ab" },
  { "order", "" },
  { "\"or\"", "bc" },
  { "-or", "adefghijk" },
  { "not or", "adefghijk" },
  { "(event:träumen* or f(x))", "d" },
};

static void
check_query (const char *query, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirFilter) filter = weir_filter_new (query, NULL, NULL, &error);
  g_autoptr (GString) matches = g_string_new (NULL);

  g_test_message ("%s", query);
  g_assert_no_error (error);
  g_assert_cmpstr (weir_filter_get_query (filter), ==, query);
  for (gsize row = 0; row < G_N_ELEMENTS (rows); row++)
    {
      WeirFilterSubject subject = make_subject (row, EVERYTHING);
      WeirFilterVerdict verdict = weir_filter_judge (filter, &subject);

      if (verdict == WEIR_FILTER_YES)
        g_string_append_c (matches, rows[row].letter);
      check_partial_verdicts (filter, row, verdict);
    }
  g_assert_cmpstr (matches->str, ==, expected);
}

static void
test_queries (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *group = g_strdup_printf ("(%s)", queries[i].query);

      check_query (queries[i].query, queries[i].matches);
      if (strlen (queries[i].matches) < G_N_ELEMENTS (rows))
        check_query (group, queries[i].matches);
    }
}

/* What is decided without looking at the bytes, and what the bytes decide without being decoded. */
static void
test_cheap (void)
{
  static const struct
  {
    const char *query;
    guint known;
    char row;
    WeirFilterVerdict verdict;
  } cases[] = {
    { "kind:event", 0, 'a', WEIR_FILTER_YES },
    { "kind:event", 0, 'f', WEIR_FILTER_NO },
    { "event:trade", 0, 'f', WEIR_FILTER_NO },
    { "event:trade", 0, 'a', WEIR_FILTER_UNKNOWN },
    { "event:trade", WEIR_FILTER_KNOWS_NAME, 'a', WEIR_FILTER_YES },
    { "event:trade x", WEIR_FILTER_KNOWS_NAME, 'a', WEIR_FILTER_UNKNOWN },
    { "event:trade x", WEIR_FILTER_KNOWS_NAME, 'c', WEIR_FILTER_NO },
    { "id:42", WEIR_FILTER_KNOWS_HAS_ID, 'b', WEIR_FILTER_NO },
    { "id:42", WEIR_FILTER_KNOWS_HAS_ID, 'a', WEIR_FILTER_UNKNOWN },
    { "id:43", WEIR_FILTER_KNOWS_HAS_ID | WEIR_FILTER_KNOWS_WIRE, 'a', WEIR_FILTER_NO },
    { "px", WEIR_FILTER_KNOWS_WIRE, 'a', WEIR_FILTER_YES },
    { "trade", WEIR_FILTER_KNOWS_WIRE, 'a', WEIR_FILTER_NO },
    { "data", WEIR_FILTER_KNOWS_WIRE, 'a', WEIR_FILTER_NO },
    { "\" {\"", WEIR_FILTER_KNOWS_WIRE, 'a', WEIR_FILTER_NO },
    { "world", WEIR_FILTER_KNOWS_WIRE, 'b', WEIR_FILTER_YES },
    { "-world", WEIR_FILTER_KNOWS_WIRE, 'b', WEIR_FILTER_NO },
    { "-nothing", WEIR_FILTER_KNOWS_WIRE, 'b', WEIR_FILTER_YES },
    { "\"hello\nworld\"", WEIR_FILTER_KNOWS_WIRE, 'b', WEIR_FILTER_UNKNOWN },
    { "你好", WEIR_FILTER_KNOWS_WIRE, 'f', WEIR_FILTER_UNKNOWN },
    { "你坏", WEIR_FILTER_KNOWS_WIRE, 'f', WEIR_FILTER_NO },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirFilter) filter = weir_filter_new (cases[i].query, NULL, NULL, NULL);
      WeirFilterSubject subject = make_subject ((gsize) (cases[i].row - 'a'), cases[i].known);

      g_test_message ("%s, %c", cases[i].query, cases[i].row);
      g_assert_cmpint (weir_filter_judge (filter, &subject), ==, cases[i].verdict);
    }
}

static const struct
{
  const char *query;
  gsize start;
  gsize end;
  WeirCoreError code;
} errors[] = {
  { "\"open", 0, 5, WEIR_CORE_ERROR_SYNTAX },
  { "a “open", 2, 9, WEIR_CORE_ERROR_SYNTAX },
  { "\"a\\\"", 0, 4, WEIR_CORE_ERROR_SYNTAX },
  { "event:", 0, 6, WEIR_CORE_ERROR_SYNTAX },
  { "x event: y", 2, 8, WEIR_CORE_ERROR_SYNTAX },
  { "event:\"x", 6, 8, WEIR_CORE_ERROR_SYNTAX },
  { "id:", 0, 3, WEIR_CORE_ERROR_SYNTAX },
  { "kind:", 0, 5, WEIR_CORE_ERROR_SYNTAX },
  { "a kind:trade b", 2, 12, WEIR_CORE_ERROR_SYNTAX },
  { "kind:Event", 0, 10, WEIR_CORE_ERROR_SYNTAX },
  { "-", 0, 1, WEIR_CORE_ERROR_SYNTAX },
  { "a - b", 2, 3, WEIR_CORE_ERROR_SYNTAX },
  { "not", 0, 3, WEIR_CORE_ERROR_SYNTAX },
  { "(not )", 1, 4, WEIR_CORE_ERROR_SYNTAX },
  { "or", 0, 2, WEIR_CORE_ERROR_SYNTAX },
  { "a or", 2, 4, WEIR_CORE_ERROR_SYNTAX },
  { "a or or b", 2, 7, WEIR_CORE_ERROR_SYNTAX },
  { "()", 0, 1, WEIR_CORE_ERROR_SYNTAX },
  { "(a", 0, 1, WEIR_CORE_ERROR_SYNTAX },
  { "a f(x b", 2, 5, WEIR_CORE_ERROR_SYNTAX },
  { "event:f(", 6, 8, WEIR_CORE_ERROR_SYNTAX },
  { "(f()", 0, 1, WEIR_CORE_ERROR_SYNTAX },
  { "a)", 1, 2, WEIR_CORE_ERROR_SYNTAX },
  { "a ) b", 2, 3, WEIR_CORE_ERROR_SYNTAX },
  { "-)", 0, 1, WEIR_CORE_ERROR_SYNTAX },
  { "kind:comment event:x", 13, 20, WEIR_CORE_ERROR_SYNTAX },
  { "id:x kind:life", 0, 4, WEIR_CORE_ERROR_SYNTAX },
  { "a \xff", 2, 3, WEIR_CORE_ERROR_SYNTAX },
  { "data:/x/", 0, 8, WEIR_CORE_ERROR_UNSUPPORTED },
  { "a data：x", 2, 10, WEIR_CORE_ERROR_UNSUPPORTED },
  { "/x/", 0, 3, WEIR_CORE_ERROR_UNSUPPORTED },
  { "$.px>10", 0, 7, WEIR_CORE_ERROR_UNSUPPORTED },
  { "size>1k", 0, 7, WEIR_CORE_ERROR_UNSUPPORTED },
  { "gap>500ms", 0, 9, WEIR_CORE_ERROR_UNSUPPORTED },
  { "-time<10:04", 1, 11, WEIR_CORE_ERROR_UNSUPPORTED },
};

static void
test_errors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *shown = g_strescape (errors[i].query, NULL);
      gsize start = G_MAXSIZE, end = G_MAXSIZE;

      g_test_message ("%s", shown);
      g_assert_null (weir_filter_new (errors[i].query, &start, &end, &error));
      g_assert_error (error, WEIR_CORE_ERROR, (int) errors[i].code);
      g_assert_cmpuint (start, ==, errors[i].start);
      g_assert_cmpuint (end, ==, errors[i].end);
    }
}

static void
test_limits (void)
{
  g_autofree char *longest = g_strnfill (WEIR_LIMIT_FILTER, 'x');
  g_autofree char *longer = g_strnfill (WEIR_LIMIT_FILTER + 1, 'x');
  g_autofree char *deepest = g_strnfill (WEIR_LIMIT_FILTER_DEPTH, '-');
  g_autofree char *deep = g_strconcat (deepest, "x", NULL);
  g_autofree char *deeper = g_strconcat ("-", deepest, "x", NULL);
  g_autofree char *groups = g_strnfill (WEIR_LIMIT_FILTER, '(');
  const char *good[] = { longest, deep };
  const char *bad[] = { longer, deeper, groups };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirFilter) filter = weir_filter_new (good[i], NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (filter);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (weir_filter_new (bad[i], NULL, NULL, &error));
      g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_LIMIT);
    }
}

static void
test_facts (void)
{
  static const struct
  {
    const char *query;
    gboolean is_empty;
    gboolean has_kinds;
    gboolean has_needle;
  } cases[] = {
    { "", TRUE, FALSE, FALSE },
    { "  ", TRUE, FALSE, FALSE },
    { "x", FALSE, FALSE, TRUE },
    { "-x", FALSE, FALSE, FALSE },
    { "x or y", FALSE, FALSE, FALSE },
    { "(x or y) z", FALSE, FALSE, TRUE },
    { "-kind:event", FALSE, TRUE, FALSE },
    { "x (kind:comment or y)", FALSE, TRUE, TRUE },
    { "id:7", FALSE, FALSE, TRUE },
    { "event:x", FALSE, FALSE, FALSE },
    { "\"\uFFFD\"", FALSE, FALSE, FALSE },
    { "\"a\uFFFDbc\"", FALSE, FALSE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirFilter) filter = weir_filter_new (cases[i].query, NULL, NULL, NULL);
      g_autoptr (WeirFilter) same = weir_filter_ref (filter);

      g_test_message ("%s", cases[i].query);
      g_assert_cmpint (weir_filter_is_empty (same), ==, cases[i].is_empty);
      g_assert_cmpint (weir_filter_has_kinds (same), ==, cases[i].has_kinds);
      g_assert_cmpint (weir_filter_get_needle (same) != NULL, ==, cases[i].has_needle);
    }
}

/* A line that holds the needle often, and in the wrong place, is looked at once. */
static void
test_no_quadratic_time (void)
{
  g_autoptr (WeirFilter) filter = weir_filter_new ("aaaa", NULL, NULL, NULL);
  g_autoptr (GString) wire = g_string_new (":");
  WeirFilterSubject subject = { .kind = WEIR_FILTER_EVENT, .known = WEIR_FILTER_KNOWS_WIRE };

  while (wire->len < 4 * 1024 * 1024)
    g_string_append (wire, "aaaaaaaaaaaaaaaa");
  g_string_append (wire, "\ndata: b\n\n");
  subject.wire = weir_span (wire->str, wire->len);
  g_assert_cmpint (weir_filter_judge (filter, &subject), ==, WEIR_FILTER_NO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/filter/queries", test_queries);
  g_test_add_func ("/filter/cheap", test_cheap);
  g_test_add_func ("/filter/errors", test_errors);
  g_test_add_func ("/filter/limits", test_limits);
  g_test_add_func ("/filter/facts", test_facts);
  g_test_add_func ("/filter/no-quadratic-time", test_no_quadratic_time);

  return g_test_run ();
}
