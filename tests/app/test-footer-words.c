/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-footer-words.h"

/* "4.1 MB" has a no-break space. */
#define NBSP "\302\240"

static const struct
{
  WeirFooterFacts facts;
  const char *wanted;
} cases[] = {
  { { .live = TRUE }, "0 events received · 0 rows · 0 dropped · 0 bytes" },
  { { .events = 1, .rows = 4, .shown = 4, .bytes = 512, .live = TRUE }, "1 event received · 4 rows · 0 dropped · 512 bytes" },
  { { .events = 1, .rows = 1, .shown = 1, .bytes = 1 }, "1 event received · 1 row · 1 byte" },
  { { .events = 18255, .rows = 18301, .shown = 42, .bytes = 4100000, .dropped = 120 },
    "18255 events received · 42 of 18301 rows shown · 120 dropped · 4.1" NBSP "MB" },
  { { .events = 1, .rows = 1, .shown = 0, .live = TRUE }, "1 event received · 0 of 1 row shown · 0 dropped · 0 bytes" },
};

static void
test_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = weir_footer_dup_words (&cases[i].facts);

      g_assert_cmpstr (found, ==, cases[i].wanted);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/footer-words/words", test_words);
  return g_test_run ();
}
