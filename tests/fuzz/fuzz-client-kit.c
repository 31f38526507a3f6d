/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>

#include "weir-client-report.h"
#include "weir-json.h"
#include "weir-junit.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Takes the first line off @text. */
static WeirSpan
take_line (WeirSpan *text)
{
  const char *end = text->len > 0 ? memchr (text->data, '\n', text->len) : NULL;
  gsize length = end != NULL ? (gsize) (end - text->data) : text->len;
  WeirSpan line = weir_span (text->data, length);

  *text = end != NULL ? weir_span (end + 1, text->len - length - 1) : WEIR_SPAN_EMPTY;
  return line;
}

/* The control interface lets nothing through but an object. */
static void
take_report (WeirClientKit *kit, WeirSpan report)
{
  g_autoptr (GString) answer = g_string_new ("{");
  g_autoptr (GError) error = NULL;

  if (report.len == 0 || report.data[0] != '{' || !weir_json_check (report, NULL, NULL))
    return;
  if (!weir_client_kit_take_report (kit, report, answer, &error))
    {
      g_assert (error != NULL);
      return;
    }
  g_string_append_c (answer, '}');
  g_assert (error == NULL && weir_json_check (weir_span (answer->str, answer->len), NULL, NULL));
}

static void
check_reports (const WeirClientKit *kit)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_test_case_free);
  g_autofree char *text = weir_client_report_format_text (kit);
  g_autofree char *json = weir_client_report_format_json (kit, 0, 0);
  g_autofree char *junit = NULL;

  weir_client_report_add_cases (kit, cases);
  junit = weir_junit_format (cases, 0, 0);
  g_assert (g_utf8_validate (text, -1, NULL) && strchr (text, '\033') == NULL);
  g_assert (weir_json_check (weir_span_from_string (json), NULL, NULL));
  g_assert (g_utf8_validate (junit, -1, NULL));
}

/* The first line is the rules, each other one a report. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  WeirSpan rest = weir_span ((const char *) data, size);
  WeirSpan first = take_line (&rest);
  const WeirServed asked = { .kind = WEIR_SERVED_REQUEST, .session = "", .script = "/a" };
  g_autoptr (GError) error = NULL;
  GPtrArray *rules = weir_client_rules_parse (first, "http://127.0.0.1:1", "http://localhost:1", &error);
  g_autoptr (WeirClientKit) kit = NULL;

  g_assert ((rules == NULL) == (error != NULL));
  if (rules == NULL)
    return 0;

  kit = weir_client_kit_new (rules);
  weir_client_kit_take_served (kit, &asked);
  while (rest.len > 0)
    take_report (kit, take_line (&rest));
  check_reports (kit);

  return 0;
}
