/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-dialect.h"
#include "weir-error.h"
#include "weir-import.h"
#include "weir-json.h"
#include "weir-script.h"

#include <string.h>

/* What JSON and texts become, and that it plays. */

#define HEAD ":@ weir 1\n:@ template off\n:@ every 1s\n"
#define TAIL ":@ keepalive 15s\n:@ hold\n"

static WeirScript *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) diagnostics = NULL;
  WeirScript *script = weir_script_new (bytes, &diagnostics);

  if (diagnostics->len > 0)
    g_error ("%s in:\n%s", ((const WeirDiagnostic *) g_ptr_array_index (diagnostics, 0))->text, text);
  return script;
}

static void
assert_script (const char *text, const char *blocks)
{
  const WeirImportOptions options = { .every_us = G_USEC_PER_SEC };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) made = weir_import_to_script (weir_span_from_string (text), &options, &error);
  g_autofree char *wanted = g_strconcat (HEAD, blocks, TAIL, NULL);
  g_autoptr (WeirScript) script = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (made->str, ==, wanted);
  script = parse (made->str);
}

static void
test_json (void)
{
  assert_script ("[1, \"two\", {\"a\": 1.10}, null]",
                 "id: 1\ndata: 1\n\nid: 2\ndata: two\n\nid: 3\ndata: {\"a\": 1.10}\n\nid: 4\ndata: null\n\n");
  assert_script ("{\"a\": {{\"not\"", "id: 1\ndata: {\"a\": {{\"not\"\n\n");
  assert_script (" {\"a\":\n 1}\n", "id: 1\ndata: {\"a\":\ndata:  1}\n\n");
  assert_script ("{\"a\":1}\r\n\r\n{\"a\":2}\n", "id: 1\ndata: {\"a\":1}\n\nid: 2\ndata: {\"a\":2}\n\n");
  /* Fields written out, with times. */
  assert_script ("[{\"event\":\"x\",\"data\":\"l1\\nl2\",\"id\":\"a\",\"retry\":5,\"t\":10.5},{\"data\":{\"b\":2},\"t\":10.75}]",
                 "event: x\nid: a\nretry: 5\ndata: l1\ndata: l2\n\n:@ wait 250ms\nid: 2\ndata: {\"b\":2}\n\n");
}

static void
test_text (void)
{
  assert_script ("one\n\ntwo: {{x}}\n:@ cut\n", "id: 1\ndata: one\n\nid: 2\ndata: two: {{x}}\n\nid: 3\ndata: :@ cut\n\n");
}

static void
test_stream (void)
{
  const WeirImportOptions options = { .every_us = G_USEC_PER_SEC };
  g_autoptr (GString) made = weir_import_to_script (WEIR_SPAN_LITERAL ("id: 1\ndata: a\n\n"), &options, NULL);

  g_assert_cmpstr (made->str, ==, "id: 1\ndata: a\n\n");
}

static void
test_refused (void)
{
  const WeirImportOptions options = { .every_us = G_USEC_PER_SEC };
  const WeirImportOptions dialect = { .every_us = 1, .dialect = "nope" };
  g_autoptr (GError) empty = NULL;
  g_autoptr (GError) name = NULL;
  g_autoptr (GError) nope = NULL;

  g_assert_null (weir_import_to_script (WEIR_SPAN_LITERAL (" [] "), &options, &empty));
  g_assert_error (empty, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX);
  g_assert_null (weir_import_to_script (WEIR_SPAN_LITERAL ("[1,{\"data\":1,\"event\":\"a\\nb\"}]"), &options, &name));
  g_assert_true (g_str_has_prefix (name->message, "event 2: "));
  g_assert_null (weir_import_to_script (WEIR_SPAN_LITERAL ("x"), &dialect, &nope));
}

static void
test_guess (void)
{
  guint n;

  g_assert_cmpint (weir_import_guess (WEIR_SPAN_LITERAL ("[1,2,3]"), &n), ==, WEIR_IMPORT_ARRAY);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (weir_import_guess (WEIR_SPAN_LITERAL ("{}\n{}"), &n), ==, WEIR_IMPORT_LINES);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (weir_import_guess (WEIR_SPAN_LITERAL ("{\"a\":1}"), &n), ==, WEIR_IMPORT_VALUE);
  g_assert_cmpint (weir_import_guess (WEIR_SPAN_LITERAL (":@ weir 1\n"), &n), ==, WEIR_IMPORT_STREAM);
  g_assert_cmpint (weir_import_guess (WEIR_SPAN_LITERAL ("Hello, data: there"), &n), ==, WEIR_IMPORT_TEXT);
  g_assert_cmpint (weir_import_guess (WEIR_SPAN_EMPTY, &n), ==, WEIR_IMPORT_TEXT);
}

/* Every piece together is the text again. */
static void
test_dialects (void)
{
  static const char text[] = "Hello, streaming world!\nA longwordthatgoeson \"quoted\" 流式传输 🎉.";
  WeirSpan rest = weir_span_from_string (text);
  guint n_pieces = 0;

  while (rest.len > 0)
    {
      gsize len = weir_dialect_cut (rest);

      g_assert_cmpuint (len, >, 0);
      g_assert_true (g_utf8_validate_len (rest.data, len, NULL));
      rest = weir_span (rest.data + len, rest.len - len);
      n_pieces++;
    }
  g_assert_cmpuint (n_pieces, >, 10);

  for (guint i = 0; weir_dialect_get (i) != NULL; i++)
    {
      const WeirImportOptions options = { .every_us = 1000, .dialect = weir_dialect_get (i)->nick };
      g_autoptr (GString) made = weir_import_to_script (weir_span_from_string (text), &options, NULL);
      g_autoptr (WeirScript) script = parse (made->str);
      g_auto (GStrv) lines = g_strsplit (made->str, "\n", -1);

      for (guint j = 0; lines[j] != NULL; j++)
        if (g_str_has_prefix (lines[j], "data: {"))
          g_assert_true (weir_json_check (weir_span_from_string (lines[j] + 6), NULL, NULL));
      g_assert_nonnull (strstr (made->str, "\"Hello\""));
      g_assert_nonnull (strstr (made->str, "\\\""));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/json", test_json);
  g_test_add_func ("/import/text", test_text);
  g_test_add_func ("/import/stream", test_stream);
  g_test_add_func ("/import/refused", test_refused);
  g_test_add_func ("/import/guess", test_guess);
  g_test_add_func ("/import/dialects", test_dialects);

  return g_test_run ();
}
