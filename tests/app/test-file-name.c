/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-file-name.h"

#include <string.h>

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-name/names", test_names);
  g_test_add_func ("/file-name/long", test_long);
  g_test_add_func ("/file-name/marks", test_marks);

  return g_test_run ();
}
