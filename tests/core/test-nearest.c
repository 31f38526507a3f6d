/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-nearest.h"

static const char *
find (const char *misspelt)
{
  static const char *const words[] = { "data", "event", "id", "retry" };
  WeirNearest nearest = WEIR_NEAREST_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    weir_nearest_try (&nearest, weir_span_from_string (misspelt), words[i]);

  return nearest.word;
}

static void
test_words (void)
{
  g_assert_cmpstr (find ("dta"), ==, "data");
  g_assert_cmpstr (find ("adta"), ==, "data");
  g_assert_cmpstr (find ("DATE"), ==, "data");
  g_assert_cmpstr (find ("evnt"), ==, "event");
  g_assert_cmpstr (find ("ids"), ==, "id");
  g_assert_cmpstr (find ("rety"), ==, "retry");
  /* Most of the word must be right. */
  g_assert_null (find ("do"));
  g_assert_null (find ("name"));
  g_assert_null (find (""));
  g_assert_null (find ("dataaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/nearest/words", test_words);

  return g_test_run ();
}
