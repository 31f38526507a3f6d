/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-guard.h"
#include "weir-line-scanner.h"

static gboolean
is_eol (char c)
{
  return c == '\n' || c == '\r';
}

static gboolean
is_odd (char c)
{
  return c == '\0' || (guchar) c >= 0x80;
}

static void
check_stride (const char *bytes)
{
  WeirStride expected = { 0, 0 };
  WeirStride portable = weir_stride_load_portable (bytes);
  WeirStride stride = weir_stride_load (bytes);
  gboolean is_empty;

  for (guint i = 0; i < WEIR_STRIDE; i++)
    {
      expected.eols |= (guint64) is_eol (bytes[i]) << i;
      expected.odds |= (guint64) is_odd (bytes[i]) << i;
    }
  is_empty = (expected.eols | expected.odds) == 0;
  g_assert_cmphex (portable.eols, ==, expected.eols);
  g_assert_cmphex (portable.odds, ==, expected.odds);
  g_assert_cmphex (stride.eols, ==, expected.eols);
  g_assert_cmphex (stride.odds, ==, expected.odds);
  if (!is_empty)
    {
      g_assert_false (weir_stride_is_plain_portable (bytes));
      g_assert_false (weir_stride_is_plain (bytes));
    }
}

/* Every value at every place of an otherwise plain stride. */
static void
test_each_byte (void)
{
  char bytes[WEIR_STRIDE];

  memset (bytes, 'x', sizeof bytes);
  check_stride (bytes);
  g_assert_true (weir_stride_is_plain (bytes));
  g_assert_true (weir_stride_is_plain_portable (bytes));
  for (guint at = 0; at < WEIR_STRIDE; at++)
    {
      for (guint value = 0; value < 256; value++)
        {
          bytes[at] = (char) value;
          check_stride (bytes);
        }
      bytes[at] = 'x';
    }
}

static void
test_random_strides (void)
{
  static const char likely[] = "\n\r\t \x0B\x0C\x0E\x7F\x80\xFF\x8A\x8D";
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint n = 0; n < 20000; n++)
    {
      char bytes[WEIR_STRIDE];

      for (guint i = 0; i < WEIR_STRIDE; i++)
        bytes[i] = (n & 1) != 0 ? (char) (g_rand_int (rand) & 0xFF) : likely[g_rand_int (rand) % sizeof likely];
      check_stride (bytes);
    }
}

/* The scanner against a plain loop, against both ends of readable memory. */
static void
check_lines (const char *bytes, gsize n_bytes)
{
  WeirLineScanner scanner;
  gboolean expected_odd = FALSE;
  gboolean odd = FALSE;

  weir_line_scanner_init (&scanner, bytes, bytes + n_bytes);
  for (gsize i = 0; i < n_bytes; i++)
    {
      if (is_eol (bytes[i]))
        {
          g_assert_true (weir_line_scanner_next (&scanner, &odd) == bytes + i);
          g_assert_true (odd == expected_odd);
          expected_odd = FALSE;
        }
      else if (is_odd (bytes[i]))
        {
          expected_odd = TRUE;
        }
    }
  g_assert_null (weir_line_scanner_next (&scanner, &odd));
  g_assert_true (odd == expected_odd);
}

static void
test_lines (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (WeirGuard) guard = weir_guard_new (1024);
  char bytes[600];

  for (guint n = 0; n < 6000; n++)
    {
      gsize n_bytes = 1 + g_rand_int (rand) % sizeof bytes;
      guint rarity = 2 + n % 200;

      for (gsize i = 0; i < n_bytes; i++)
        {
          static const char special[] = "\n\r\0\x80\t";

          bytes[i] = g_rand_int (rand) % rarity == 0 ? special[g_rand_int (rand) % 5] : 'x';
        }
      check_lines (weir_guard_copy_last (guard, weir_span (bytes, n_bytes)), n_bytes);
      check_lines (weir_guard_copy_first (guard, weir_span (bytes, n_bytes)), n_bytes);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/line-scanner/each-byte", test_each_byte);
  g_test_add_func ("/line-scanner/random-strides", test_random_strides);
  g_test_add_func ("/line-scanner/lines", test_lines);

  return g_test_run ();
}
