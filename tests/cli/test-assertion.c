/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-assertion.h"
#include "weir-error.h"

static void
see_event (WeirAssertion *expect, const char *event, const char *id, const char *data)
{
  WeirFrame frame = {
    .kind = WEIR_FRAME_BLOCK,
    .dispatches = TRUE,
    .has_id = id != NULL,
    .event = weir_span_from_string (event),
    .id = weir_span_from_string (id),
    .data = weir_span_from_string (data),
  };
  WeirReport report = { .kind = WEIR_REPORT_FRAME };

  report.frame = &frame;
  weir_assertion_see (expect, &report);
}

static void
see_comment (WeirAssertion *expect, const char *text)
{
  WeirReport report = { .kind = WEIR_REPORT_COMMENT };

  report.comment.text = weir_span_from_string (text);
  weir_assertion_see (expect, &report);
}

static void
see_all (WeirAssertion *expect)
{
  static const WeirReport others[] = {
    { .kind = WEIR_REPORT_CONNECTING, .connecting = { .attempt = 1, .method = "GET", .url = "http://h/" } },
    { .kind = WEIR_REPORT_REDIRECT, .redirect = { .status = 307, .url = "http://h/" } },
    { .kind = WEIR_REPORT_HEAD, .head = { .status = 200, .http = "1.1" } },
    { .kind = WEIR_REPORT_OPEN },
    { .kind = WEIR_REPORT_READ },
    { .kind = WEIR_REPORT_READ_DONE },
    { .kind = WEIR_REPORT_ENDED },
    { .kind = WEIR_REPORT_WAITING },
    { .kind = WEIR_REPORT_FAILED },
    { .kind = WEIR_REPORT_RETRY },
  };
  WeirFrame silent = { .kind = WEIR_FRAME_BLOCK, .has_id = TRUE, .id = WEIR_SPAN_LITERAL ("1"), .event = WEIR_SPAN_LITERAL ("trade") };
  WeirReport report = { .kind = WEIR_REPORT_FRAME };

  report.frame = &silent;
  weir_assertion_see (expect, &report);
  see_event (expect, "trade", "1", "{\"px\": 1}");
  see_event (expect, "trade", NULL, "{\"px\": 2}");
  see_event (expect, "message", "1", "hello world");
  see_event (expect, "tick", "2", "");
  see_comment (expect, " hello");
  see_comment (expect, "");
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    weir_assertion_see (expect, &others[i]);
}

static void
test_queries (void)
{
  static const struct
  {
    const char *text;
    guint64 seen;
  } cases[] = {
    { ">= 1", 4 },
    { "kind:event >= 1", 4 },
    { "event:trade >= 1", 2 },
    { "event:message >= 1", 1 },
    { "event:tr >= 1", 0 },
    { "event:tr* >= 1", 2 },
    { "id:1 >= 1", 2 },
    { "id:1 event:trade >= 1", 1 },
    { "hello >= 1", 1 },
    { "hello world >= 1", 1 },
    { "hello moon >= 1", 0 },
    { "Hello >= 1", 0 },
    { "\"hello world\" >= 1", 1 },
    { "\"o  w\" >= 1", 0 },
    { "\"event:trade\" >= 1", 0 },
    { "{\"px\": 2} >= 1", 1 },
    { "event:trade 2 >= 1", 1 },
    { "kind:comment >= 1", 2 },
    { "kind:comment hello >= 1", 1 },
    { "kind:comment or kind:retry >= 1", 3 },
    { "-event:trade >= 1", 2 },
    { "(hello or moon) -world >= 1", 0 },
    { "event:trade or event:tick >= 1", 3 },
    { "kind:block >= 1", 1 },
    { "kind:life >= 1", 7 },
    { "kind:retry >= 1", 1 },
    { "kind:connecting >= 1", 1 },
    { "kind:redirect >= 1", 1 },
    { "kind:open >= 1", 1 },
    { "kind:ended >= 1", 1 },
    { "kind:waiting >= 1", 1 },
    { "kind:failed >= 1", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirAssertion) expect = weir_assertion_new (cases[i].text, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      see_all (expect);
      g_assert_cmpuint (weir_assertion_get_seen (expect), ==, cases[i].seen);
      g_assert_cmpstr (weir_assertion_get_text (expect), ==, cases[i].text);
    }
}

static void
test_operators (void)
{
  static const struct
  {
    const char *text;
    gboolean holds[3]; /* for 1, 2 and 3 seen */
    gboolean is_lower_bound;
  } cases[] = {
    { "x >= 2", { FALSE, TRUE, TRUE }, TRUE },  { "x <= 2", { TRUE, TRUE, FALSE }, FALSE }, { "x == 2", { FALSE, TRUE, FALSE }, FALSE },
    { "x = 2", { FALSE, TRUE, FALSE }, FALSE }, { "x != 2", { TRUE, FALSE, TRUE }, FALSE }, { "x > 2", { FALSE, FALSE, TRUE }, TRUE },
    { "x < 2", { TRUE, FALSE, FALSE }, FALSE }, { "x>=2", { FALSE, TRUE, TRUE }, TRUE },    { " x>=2 ", { FALSE, TRUE, TRUE }, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirAssertion) expect = weir_assertion_new (cases[i].text, NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_nonnull (expect);
      g_assert_cmpint (weir_assertion_is_lower_bound (expect), ==, cases[i].is_lower_bound);
      for (gsize n = 0; n < 3; n++)
        {
          see_event (expect, "message", NULL, "x");
          g_assert_cmpint (weir_assertion_holds (expect), ==, cases[i].holds[n]);
        }
    }
}

static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    WeirCoreError code;
  } cases[] = {
    { "", WEIR_CORE_ERROR_SYNTAX },
    { "event:trade", WEIR_CORE_ERROR_SYNTAX },
    { "event:trade >=", WEIR_CORE_ERROR_SYNTAX },
    { "event:trade 3", WEIR_CORE_ERROR_SYNTAX },
    { "event:trade >= -3", WEIR_CORE_ERROR_SYNTAX },
    { "event:trade >= 3 events", WEIR_CORE_ERROR_SYNTAX },
    { "event:trade >= 99999999999999999999", WEIR_CORE_ERROR_SYNTAX },
    { "kind:trade >= 3", WEIR_CORE_ERROR_SYNTAX },
    { "kind: >= 3", WEIR_CORE_ERROR_SYNTAX },
    { "\"open >= 3", WEIR_CORE_ERROR_SYNTAX },
    { "event: >= 3", WEIR_CORE_ERROR_SYNTAX },
    { "kind:comment event:x >= 3", WEIR_CORE_ERROR_SYNTAX },
    { "kind:open id:x >= 3", WEIR_CORE_ERROR_SYNTAX },
    { "data:/x/ >= 3", WEIR_CORE_ERROR_UNSUPPORTED },
    { "$.px>10 >= 3", WEIR_CORE_ERROR_UNSUPPORTED },
    { "size>1k >= 3", WEIR_CORE_ERROR_UNSUPPORTED },
    { "(a >= 3", WEIR_CORE_ERROR_SYNTAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (weir_assertion_new (cases[i].text, &error));
      g_assert_error (error, WEIR_CORE_ERROR, (int) cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/assertion/queries", test_queries);
  g_test_add_func ("/assertion/operators", test_operators);
  g_test_add_func ("/assertion/errors", test_errors);

  return g_test_run ();
}
