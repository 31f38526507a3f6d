/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-frame.h"

static void
test_nicks (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint bit = 1; bit <= WEIR_NOTE_NUL; bit <<= 1)
    {
      const char *nick = weir_note_get_nick ((WeirNotes) bit);

      g_assert_cmpstr (nick, !=, "none");
      g_assert_true (g_hash_table_add (seen, (gpointer) nick));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 10);
  g_assert_cmpstr (weir_note_get_nick (WEIR_NOTE_NONE), ==, "none");
  g_assert_cmpstr (weir_note_get_nick (WEIR_NOTE_NO_DATA), ==, "no-data");
  g_assert_cmpstr (weir_note_get_nick (WEIR_NOTE_NUL_IN_ID), ==, "nul-in-id");
  g_assert_cmpstr (weir_note_get_nick (WEIR_NOTE_INVALID_UTF8), ==, "invalid-utf8");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame/nicks", test_nicks);

  return g_test_run ();
}
