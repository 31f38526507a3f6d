/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-guard.h"
#include "weir-reference.h"
#include "weir-stream-cases.h"
#include "weir-stream-run.h"

static GPtrArray *cases;

#define SMALL 4096u

static WeirSpan
input_of (const WeirStreamCase *one)
{
  return weir_span (one->input->str, one->input->len);
}

static void
test_reference (void)
{
  for (guint i = 0; i < cases->len; i++)
    {
      const WeirStreamCase *one = g_ptr_array_index (cases, i);
      g_autoptr (GString) log = g_string_new (NULL);

      g_test_message ("%s", one->name);
      weir_reference_decode (input_of (one), WEIR_SPAN_EMPTY, log);
      g_assert_cmpstr (log->str, ==, one->expected->str);
    }
}

static void
test_splits (void)
{
  for (guint i = 0; i < cases->len; i++)
    {
      const WeirStreamCase *one = g_ptr_array_index (cases, i);
      g_autoptr (WeirStreamRun) run = weir_stream_run_new (input_of (one), WEIR_SPAN_EMPTY);
      gsize step = one->input->len > SMALL ? one->input->len / SMALL : 1;

      g_test_message ("%s", one->name);
      g_assert_cmpstr (weir_stream_run_whole (run)->str, ==, one->expected->str);
      weir_stream_run_restart (run, WEIR_SPAN_EMPTY);
      g_assert_cmpstr (weir_stream_run_pieces (run, 1)->str, ==, one->expected->str);
      for (gsize at = 1; at < one->input->len; at += step)
        {
          weir_stream_run_restart (run, WEIR_SPAN_EMPTY);
          g_assert_cmpstr (weir_stream_run_split (run, at)->str, ==, one->expected->str);
        }
    }
}

static void
test_guard (void)
{
  for (guint i = 0; i < cases->len; i++)
    {
      const WeirStreamCase *one = g_ptr_array_index (cases, i);
      g_autoptr (WeirGuard) guard = weir_guard_new (one->input->len);
      g_autoptr (WeirStreamRun) run = weir_stream_run_new (input_of (one), WEIR_SPAN_EMPTY);

      g_test_message ("%s", one->name);
      run->copies = FALSE;
      run->input.data = weir_guard_copy_last (guard, input_of (one));
      g_assert_cmpstr (weir_stream_run_whole (run)->str, ==, one->expected->str);
      for (gsize at = 1; at < MIN (one->input->len, SMALL); at++)
        {
          weir_stream_run_restart (run, WEIR_SPAN_EMPTY);
          g_assert_cmpstr (weir_stream_run_split (run, at)->str, ==, one->expected->str);
        }
      weir_stream_run_restart (run, WEIR_SPAN_EMPTY);
      run->input.data = weir_guard_copy_first (guard, input_of (one));
      g_assert_cmpstr (weir_stream_run_whole (run)->str, ==, one->expected->str);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  cases = weir_stream_cases_load ();
  g_test_message ("%u cases", cases->len);
  g_test_add_func ("/parser-cases/reference", test_reference);
  g_test_add_func ("/parser-cases/splits", test_splits);
  g_test_add_func ("/parser-cases/guard", test_guard);
  result = g_test_run ();
  g_ptr_array_unref (cases);

  return result;
}
