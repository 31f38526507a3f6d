/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-utf8.h"

typedef struct
{
  const char *bytes;
  gsize n_bytes;
  const char *text; /* R stands for U+FFFD */
} Sample;

#define SAMPLE(bytes, text)                                                                                                                \
  {                                                                                                                                        \
    (bytes), sizeof (bytes) - 1, (text)                                                                                                    \
  }

static const Sample samples[] = {
  SAMPLE ("", ""),
  SAMPLE ("plain", "plain"),
  SAMPLE ("\xC2\xA2", "\xC2\xA2"),
  SAMPLE ("\xE2\x82\xAC", "\xE2\x82\xAC"),
  SAMPLE ("\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"),
  SAMPLE ("\x80", "R"),
  SAMPLE ("\xC0\x80", "RR"),
  SAMPLE ("\xC1\xBF", "RR"),
  SAMPLE ("\xC2", "R"),
  SAMPLE ("\xC2z", "Rz"),
  SAMPLE ("\xE2\x82z", "Rz"),
  SAMPLE ("\xE2\x82", "R"),
  SAMPLE ("\xE0\x9F\xBF", "RRR"),
  SAMPLE ("\xED\xA0\x80", "RRR"),
  SAMPLE ("\xF0\x8F\xBF\xBF", "RRRR"),
  SAMPLE ("\xF0\x9F\x98", "R"),
  SAMPLE ("\xF0\x9F\x98z", "Rz"),
  SAMPLE ("\xF4\x90\x80\x80", "RRRR"),
  SAMPLE ("\xF5\x80", "RR"),
  SAMPLE ("\xFF\xFE", "RR"),
  SAMPLE ("abcdefgh\xC2\xA2"
          "abcdefgh\xC2",
          "abcdefgh\xC2\xA2"
          "abcdefghR"),
};

static void
test_samples (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GString) expected = g_string_new (samples[i].text);
      g_autoptr (GString) text = g_string_new ("before");
      gboolean valid = strchr (samples[i].text, 'R') == NULL;

      g_string_replace (expected, "R", "\xEF\xBF\xBD", 0);
      g_string_prepend (expected, "before");
      g_assert_true (weir_utf8_append (text, samples[i].bytes, samples[i].n_bytes) == valid);
      g_assert_cmpstr (text->str, ==, expected->str);
      g_assert_true (weir_utf8_is_valid (samples[i].bytes, samples[i].n_bytes) == valid);
    }
}

static void
test_nul (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_true (weir_utf8_is_valid ("a\0b", 3));
  g_assert_true (weir_utf8_append (text, "a\0b", 3));
  g_assert_cmpmem (text->str, text->len, "a\0b", 3);
}

static void
test_is_ascii (void)
{
  const char *text = "0123456789abcdefghij";

  for (gsize n = 0; n <= strlen (text); n++)
    g_assert_true (weir_utf8_is_ascii (text, n));
  for (gsize at = 0; at < strlen (text); at++)
    {
      g_autofree char *copy = g_strdup (text);

      copy[at] = '\x80';
      g_assert_false (weir_utf8_is_ascii (copy, strlen (text)));
      g_assert_true (weir_utf8_is_ascii (copy, at));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/utf8/samples", test_samples);
  g_test_add_func ("/utf8/nul", test_nul);
  g_test_add_func ("/utf8/is-ascii", test_is_ascii);

  return g_test_run ();
}
