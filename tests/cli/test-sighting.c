/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-sighting.h"

static WeirSighting *
make (const char *json)
{
  return weir_sighting_new (weir_span_from_string (json));
}

static gboolean
matches (const char *wanted_json, const char *seen_json)
{
  WeirSighting *wanted = make (wanted_json);
  WeirSighting *seen = make (seen_json);
  gboolean is_match = weir_sighting_matches (wanted, seen);

  weir_sighting_free (wanted);
  weir_sighting_free (seen);
  return is_match;
}

/* Only what is wanted counts, and only what it means. */
static void
test_matches (void)
{
  g_assert_true (matches ("{\"data\":\"a\"}", "{\"type\":\"event\",\"event\":\"message\",\"data\":\"a\",\"lastEventId\":\"7\"}"));
  g_assert_true (matches ("{\"data\":\"\\u00e9\\n\"}", "{\"data\":\"\303\251\\u000a\",\"more\":[1,{}]}"));
  g_assert_true (matches ("{\"type\":\"error\",\"readyState\":2}", "{\"readyState\":2,\"type\":\"error\"}"));
  g_assert_false (matches ("{\"data\":\"a\"}", "{\"data\":\"b\"}"));
  g_assert_false (matches ("{\"data\":\"a\"}", "{\"event\":\"tick\",\"data\":\"a\"}"));
  g_assert_false (matches ("{\"data\":\"a\",\"lastEventId\":\"\"}", "{\"data\":\"a\"}"));
  g_assert_false (matches ("{\"type\":\"open\"}", "{\"type\":\"error\"}"));
  g_assert_false (matches ("{\"type\":\"open\",\"readyState\":1}", "{\"type\":\"open\",\"readyState\":\"1\"}"));
  g_assert_false (matches ("{\"data\":\"\"}", "{}"));
}

static void
test_fill (void)
{
  WeirSighting *sighting = make ("{\"data\":\"{n} and {n}\",\"origin\":\"{origin}\"}");
  WeirSighting *copy = weir_sighting_copy (sighting);

  weir_sighting_fill (copy, "{n}", "12");
  weir_sighting_fill (copy, "{origin}", "http://127.0.0.1:1");
  g_assert_cmpstr (copy->values[WEIR_SIGHTING_DATA], ==, "\"12 and 12\"");
  g_assert_cmpstr (copy->values[WEIR_SIGHTING_ORIGIN], ==, "\"http://127.0.0.1:1\"");
  g_assert_cmpstr (sighting->values[WEIR_SIGHTING_DATA], ==, "\"{n} and {n}\"");
  weir_sighting_free (copy);
  weir_sighting_free (sighting);
}

static void
assert_text (const char *json, guint members, const char *wanted)
{
  WeirSighting *sighting = make (json);
  g_autoptr (GString) text = g_string_new (NULL);

  weir_sighting_append (sighting, members, text);
  g_assert_cmpstr (text->str, ==, wanted);
  weir_sighting_free (sighting);
}

static void
test_append (void)
{
  assert_text ("{\"event\":\"message\",\"data\":\"a\\u0000\",\"lastEventId\":\"1\"}", 0,
               "{\"data\": \"a\\u0000\", \"lastEventId\": \"1\"}");
  assert_text ("{\"event\":\"tick\",\"data\":\"a\",\"lastEventId\":\"1\"}", 1u << WEIR_SIGHTING_EVENT | 1u << WEIR_SIGHTING_DATA,
               "{\"event\": \"tick\", \"data\": \"a\"}");
  assert_text ("{\"type\":\"error\",\"readyState\":0}", 0, "{\"type\": \"error\", \"readyState\": 0}");
  assert_text ("{}", 0, "{}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sighting/matches", test_matches);
  g_test_add_func ("/sighting/fill", test_fill);
  g_test_add_func ("/sighting/append", test_append);

  return g_test_run ();
}
