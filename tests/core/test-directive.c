/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-directive.h"

#include "weir-error.h"
#include "weir-limits.h"
#include "weir-script.h"

static void
test_find (void)
{
  gsize n;
  const WeirDirective *all = weir_directive_get_all (&n);

  g_assert_cmpuint (n, >, 40);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (weir_directive_find (weir_span_from_string (all[i].verb)) == &all[i]);
      g_assert_cmpstr (all[i].summary, !=, "");
      g_assert_nonnull (all[i].syntax);
      g_assert_cmpint (all[i].places, !=, 0);
      /* A verb is said as it is written: a small word. */
      for (const char *c = all[i].verb; *c != '\0'; c++)
        g_assert_true (g_ascii_islower (*c) || *c == '-');
    }
  g_assert_null (weir_directive_find (weir_span_from_string ("wai")));
  g_assert_null (weir_directive_find (weir_span_from_string ("waits")));
  g_assert_null (weir_directive_find (weir_span_from_string ("")));
}

/* What the table says of a verb, the script parser does: no verb is unknown, and exactly the unavailable ones say so. */
static void
test_available (void)
{
  gsize n;
  const WeirDirective *all = weir_directive_get_all (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf (":@ weir 1\n:@ %s\n", all[i].verb);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (GPtrArray) diagnostics = NULL;
      g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);
      gboolean unavailable = FALSE;

      for (guint j = 0; j < diagnostics->len; j++)
        {
          const WeirDiagnostic *diagnostic = g_ptr_array_index (diagnostics, j);

          g_assert_null (strstr (diagnostic->text, "unknown verb"));
          unavailable = unavailable || strstr (diagnostic->text, "not available") != NULL;
        }
      g_assert_cmpint (unavailable, ==, !all[i].available);
      g_assert_true (all[i].available || script == NULL);
    }
}

static void
test_suggest (void)
{
  static const struct
  {
    const char *verb;
    const char *nearest;
  } cases[] = {
    { "wiat", "wait" },
    { "WAIT", "wait" },
    { "Wait", "wait" },
    { "waitt", "wait" },
    { "evry", "every" },
    { "evrey", "every" },
    { "conect", "connect" },
    { "conncet", "connect" },
    { "stauts", "status" },
    { "heder", "header" },
    { "repaet", "repeat" },
    { "keep-alive", "keepalive" },
    { "kepalive", "keepalive" },
    { "expct", "expect" },
    { "clos", "close" },
    { "frobnicate", NULL },
    { "x", NULL },
    { "", NULL },
    { "等待", NULL },
    { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (weir_directive_suggest (weir_span_from_string (cases[i].verb)), ==, cases[i].nearest);
}

static void
test_duration_good (void)
{
  static const struct
  {
    const char *text;
    gint64 us;
    const char *shortest;
  } cases[] = {
    { "0s", 0, "0s" },
    { "0h", 0, "0s" },
    { "1us", 1, "1us" },
    { "999us", 999, "999us" },
    { "1000us", 1000, "1ms" },
    { "1001us", 1001, "1001us" },
    { "1.5ms", 1500, "1.5ms" },
    { "1234us", 1234, "1234us" },
    { "500ms", 500000, "500ms" },
    { "0.5s", 500000, "500ms" },
    { "1500ms", 1500000, "1.5s" },
    { "1.5s", 1500000, "1.5s" },
    { "1.000001s", 1000001, "1.000001s" },
    { "0.000001s", 1, "1us" },
    { "01.50s", 1500000, "1.5s" },
    { "60s", 60000000, "1m" },
    { "90s", 90000000, "90s" },
    { "0.1m", 6000000, "6s" },
    { "2m", 120000000, "2m" },
    { "1h", 3600000000, "1h" },
    { "1.5h", 5400000000, "90m" },
    { "0.001h", 3600000, "3.6s" },
    { "0.0000000125h", 45, "45us" },
    { "87600h", WEIR_LIMIT_DURATION_US, "87600h" },
    { "87599.5h", WEIR_LIMIT_DURATION_US - G_TIME_SPAN_HOUR / 2, "87599.5h" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gint64 us = -1;

      g_assert_true (weir_duration_parse (weir_span_from_string (cases[i].text), &us, &error));
      g_assert_no_error (error);
      g_assert_cmpint (us, ==, cases[i].us);
      text = weir_duration_format (us);
      g_assert_cmpstr (text, ==, cases[i].shortest);
    }
}

static void
test_duration_bad (void)
{
  static const char *const cases[] = {
    "",
    "s",
    "5",
    "1.",
    ".5s",
    "1.s",
    "1..5s",
    "1.5",
    "-1s",
    "+1s",
    " 1s",
    "1s ",
    "1 s",
    "1S",
    "1sec",
    "1e3s",
    "0x1s",
    "1,5s",
    "1.5us",
    "0.0001ms",
    "0.0000001s",
    "87601h",
    "87600.1h",
    "99999999999999999999999999999h",
    "9223372036854.775807s",
    "0.00000000000000000000001h",
    "１s",
    "1ｓ",
    "1..2s",
    "~1s",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 us = -7;

      g_assert_false (weir_duration_parse (weir_span_from_string (cases[i]), &us, &error));
      g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX);
      g_assert_cmpint (us, ==, -7);
      /* The message quotes what was written. */
      g_assert_nonnull (strstr (error->message, cases[i]));
    }
}

/* Any duration can be written, and read again as what it was. */
static void
test_duration_round (void)
{
  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *text = NULL;
      gint64 us =
          (gint64) ((((guint64) (guint32) g_test_rand_int () << 20) ^ (guint32) g_test_rand_int ()) >> g_test_rand_int_range (0, 52));
      gint64 again = -1;

      us &= G_MAXINT64;
      if (us > WEIR_LIMIT_DURATION_US)
        us %= WEIR_LIMIT_DURATION_US;
      if (g_test_rand_int_range (0, 2) == 0)
        us -= us % 1000;
      text = weir_duration_format (us);
      g_assert_true (weir_duration_parse (weir_span_from_string (text), &again, NULL));
      g_assert_cmpint (again, ==, us);
    }
}

static void
test_duration_odd (void)
{
  g_autofree char *negative = weir_duration_format (-1500);
  g_autofree char *smallest = weir_duration_format (G_MININT64);
  g_autofree char *largest = weir_duration_format (G_MAXINT64);

  g_assert_cmpstr (negative, ==, "-1.5ms");
  g_assert_cmpstr (smallest, ==, "-9223372036854.775808s");
  g_assert_cmpstr (largest, ==, "9223372036854.775807s");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directive/find", test_find);
  g_test_add_func ("/directive/available", test_available);
  g_test_add_func ("/directive/suggest", test_suggest);
  g_test_add_func ("/duration/good", test_duration_good);
  g_test_add_func ("/duration/bad", test_duration_bad);
  g_test_add_func ("/duration/round", test_duration_round);
  g_test_add_func ("/duration/odd", test_duration_odd);
  return g_test_run ();
}
