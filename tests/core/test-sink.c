/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-sink.h"

/* Recordings and `jsonl` readers depend on these words: they are written out here once more on purpose. */
static const struct
{
  WeirReason reason;
  const char *nick;
} reasons[] = {
  { WEIR_REASON_EOF, "eof" },
  { WEIR_REASON_CLOSED, "closed" },
  { WEIR_REASON_CUT, "cut" },
  { WEIR_REASON_RESET, "reset" },
  { WEIR_REASON_TIMEOUT, "timeout" },
  { WEIR_REASON_REFUSED, "refused" },
  { WEIR_REASON_DNS, "dns" },
  { WEIR_REASON_TLS, "tls" },
  { WEIR_REASON_REDIRECT, "redirect" },
  { WEIR_REASON_STATUS, "status" },
  { WEIR_REASON_CONTENT_TYPE, "content-type" },
  { WEIR_REASON_PROTOCOL, "protocol" },
  { WEIR_REASON_LIMIT, "limit" },
  { WEIR_REASON_NO_CONTENT, "no-content" },
  { WEIR_REASON_STOPPED, "stopped" },
};

static void
test_reasons (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      WeirReason reason = WEIR_REASON_STOPPED;

      g_assert_cmpstr (weir_reason_get_nick (reasons[i].reason), ==, reasons[i].nick);
      g_assert_true (weir_reason_from_nick (weir_span_from_string (reasons[i].nick), &reason));
      g_assert_cmpint (reason, ==, reasons[i].reason);
    }
}

static void
test_unknown_reasons (void)
{
  const WeirSpan unknown[] = {
    WEIR_SPAN_EMPTY,          WEIR_SPAN_LITERAL ("Eof"),   WEIR_SPAN_LITERAL ("eof "),
    WEIR_SPAN_LITERAL ("eo"), WEIR_SPAN_LITERAL ("eof\0"), WEIR_SPAN_LITERAL ("content_type"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      WeirReason reason = WEIR_REASON_DNS;

      g_assert_false (weir_reason_from_nick (unknown[i], &reason));
      g_assert_cmpint (reason, ==, WEIR_REASON_DNS);
    }
}

static void
test_because (void)
{
  g_assert_cmpstr (weir_because_get_nick (WEIR_BECAUSE_RETRY), ==, "retry");
  g_assert_cmpstr (weir_because_get_nick (WEIR_BECAUSE_DEFAULT), ==, "default");
  g_assert_cmpstr (weir_because_get_nick (WEIR_BECAUSE_BACKOFF), ==, "backoff");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sink/reasons", test_reasons);
  g_test_add_func ("/sink/unknown-reasons", test_unknown_reasons);
  g_test_add_func ("/sink/because", test_because);

  return g_test_run ();
}
