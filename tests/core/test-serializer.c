/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-error.h"
#include "weir-limits.h"
#include "weir-serializer.h"

static const WeirSpan two_lines = WEIR_SPAN_LITERAL ("one\ntwo");

static void
assert_wire (const WeirFields *fields, WeirEol eol, const char *expected)
{
  g_autoptr (GString) wire = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_serializer_append (wire, fields, eol, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (wire->str, ==, expected);
}

static void
assert_refused (const WeirFields *fields, int code)
{
  g_autoptr (GString) wire = g_string_new ("before");
  g_autoptr (GError) error = NULL;

  g_assert_false (weir_serializer_append (wire, fields, WEIR_EOL_LF, &error));
  g_assert_error (error, WEIR_CORE_ERROR, code);
  g_assert_cmpstr (wire->str, ==, "before");
}

static void
test_fields (void)
{
  WeirFields all = { .event = "tick", .id = "7", .data = &two_lines, .retry_ms = 1500 };
  WeirFields none = { .retry_ms = -1 };
  WeirFields empty = { .event = "", .id = "", .data = &(WeirSpan){ NULL, 0 }, .retry_ms = 0 };

  assert_wire (&all, WEIR_EOL_LF, "event: tick\nid: 7\nretry: 1500\ndata: one\ndata: two\n\n");
  assert_wire (&all, WEIR_EOL_CRLF, "event: tick\r\nid: 7\r\nretry: 1500\r\ndata: one\r\ndata: two\r\n\r\n");
  assert_wire (&all, WEIR_EOL_CR, "event: tick\rid: 7\rretry: 1500\rdata: one\rdata: two\r\r");
  assert_wire (&none, WEIR_EOL_LF, "\n");
  assert_wire (&empty, WEIR_EOL_LF, "event:\nid:\nretry: 0\ndata:\n\n");
}

static void
test_data_lines (void)
{
  struct
  {
    const char *data;
    const char *wire;
  } samples[] = {
    { "", "data:\n\n" },
    { " x", "data:  x\n\n" },
    { "\n", "data:\ndata:\n\n" },
    { "a\r\nb\rc\n", "data: a\ndata: b\ndata: c\ndata:\n\n" },
    { "a\n\rb", "data: a\ndata:\ndata: b\n\n" },
    { "\r", "data:\ndata:\n\n" },
    { "\r\n", "data:\ndata:\n\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      WeirSpan data = weir_span_from_string (samples[i].data);
      WeirFields fields = { .data = &data, .retry_ms = -1 };

      assert_wire (&fields, WEIR_EOL_LF, samples[i].wire);
    }
}

static void
test_refused (void)
{
  const char *bad_lines[] = { "a\nb", "a\rb", "\n" };
  WeirSpan bad_data = WEIR_SPAN_LITERAL ("\xFF");
  WeirFields fields = { .data = &bad_data, .retry_ms = -1 };

  assert_refused (&fields, WEIR_CORE_ERROR_SYNTAX);
  assert_refused (&(WeirFields){ .event = "\xC2", .retry_ms = -1 }, WEIR_CORE_ERROR_SYNTAX);
  assert_refused (&(WeirFields){ .id = "\xC2", .retry_ms = -1 }, WEIR_CORE_ERROR_SYNTAX);
  assert_refused (&(WeirFields){ .retry_ms = (gint64) WEIR_LIMIT_RETRY_MS + 1 }, WEIR_CORE_ERROR_SYNTAX);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_lines); i++)
    {
      assert_refused (&(WeirFields){ .event = bad_lines[i], .retry_ms = -1 }, WEIR_CORE_ERROR_SYNTAX);
      assert_refused (&(WeirFields){ .id = bad_lines[i], .retry_ms = -1 }, WEIR_CORE_ERROR_SYNTAX);
    }
}

static void
test_too_long (void)
{
  g_autofree char *text = g_strnfill (WEIR_LIMIT_LINE, 'x');
  g_autofree char *lines = g_strnfill (WEIR_LIMIT_BLOCK / 4, '\n');
  WeirSpan fits = weir_span (text, WEIR_LIMIT_LINE - 6);
  WeirSpan too_long = weir_span (text, WEIR_LIMIT_LINE - 5);
  WeirSpan too_many = weir_span (lines, WEIR_LIMIT_BLOCK / 4);
  g_autoptr (GString) wire = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_serializer_append (wire, &(WeirFields){ .data = &fits, .retry_ms = -1 }, WEIR_EOL_LF, &error));
  g_assert_no_error (error);
  assert_refused (&(WeirFields){ .data = &too_long, .retry_ms = -1 }, WEIR_CORE_ERROR_LIMIT);
  assert_refused (&(WeirFields){ .data = &too_many, .retry_ms = -1 }, WEIR_CORE_ERROR_LIMIT);
}

static void
test_comment (void)
{
  g_autoptr (GString) wire = g_string_new (NULL);

  weir_serializer_append_comment (wire, WEIR_SPAN_LITERAL (" hi"), WEIR_EOL_LF);
  weir_serializer_append_comment (wire, WEIR_SPAN_EMPTY, WEIR_EOL_CRLF);
  weir_serializer_append_comment (wire, WEIR_SPAN_LITERAL ("a\nb"), WEIR_EOL_CR);
  g_assert_cmpstr (wire->str, ==, ": hi\n:\r\n:a\r:b\r");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/serializer/fields", test_fields);
  g_test_add_func ("/serializer/data-lines", test_data_lines);
  g_test_add_func ("/serializer/refused", test_refused);
  g_test_add_func ("/serializer/too-long", test_too_long);
  g_test_add_func ("/serializer/comment", test_comment);

  return g_test_run ();
}
