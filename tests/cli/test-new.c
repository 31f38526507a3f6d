/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "run-weir.h"
#include "scratch.h"
#include "weir-templates.h"

#include <string.h>

static int
run (const char *const *arguments, const char *input, char **output)
{
  g_autoptr (Weir) weir = weir_run (input != NULL ? WEIR_RUN_STDIN_PIPE : WEIR_RUN_DEFAULT, arguments);
  int status;

  if (input != NULL)
    weir_write_stdin (weir, input, strlen (input), 0, TRUE);
  status = weir_wait (weir);
  *output = g_strdup (status == 0 ? weir_get_stdout (weir) : weir_get_stderr (weir));

  return status;
}

static void
test_templates (void)
{
  g_auto (GStrv) names = weir_templates_list ();
  const char *const list[] = { "new", NULL };
  const char *const print[] = { "new", "anthropic-tool-use", NULL };
  g_autofree char *listed = NULL;
  g_autofree char *printed = NULL;

  g_assert_cmpuint (g_strv_length (names), >=, 20);
  g_assert_cmpint (run (list, NULL, &listed), ==, 0);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *title = weir_templates_dup_title (names[i]);

      g_assert_nonnull (strstr (listed, names[i]));
      g_assert_cmpstr (title, !=, "");
      g_assert_nonnull (strstr (listed, title));
    }
  g_assert_cmpint (run (print, NULL, &printed), ==, 0);
  g_assert_true (g_str_has_prefix (printed, ":@ weir 1\n"));
  g_assert_nonnull (strstr (printed, "message_stop"));
}

static void
test_import (void)
{
  const char *const json[] = { "new", "-", "--event", "order", "--every", "250ms", "--title", "Orders", NULL };
  const char *const text[] = { "new", "-", "--dialect", "openai", NULL };
  g_autofree char *made = NULL;
  g_autofree char *streamed = NULL;

  g_assert_cmpint (run (json, "[{\"a\":1}]", &made), ==, 0);
  g_assert_cmpstr (
      made, ==,
      ":@ weir 1\n:@ title Orders\n:@ template off\n:@ every 250ms\nevent: order\nid: 1\ndata: {\"a\":1}\n\n:@ keepalive 15s\n:@ hold\n");
  g_assert_cmpint (run (text, "Hello, world", &streamed), ==, 0);
  g_assert_nonnull (strstr (streamed, "\"content\":\"Hello\""));
  g_assert_true (g_str_has_suffix (streamed, "data: [DONE]\n\n:@ close\n"));
}

static void
test_output (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_path (scratch, "a.eventstream");
  const char *const write[] = { "new", "football", "--output", path, NULL };
  const char *const replace[] = { "new", "spring", "--output", path, "--replace", NULL };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *contents = NULL;

  g_assert_cmpint (run (write, NULL, &first), ==, 0);
  g_assert_cmpint (run (write, NULL, &second), ==, 2);
  g_assert_nonnull (strstr (second, "--replace"));
  g_assert_cmpint (run (replace, NULL, &third), ==, 0);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "Spring"));
}

static void
test_usage (void)
{
  const char *const unknown[] = { "new", "no-such-template", NULL };
  const char *const two[] = { "new", "football", "spring", NULL };
  const char *const dialect[] = { "new", "-", "--dialect", "klingon", NULL };
  const char *const every[] = { "new", "-", "--every", "soon", NULL };
  const char *const slash[] = { "new", "../demo", NULL };
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *c = NULL;
  g_autofree char *d = NULL;
  g_autofree char *e = NULL;

  g_assert_cmpint (run (unknown, NULL, &a), ==, 2);
  g_assert_nonnull (strstr (a, "neither a template nor a file"));
  g_assert_cmpint (run (two, NULL, &b), ==, 2);
  g_assert_cmpint (run (dialect, NULL, &c), ==, 2);
  g_assert_nonnull (strstr (c, "klingon"));
  g_assert_cmpint (run (every, "x", &d), ==, 2);
  g_assert_nonnull (strstr (d, "--every"));
  g_assert_cmpint (run (slash, NULL, &e), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/new/templates", test_templates);
  g_test_add_func ("/new/import", test_import);
  g_test_add_func ("/new/output", test_output);
  g_test_add_func ("/new/usage", test_usage);

  return g_test_run ();
}
