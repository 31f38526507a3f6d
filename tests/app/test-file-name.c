/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-file-name.h"

#include <string.h>

#include "scratch.h"

static void
test_names (void)
{
  static const struct
  {
    const char *title;
    const char *name;
  } cases[] = {
    { "prices", "prices.eventstream" },
    { "prices.eventstream", "prices.eventstream" },
    { "127.0.0.1:8080/a/b", "127.0.0.1:8080-a-b.eventstream" },
    { "..\\..\\boot", "-..-..-boot.eventstream" },
    { "价格 2", "价格 2.eventstream" },
    { ".hidden", "-.hidden.eventstream" },
    { ".eventstream", "-.eventstream" },
    { "", "-.eventstream" },
    { "a\nb\tc\x1b[31m", "a⏎b␉c␛[31m.eventstream" },
    { "invoice\342\200\256txt", "invoice<U+202E>txt.eventstream" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = weir_file_name_suggest (cases[i].title);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

/* A title can be a URL of any length. */
static void
test_long (void)
{
  static const char *const parts[] = { "a", "/", ".", "界", "\t", "e\314\201", "\360\237\230\200", "\342\200\217" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) title = g_string_new ("x");
      g_autofree char *name = NULL;

      while (title->len < 1 << 20)
        g_string_append (title, parts[i]);
      name = weir_file_name_suggest (title->str);
      g_assert_cmpuint (strlen (name), <=, 255);
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_true (g_str_has_suffix (name, "….eventstream") || strlen (name) > 200);
      g_assert_null (strpbrk (name, "/\\\t\n"));
    }
}

/* One base with more marks than a name can hold. */
static void
test_marks (void)
{
  g_autoptr (GString) title = g_string_new (NULL);
  g_autofree char *name = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_string_append_c (title, 'e');
      for (guint j = 0; j < 30; j++)
        g_string_append (title, "\314\201");
    }
  name = weir_file_name_suggest (title->str);
  g_assert_cmpuint (strlen (name), <=, 255);
  g_assert_true (g_utf8_validate (name, -1, NULL));
}

static void
test_mend (void)
{
  static const struct
  {
    const char *chosen;
    const char *mended;
  } cases[] = {
    { "x.eventstream", "x.eventstream" },
    { "x.eventstream.eventstream", "x.eventstream" },
    { "x", "x" },
    { "x.eventstream.bak", "x.eventstream.bak" },
    { "a.eventstream.eventstream/b", "a.eventstream.eventstream/b" },
    { ".eventstream.eventstream", ".eventstream.eventstream" },
    /* The dialog did not ask whether this one is to be replaced. */
    { "there.eventstream.eventstream", "there.eventstream.eventstream" },
  };
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *there = scratch_path (scratch, "there.eventstream");
  g_autoptr (GFile) root = g_file_new_for_path ("/");
  g_autoptr (GFile) same = weir_file_name_mend (root);

  g_assert_true (g_file_equal (root, same));
  g_assert_true (g_file_set_contents (there, "data: x\n\n", -1, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = scratch_path (scratch, cases[i].chosen);
      g_autofree char *wanted = scratch_path (scratch, cases[i].mended);
      g_autoptr (GFile) chosen = g_file_new_for_path (path);
      g_autoptr (GFile) mended = weir_file_name_mend (chosen);

      g_assert_cmpstr (g_file_peek_path (mended), ==, wanted);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-name/names", test_names);
  g_test_add_func ("/file-name/long", test_long);
  g_test_add_func ("/file-name/marks", test_marks);
  g_test_add_func ("/file-name/mend", test_mend);

  return g_test_run ();
}
