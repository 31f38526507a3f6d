/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-client-rules.h"
#include "weir-error.h"

static GPtrArray *
parse (const char *json, GError **error)
{
  return weir_client_rules_parse (weir_span_from_string (json), "http://127.0.0.1:1", "http://localhost:1", error);
}

static void
test_members (void)
{
  g_autoptr (GPtrArray) rules = parse (
      "{\"rules\": ["
      "{\"name\": \"a\", \"group\": \"Ids\", \"clause\": \"It is so.\", \"standard\": \"https://example.com/#a\", \"saw\": [{\"data\": \"x\"}]},"
      "{\"name\": \"b\", \"by\": \"engines\", \"looks\": [\"open\", \"error\"], \"needs\": [\"cors\"],"
      " \"saw\": [{\"data\": \"{n}\", \"times\": 3}, {\"origin\": \"{origin}\"}, {\"origin\": \"{other}\"}, 7],"
      " \"requests\": {\"b\": 2, \"b-there\": 1}},"
      "{\"name\": \"c\", \"by\": \"tells\", \"requests\": 4}]}",
      NULL);
  const WeirClientRule *rule;

  g_assert_cmpuint (rules->len, ==, 3);
  rule = g_ptr_array_index (rules, 0);
  g_assert_cmpstr (rule->group, ==, "Ids");
  g_assert_cmpstr (rule->clause, ==, "It is so.");
  g_assert_cmpstr (rule->standard, ==, "https://example.com/#a");
  g_assert_cmpint (rule->basis, ==, WEIR_RULE_STANDARD);
  g_assert_cmpstr (rule->looks[0], ==, "event");
  g_assert_null (rule->needs[0]);
  g_assert_cmpuint (rule->requests->len, ==, 0);

  rule = g_ptr_array_index (rules, 1);
  g_assert_cmpint (rule->basis, ==, WEIR_RULE_ENGINES);
  g_assert_cmpstr (rule->looks[1], ==, "error");
  g_assert_cmpstr (rule->needs[0], ==, "cors");
  g_assert_cmpuint (rule->saw->len, ==, 5);
  g_assert_cmpstr (((const WeirSighting *) g_ptr_array_index (rule->saw, 2))->values[WEIR_SIGHTING_DATA], ==, "\"3\"");
  g_assert_cmpstr (((const WeirSighting *) g_ptr_array_index (rule->saw, 4))->values[WEIR_SIGHTING_ORIGIN], ==, "\"http://localhost:1\"");
  g_assert_cmpstr (((const WeirRuleRequests *) g_ptr_array_index (rule->requests, 1))->script, ==, "b-there");
  g_assert_cmpuint (((const WeirRuleRequests *) g_ptr_array_index (rule->requests, 0))->n, ==, 2);

  rule = g_ptr_array_index (rules, 2);
  g_assert_cmpint (rule->basis, ==, WEIR_RULE_TELLS);
  g_assert_cmpstr (((const WeirRuleRequests *) g_ptr_array_index (rule->requests, 0))->script, ==, "c");
  g_assert_cmpuint (rule->saw->len, ==, 0);
}

static void
test_errors (void)
{
  static const char *const broken[] = {
    "", "{", "[]", "{}", "{\"rules\": 7}", "{\"rules\": []}", "{\"rules\": [{}]}", "{\"rules\": [[\"a\"]]}"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (broken[i], &error));
      g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client-rules/members", test_members);
  g_test_add_func ("/client-rules/errors", test_errors);

  return g_test_run ();
}
