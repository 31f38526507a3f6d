/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-client-report.h"
#include "weir-error.h"
#include "weir-json.h"
#include "weir-junit.h"

#include <string.h>

static const char rules_json[] =
    "{\"rules\": ["
    "{\"name\": \"id\", \"group\": \"Ids\", \"clause\": \"An id.\", \"saw\": [{\"data\": \"a\", \"lastEventId\": \"1\"}]},"
    "{\"name\": \"end\", \"group\": \"Ends\", \"clause\": \"An end.\", \"saw\": [{\"type\": \"error\", \"readyState\": 2}],"
    " \"looks\": [\"open\", \"error\"], \"requests\": 1},"
    "{\"name\": \"to\", \"group\": \"Ends\", \"clause\": \"To.\", \"saw\": [{\"data\": \"a\"}], \"requests\": {\"to\": 1, \"to-there\": 2}},"
    "{\"name\": \"open\", \"group\": \"Ends\", \"clause\": \"Open.\", \"saw\": [], \"by\": \"tells\", \"requests\": 1},"
    "{\"name\": \"cors\", \"group\": \"Ends\", \"clause\": \"Cors.\", \"saw\": [], \"needs\": [\"cors\"]}]}";

static WeirClientKit *
make_kit (void)
{
  GPtrArray *rules = weir_client_rules_parse (weir_span_from_string (rules_json), "http://127.0.0.1:1", "http://localhost:1", NULL);

  g_assert_nonnull (rules);
  return weir_client_kit_new (rules);
}

static void
ask (WeirClientKit *kit, const char *session, const char *script, guint times)
{
  const WeirServed request = { .kind = WEIR_SERVED_REQUEST, .session = session, .script = script };

  for (guint i = 0; i < times; i++)
    weir_client_kit_take_served (kit, &request);
}

/* Returns: (transfer full): the answer */
static char *
report (WeirClientKit *kit, const char *json)
{
  GString *answer = g_string_new ("{");

  g_assert_true (weir_json_check (weir_span_from_string (json), NULL, NULL));
  g_assert_true (weir_client_kit_take_report (kit, weir_span_from_string (json), answer, NULL));
  g_string_append_c (answer, '}');
  g_assert_true (weir_json_check (weir_span (answer->str, answer->len), NULL, NULL));

  return g_string_free (answer, FALSE);
}

static const WeirClientResult *
result_of (WeirClientKit *kit, guint n)
{
  return g_ptr_array_index (weir_client_kit_get_results (kit), n);
}

static void
assert_report (WeirClientKit *kit, const char *json, guint n, WeirVerdict verdict, const char *got)
{
  g_autofree char *answer = report (kit, json);

  g_assert_cmpint (result_of (kit, n)->verdict, ==, verdict);
  if (strstr (result_of (kit, n)->got, got) == NULL)
    g_error ("no “%s” in: %s", got, result_of (kit, n)->got);
}

/* What the client saw. */
static void
test_sightings (void)
{
  g_autoptr (WeirClientKit) kit = make_kit ();

  assert_report (kit, "{\"rule\":\"id\",\"saw\":[{\"type\":\"open\"},{\"data\":\"a\",\"lastEventId\":\"1\"}]}", 0, WEIR_VERDICT_KEPT, "");
  assert_report (kit, "{\"rule\":\"id\",\"saw\":[{\"data\":\"a\",\"lastEventId\":\"2\"}]}", 0, WEIR_VERDICT_BROKEN,
                 "\"lastEventId\": \"2\"");
  assert_report (kit, "{\"rule\":\"id\",\"saw\":[]}", 0, WEIR_VERDICT_BROKEN, "nothing");
  assert_report (kit, "{\"rule\":\"id\",\"saw\":[{\"data\":\"a\",\"lastEventId\":\"1\"},{\"data\":\"b\"}]}", 0, WEIR_VERDICT_BROKEN,
                 "\"b\"");
  assert_report (kit, "{\"rule\":\"id\",\"saw\":7}", 0, WEIR_VERDICT_BROKEN, "nothing");
  assert_report (kit, "{\"rule\":\"id\",\"skip\":\"no ids here\"}", 0, WEIR_VERDICT_NOT_JUDGED, "");
  g_assert_cmpstr (result_of (kit, 0)->why, ==, "no ids here");
}

/* What the server saw, apart for each session. */
static void
test_requests (void)
{
  g_autoptr (WeirClientKit) kit = make_kit ();
  const WeirServed expect = {
    .kind = WEIR_SERVED_EXPECT, .session = "s", .script = "/to-there", .wanted = "method=GET", .got = "method=PUT"
  };
  static const char end[] = "{\"rule\":\"end\",\"saw\":[{\"data\":\"-\"},{\"type\":\"error\",\"readyState\":2}]}";
  static const char to[] = "{\"rule\":\"to\",\"session\":\"s\",\"saw\":[{\"data\":\"a\"}]}";

  assert_report (kit, end, 1, WEIR_VERDICT_BROKEN, "0 requests to /end");
  ask (kit, "other", "/end", 5);
  ask (kit, "", "/end", 1);
  assert_report (kit, end, 1, WEIR_VERDICT_KEPT, "");
  ask (kit, "", "/end", 1);
  assert_report (kit, end, 1, WEIR_VERDICT_BROKEN, "2 requests to /end");

  ask (kit, "s", "/to", 1);
  ask (kit, "s", "/to-there", 2);
  assert_report (kit, to, 2, WEIR_VERDICT_KEPT, "");
  weir_client_kit_take_served (kit, &expect);
  assert_report (kit, to, 2, WEIR_VERDICT_BROKEN, "method=PUT");
  g_assert_cmpstr (result_of (kit, 2)->wanted, ==, "method=GET");

  ask (kit, "", "/open", 3);
  assert_report (kit, "{\"rule\":\"open\"}", 3, WEIR_VERDICT_NOT_JUDGED, "3 requests to /open");
}

/* What a client cannot tell is not held against it. */
static void
test_tells (void)
{
  g_autoptr (WeirClientKit) kit = make_kit ();
  g_autofree char *answer = NULL;

  assert_report (kit, "{\"rule\":\"cors\",\"saw\":[]}", 4, WEIR_VERDICT_NOT_JUDGED, "");
  assert_report (kit, "{\"client\":{\"name\":\"A\",\"version\":\"1\",\"tells\":[\"cors\"]},\"rule\":\"cors\"}", 4, WEIR_VERDICT_KEPT, "");
  assert_report (kit, "{\"rule\":\"id\",\"saw\":[]}", 0, WEIR_VERDICT_NOT_JUDGED, "");
  g_assert_nonnull (strstr (result_of (kit, 0)->why, "lastEventId"));
  assert_report (kit, "{\"rule\":\"end\"}", 1, WEIR_VERDICT_NOT_JUDGED, "");
  g_assert_cmpstr (weir_client_kit_get_client (kit), ==, "A 1");

  g_assert_false (weir_client_kit_is_done (kit));
  answer = report (kit, "{\"done\":true}");
  g_assert_true (weir_client_kit_is_done (kit));
  g_assert_cmpstr (answer, ==, "{\"kept\":1,\"broken\":0,\"notJudged\":4}");
}

static void
test_errors (void)
{
  g_autoptr (WeirClientKit) kit = make_kit ();
  g_autoptr (GString) answer = g_string_new ("{");
  g_autoptr (GError) error = NULL;

  g_assert_false (weir_client_kit_take_report (kit, WEIR_SPAN_LITERAL ("{\"rule\":\"none\"}"), answer, &error));
  g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "none"));
}

/* What is known to be broken is told, and is no failure. */
static void
test_known (void)
{
  g_autoptr (WeirClientKit) kit = make_kit ();
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_test_case_free);
  const char *const known[] = { "to", "id", NULL };
  const char *const unknown[] = { "id", "none", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;
  g_autofree char *junit = NULL;

  g_assert_false (weir_client_kit_set_known (kit, unknown, &error));
  g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX);
  g_assert_true (weir_client_kit_set_known (kit, known, NULL));
  assert_report (kit, "{\"rule\":\"id\",\"saw\":[]}", 0, WEIR_VERDICT_BROKEN, "nothing");
  g_assert_cmpuint (weir_client_kit_count (kit, WEIR_VERDICT_BROKEN), ==, 1);
  g_assert_cmpuint (weir_client_kit_count_news (kit), ==, 0);
  assert_report (kit, "{\"rule\":\"end\",\"saw\":[]}", 1, WEIR_VERDICT_BROKEN, "nothing");
  g_assert_cmpuint (weir_client_kit_count_news (kit), ==, 1);

  text = weir_client_report_format_text (kit);
  g_assert_nonnull (strstr (text, "  id: An id. (known)\n"));
  g_assert_nonnull (strstr (text, "  end: An end.\n"));
  json = weir_client_report_format_json (kit, 0, 0);
  g_assert_nonnull (strstr (json, "\"known\":true"));
  weir_client_report_add_cases (kit, cases);
  junit = weir_junit_format (cases, 0, 0);
  g_assert_nonnull (strstr (junit, "failures=\"1\" errors=\"0\" skipped=\"4\""));
}

/* The three forms of one report. */
static void
test_reports (void)
{
  g_autoptr (WeirClientKit) kit = make_kit ();
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_test_case_free);
  g_autofree char *a =
      report (kit, "{\"client\":{\"name\":\"A\\u001b\"},\"rule\":\"id\",\"saw\":[{\"data\":\"\\u001b\",\"lastEventId\":\"1\"}]}");
  g_autofree char *b = report (kit, "{\"rule\":\"to\",\"skip\":\"later\"}");
  g_autofree char *text = weir_client_report_format_text (kit);
  g_autofree char *json = weir_client_report_format_json (kit, 0, 1500000);
  g_autofree char *junit = NULL;
  WeirSpan lexeme;

  g_assert_nonnull (strstr (text, "  id: An id.\n    wanted: {\"data\": \"a\", \"lastEventId\": \"1\"}\n    got: "));
  g_assert_nonnull (strstr (text, "  later: to\n"));
  g_assert_nonnull (strstr (text, "0 rules kept, 1 broken, 4 not judged\n"));
  g_assert_null (strchr (text, '\033'));

  g_assert_true (weir_json_get_path (weir_span_from_string (json), "$.rules[0].verdict", &lexeme));
  g_assert_true (weir_span_equals_string (lexeme, "\"broken\""));
  g_assert_true (weir_json_get_path (weir_span_from_string (json), "$.rules[4].why", &lexeme));
  g_assert_true (weir_json_get_path (weir_span_from_string (json), "$.seconds", &lexeme));
  g_assert_true (weir_span_equals_string (lexeme, "1.5"));

  weir_client_report_add_cases (kit, cases);
  junit = weir_junit_format (cases, 0, 0);
  g_assert_nonnull (strstr (junit, "tests=\"5\" failures=\"1\" errors=\"0\" skipped=\"4\""));
  g_assert_nonnull (strstr (junit, "<skipped message=\"later\"/>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client-kit/sightings", test_sightings);
  g_test_add_func ("/client-kit/requests", test_requests);
  g_test_add_func ("/client-kit/tells", test_tells);
  g_test_add_func ("/client-kit/errors", test_errors);
  g_test_add_func ("/client-kit/known", test_known);
  g_test_add_func ("/client-kit/reports", test_reports);

  return g_test_run ();
}
