/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-style.h"

static void
test_gap (void)
{
  static const struct
  {
    gint64 gap_us;
    const char *text;
  } cases[] = {
    { 0, "0.0 ms" },           { 49, "0.0 ms" },           { 50, "0.1 ms" },
    { 900, "0.9 ms" },         { 9949, "9.9 ms" },         { 9950, "10 ms" },
    { 10499, "10 ms" },        { 999499, "999 ms" },       { 999500, "1.0 s" },
    { 1000000, "1.0 s" },      { 59999000, "59.9 s" },     { 60000000, "1 m 00 s" },
    { 185000000, "3 m 05 s" }, { 3600000000, "1 h 00 m" }, { G_GINT64_CONSTANT (90061000000), "25 h 01 m" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      weir_style_append_gap (out, cases[i].gap_us);
      g_assert_cmpstr (out->str, ==, cases[i].text);
    }
}

static void
test_clock (void)
{
  WeirClock clock = { 0 };
  g_autoptr (GString) out = g_string_new (NULL);

  weir_clock_append (&clock, out, 0);
  weir_clock_append (&clock, out, 999999);
  weir_clock_append (&clock, out, G_GINT64_CONSTANT (86399001000));
  g_assert_cmpstr (out->str, ==, "00:00:00.00000:00:00.99923:59:59.001");
}

static void
test_no_color (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (WeirStyle style = WEIR_STYLE_PLAIN; style <= WEIR_STYLE_BAD; style++)
    weir_style_append (out, FALSE, style, "x");
  weir_style_append_name (out, FALSE, WEIR_SPAN_LITERAL ("trade"), "trade");
  g_assert_cmpstr (out->str, ==, "xxxxxtrade");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/style/gap", test_gap);
  g_test_add_func ("/style/clock", test_clock);
  g_test_add_func ("/style/no-color", test_no_color);

  return g_test_run ();
}
