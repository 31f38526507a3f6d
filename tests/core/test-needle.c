/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-needle.h"

static const struct
{
  const char *needle;
  gboolean caseless;
  const char *text;
  int place; /* -1: not there */
  int length;
} cases[] = {
  { "a", FALSE, "", -1, 0 },
  { "a", FALSE, "a", 0, 1 },
  { "a", FALSE, "A", -1, 0 },
  { "a", TRUE, "A", 0, 1 },
  { "A", TRUE, "a", 0, 1 },
  { "ab", FALSE, "aab", 1, 2 },
  { "[", TRUE, "{", -1, 0 },
  { "@", TRUE, "`", -1, 0 },
  { "price", TRUE, "0123456789abcdef the PrIcE", 21, 5 },
  { "price", FALSE, "0123456789abcdef the PrIcE", -1, 0 },
  { "price", FALSE, "0123456789abcdef0123456789abcdepric price", 36, 5 },
  /* ASCII keeps to itself, the rest is Unicode's */
  { "k", TRUE, "\u212A", -1, 0 },
  { "s", TRUE, "\u017F", -1, 0 },
  { "\u212A", TRUE, "k", -1, 0 },
  { "i", TRUE, "\u0130\u0131", -1, 0 },
  { "ä", TRUE, "Ä", 0, 2 },
  { "ä", FALSE, "Ä", -1, 0 },
  { "äpfel", TRUE, "x ÄPFEL", 2, 6 },
  { "tränen", TRUE, "x TRÄNEN", 2, 7 },
  { "naïveté", TRUE, "NAÏVETÉ!", 0, 9 },
  { "ß", TRUE, "\u1E9E", 0, 3 },
  { "ß", TRUE, "SS", -1, 0 },
  { "straße", TRUE, "STRA\u1E9EE", 0, 8 },
  { "σίσυφος", TRUE, "ΣΊΣΥΦΟΣ", 0, 14 },
  { "привет", TRUE, "0123456789abcdefg ПРИВЕТ", 18, 12 },
  { "привет", TRUE, "0123456789abcdefg ПРИВЕ", -1, 0 },
  { "\u2C65", TRUE, "\u023A", 0, 2 }, /* the cases have 3 and 2 bytes */
  { "é", TRUE, "e\u0301", -1, 0 },    /* composed and not: two texts */
  { "你好", TRUE, "0123456789abcdef 你你好", 20, 6 },
  /* bytes that are no UTF-8 around it */
  { "é", TRUE, "\xc3\xc3\x89", 1, 2 },
  { "éx", TRUE, "\x89x\xc3x\xc3\x89x", 4, 3 },
  { "éx", TRUE, "\xe2\xc3\x89x", 1, 3 },
  { "äx", TRUE, "\xf0\x80\x83\x84x", -1, 0 },
  { "xä", TRUE, "x\xc3", -1, 0 },
  { "ä", TRUE, "\xc3", -1, 0 },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirNeedle) needle = weir_needle_new (weir_span_from_string (cases[i].needle), cases[i].caseless);
      WeirSpan text = weir_span_from_string (cases[i].text);
      WeirSpan found;

      g_test_message ("case %u", (guint) i);
      if (cases[i].place < 0)
        {
          g_assert_false (weir_needle_find (needle, text, &found));
          continue;
        }
      g_assert_true (weir_needle_find (needle, text, &found));
      g_assert_cmpint (found.data - text.data, ==, cases[i].place);
      g_assert_cmpint ((int) found.len, ==, cases[i].length);
    }
}

static gboolean
matches_at (const gunichar *needle, glong n_needle, const gunichar *text, glong n_text, gboolean caseless)
{
  if (n_needle > n_text)
    return FALSE;
  for (glong i = 0; i < n_needle; i++)
    if (caseless ? weir_needle_fold (needle[i]) != weir_needle_fold (text[i]) : needle[i] != text[i])
      return FALSE;

  return TRUE;
}

/* Where a search by characters, one place after another, finds it: byte offset or -1. */
static glong
find_slowly (const char *needle, const char *text, gboolean caseless)
{
  glong n_needle, n_text;
  g_autofree gunichar *wanted = g_utf8_to_ucs4_fast (needle, -1, &n_needle);
  g_autofree gunichar *given = g_utf8_to_ucs4_fast (text, -1, &n_text);

  for (glong i = 0; i <= n_text; i++)
    if (matches_at (wanted, n_needle, given + i, n_text - i, caseless))
      return g_utf8_offset_to_pointer (text, i) - text;

  return -1;
}

static char *
random_text (GRand *rand, guint most)
{
  static const gunichar letters[] = { 'a', 'A', 'b', 'B', '1', '{', 0xE4, 0xC4, 0x3C3, 0x3A3, 0x3C2, 0x2C65, 0x23A, 0x4F60, 0x1F600, '[' };
  GString *text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 1, (gint32) most + 1);
  guint n_letters = (guint) g_rand_int_range (rand, 2, G_N_ELEMENTS (letters) + 1);

  for (guint i = 0; i < n; i++)
    g_string_append_unichar (text, letters[(guint) g_rand_int (rand) % n_letters]);

  return g_string_free (text, FALSE);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_found = 0;

  for (guint round = 0; round < 20000; round++)
    {
      g_autofree char *wanted = random_text (rand, 5);
      g_autofree char *text = random_text (rand, 60);
      gboolean caseless = g_rand_boolean (rand);
      g_autoptr (WeirNeedle) needle = weir_needle_new (weir_span_from_string (wanted), caseless);
      /* A copy of its own, so that a read behind the end is seen. */
      gsize length = strlen (text);
      g_autofree char *copy = g_memdup2 (text, length);
      glong place = find_slowly (wanted, text, caseless);
      WeirSpan found;

      if (weir_needle_find (needle, weir_span (copy, length), &found))
        g_assert_cmpint (found.data - copy, ==, place);
      else
        g_assert_cmpint (place, ==, -1);
      n_found += place >= 0 ? 1 : 0;
    }
  g_assert_cmpuint (n_found, >, 4000);
  g_assert_cmpuint (n_found, <, 19000);
}

/* Whatever two characters of the same folding: a needle of the one finds the other. */
static void
test_all_characters (void)
{
  for (gunichar c = 1; c < 0x110000; c++)
    {
      gunichar folded = weir_needle_fold (c);
      char text[7] = { 0 }, wanted[7] = { 0 };
      g_autoptr (WeirNeedle) needle = NULL;
      WeirSpan found;

      g_assert_cmpuint (weir_needle_fold (folded), ==, folded);
      if (folded == c || !g_unichar_validate (c))
        continue;
      g_unichar_to_utf8 (c, text);
      g_unichar_to_utf8 (folded, wanted);
      needle = weir_needle_new (weir_span_from_string (wanted), TRUE);
      g_assert_true (weir_needle_find (needle, weir_span_from_string (text), &found));
      weir_needle_free (g_steal_pointer (&needle));
      needle = weir_needle_new (weir_span_from_string (text), TRUE);
      g_assert_true (weir_needle_find (needle, weir_span_from_string (wanted), &found));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/needle/cases", test_cases);
  g_test_add_func ("/needle/random", test_random);
  g_test_add_func ("/needle/all-characters", test_all_characters);

  return g_test_run ();
}
