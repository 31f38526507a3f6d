/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "records.h"
#include "run-weir.h"

#include <string.h>

/* The whole demo: what a newcomer is shown, in about twenty seconds, and an end of its own. */
static void
test_demo (void)
{
  const char *const arguments[] = { "demo", "--output", "jsonl", NULL };
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (Weir) weir = weir_run (WEIR_RUN_DEFAULT, arguments);
  g_autoptr (GPtrArray) records = NULL;
  const Record *again;
  const GString *connecting_t;
  const GString *first_t;

  g_assert_cmpint (weir_wait_long (weir, 100), ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 60 * G_USEC_PER_SEC);
  g_assert_cmpstr (weir_get_stderr (weir), ==, "");
  records = records_new (weir_get_stdout (weir));

  first_t = record_get (records_find (records, "event", 0), "t");
  connecting_t = record_get (records_find (records, "connecting", 0), "t");
  g_assert_cmpfloat (g_ascii_strtod (first_t->str, NULL) - g_ascii_strtod (connecting_t->str, NULL), <, 10.0);
  g_assert_false (record_is (records_find (records, "event", 0), "event", "message"));
  g_assert_nonnull (record_get (records_find (records, "event", 0), "id"));
  g_assert_cmpuint (records_count (records, "comment"), >, 0);
  g_assert_cmpuint (records_count (records, "retry"), >, 0);
  g_assert_true (record_is (records_find (records, "ended", 0), "reason", "cut"));
  g_assert_true (record_is (records_find (records, "waiting", 0), "because", "retry"));
  again = records_find (records, "connecting", 1);
  g_assert_nonnull (again);
  g_assert_false (record_is (again, "lastEventId", ""));
  g_assert_true (record_is (records_find (records, "failed", 0), "reason", "no-content"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/whole", test_demo);

  return g_test_run ();
}
