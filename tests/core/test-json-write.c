/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-json-write.h"

#include "weir-json.h"

static void
test_nested (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  weir_json_open (out, NULL, '{');
  weir_json_open (out, "a", '[');
  weir_json_close (out, ']');
  weir_json_add_string (out, "s", WEIR_SPAN_LITERAL ("x\"\n\x1b\xff{"));
  weir_json_open (out, "l", '[');
  weir_json_add_number (out, NULL, 0);
  weir_json_add_number (out, NULL, G_MAXUINT64);
  weir_json_add_string (out, NULL, WEIR_SPAN_EMPTY);
  weir_json_open (out, NULL, '{');
  weir_json_add_boolean (out, "t", TRUE);
  weir_json_add_boolean (out, "f", FALSE);
  weir_json_close (out, '}');
  weir_json_close (out, ']');
  weir_json_close (out, '}');
  g_assert_cmpstr (out->str, ==,
                   "{\"a\":[],\"s\":\"x\\\"\\n\\u001b\xef\xbf\xbd{\",\"l\":[0,18446744073709551615,\"\",{\"t\":true,\"f\":false}]}");
  g_assert_true (weir_json_check (weir_span (out->str, out->len), NULL, NULL));

  /* Another record on the next line. */
  g_string_append_c (out, '\n');
  weir_json_open (out, NULL, '{');
  g_assert_true (g_str_has_suffix (out->str, "}\n{"));
}

static void
test_seconds (void)
{
  g_autoptr (GString) out = g_string_new ("[");

  weir_json_add_seconds (out, NULL, 0);
  weir_json_add_seconds (out, NULL, -5);
  weir_json_add_seconds (out, NULL, 1);
  weir_json_add_seconds (out, NULL, 1500000);
  weir_json_add_seconds (out, NULL, 61000100);
  g_assert_cmpstr (out->str, ==, "[0,0,0.000001,1.5,61.0001");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-write/nested", test_nested);
  g_test_add_func ("/json-write/seconds", test_seconds);

  return g_test_run ();
}
