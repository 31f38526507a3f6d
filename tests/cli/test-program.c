/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "run-weir.h"
#include "weir-cli.h"
#include "weir-launch.h"

#include <glib/gstdio.h>
#include <string.h>

static int
run (const char *first, const char *second, char **out, char **err)
{
  const char *const arguments[] = { first, second, NULL };
  g_autoptr (Weir) weir = weir_run_full (WEIR_RUN_DEFAULT, arguments, "WEIR_LIBEXECDIR", "/nonexistent", NULL);
  int status = weir_wait (weir);

  *out = g_strdup (weir_get_stdout (weir));
  *err = g_strdup (weir_get_stderr (weir));

  return status;
}

static void
test_help (void)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  gsize n;
  const WeirCommand *commands = weir_command_get_all (&n);

  g_assert_cmpint (run ("--help", NULL, &out, &err), ==, 0);
  g_assert_cmpstr (err, ==, "");
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *own_out = NULL;
      g_autofree char *own_err = NULL;

      g_assert_nonnull (strstr (out, commands[i].name));
      g_assert_nonnull (strstr (out, commands[i].summary));

      g_assert_cmpint (run (commands[i].name, "--help", &own_out, &own_err), ==, 0);
      g_assert_nonnull (strstr (own_out, commands[i].summary));
      g_assert_nonnull (strstr (own_out, "--help"));
      g_assert_cmpstr (own_err, ==, "");
    }
}

static void
test_version (void)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (run ("--version", NULL, &out, &err), ==, 0);
  g_assert_cmpstr (out, ==, "weir " WEIR_TEST_VERSION "\n");
}

/* Every command refuses an option that does not exist, and says where its help is. */
static void
test_unknown_option (void)
{
  gsize n;
  const WeirCommand *commands = weir_command_get_all (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *out = NULL;
      g_autofree char *err = NULL;
      g_autofree char *help = g_strdup_printf ("weir %s --help", commands[i].name);

      g_assert_cmpint (run (commands[i].name, "--no-such-option", &out, &err), ==, 2);
      g_assert_cmpstr (out, ==, "");
      g_assert_nonnull (strstr (err, "--no-such-option"));
      g_assert_nonnull (strstr (err, help));
    }
}

static void
test_unknown_command (void)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *far_out = NULL;
  g_autofree char *far_err = NULL;
  g_autofree char *option_out = NULL;
  g_autofree char *option_err = NULL;

  g_assert_cmpint (run ("dcode", NULL, &out, &err), ==, 2);
  g_assert_nonnull (strstr (err, "decode"));
  g_assert_cmpint (run ("xyzzy", NULL, &far_out, &far_err), ==, 2);
  g_assert_null (strstr (far_err, "did you mean"));
  g_assert_cmpint (run ("--xyzzy", NULL, &option_out, &option_err), ==, 2);
  g_assert_nonnull (strstr (option_err, "--xyzzy"));
}

static void
test_suggest (void)
{
  g_assert_cmpstr (weir_command_suggest ("decode"), ==, "decode");
  g_assert_cmpstr (weir_command_suggest ("decoed"), ==, "decode");
  g_assert_cmpstr (weir_command_suggest ("ecode"), ==, "decode");
  g_assert_null (weir_command_suggest (""));
  g_assert_null (weir_command_suggest ("something"));
  g_assert_null (weir_command_suggest ("decodedecodedecodedecodedecodedecodedecode"));
}

/* Without a window, one is told where to get it; a URL goes to the window, not to the list of commands. */
static void
test_no_window (void)
{
  static const char *const arguments[] = { NULL, "http://127.0.0.1:1/", "/" };

  for (gsize i = 0; i < G_N_ELEMENTS (arguments); i++)
    {
      g_autofree char *out = NULL;
      g_autofree char *err = NULL;

      g_assert_cmpint (run (arguments[i], NULL, &out, &err), ==, 2);
      g_assert_nonnull (strstr (err, "package"));
    }
}

/* The window is found beside the program, and gets the arguments. */
static void
test_window (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *program = g_build_filename (folder, "weir-window", NULL);
  const char *const arguments[] = { "http://127.0.0.1:1/", "more", NULL };
  g_autoptr (Weir) weir = NULL;
  g_autoptr (Weir) blind = NULL;

  g_assert_true (g_file_set_contents (program, "#!/bin/sh\necho \"$@\"\n", -1, NULL));
  g_assert_null (weir_launch_find_window (folder, NULL));
  g_assert_cmpint (g_chmod (program, 0755), ==, 0);
  g_setenv ("DISPLAY", ":0", TRUE);
  weir = weir_run_full (WEIR_RUN_DEFAULT, arguments, "WEIR_LIBEXECDIR", folder, NULL);
  g_assert_cmpint (weir_wait (weir), ==, 0);
  g_assert_cmpstr (weir_get_stdout (weir), ==, "http://127.0.0.1:1/ more\n");

  /* Where there is no display, one is told what works without. */
  g_unsetenv ("DISPLAY");
  g_unsetenv ("WAYLAND_DISPLAY");
  g_unsetenv ("GDK_BACKEND");
  blind = weir_run_full (WEIR_RUN_DEFAULT, arguments, "WEIR_LIBEXECDIR", folder, NULL);
  g_assert_cmpint (weir_wait (blind), ==, 2);
  g_assert_cmpstr (weir_get_stdout (blind), ==, "");
  g_assert_nonnull (strstr (weir_get_stderr (blind), "no display"));
  g_assert_nonnull (strstr (weir_get_stderr (blind), "weir watch"));
  g_unlink (program);
  g_rmdir (folder);
}

static void
test_display (void)
{
  static const char *const with[] = { "DISPLAY=:0", "WAYLAND_DISPLAY=wayland-1", "WAYLAND_SOCKET=3", "GDK_BACKEND=broadway" };
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *socket = g_build_filename (folder, "wayland-0", NULL);
  g_autofree char *variable = g_strconcat ("XDG_RUNTIME_DIR=", folder, NULL);
  char *without[] = { NULL, NULL, NULL };

  without[0] = (char *) "DISPLAY=";
  without[1] = variable;
  for (gsize i = 0; i < G_N_ELEMENTS (with); i++)
    g_assert_true (weir_launch_has_display ((char *[]){ (char *) with[i], NULL }));
  g_assert_false (weir_launch_has_display (NULL));
  g_assert_false (weir_launch_has_display (without));
  /* Where a Wayland session has its socket unless it says otherwise. */
  g_assert_true (g_file_set_contents (socket, "", 0, NULL));
  g_assert_true (weir_launch_has_display (without));
  g_unlink (socket);
  g_rmdir (folder);
}

static void
test_find_window (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *bin = g_build_filename (folder, "cli", "weir", NULL);
  g_autofree char *app = g_build_filename (folder, "app", NULL);
  g_autofree char *program = g_build_filename (app, "weir-window", NULL);
  g_autofree char *bin_folder = g_path_get_dirname (bin);
  g_autofree char *found = NULL;

  g_assert_cmpint (g_mkdir (bin_folder, 0755), ==, 0);
  g_assert_cmpint (g_mkdir (app, 0755), ==, 0);
  g_assert_true (g_file_set_contents_full (program, "", 0, G_FILE_SET_CONTENTS_NONE, 0755, NULL));
  found = weir_launch_find_window (NULL, bin);
  g_assert_nonnull (found);
  g_assert_true (g_str_has_suffix (found, "/app/weir-window"));
  g_unlink (program);
  g_rmdir (app);
  g_rmdir (bin_folder);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/program/help", test_help);
  g_test_add_func ("/program/version", test_version);
  g_test_add_func ("/program/unknown-option", test_unknown_option);
  g_test_add_func ("/program/unknown-command", test_unknown_command);
  g_test_add_func ("/program/suggest", test_suggest);
  g_test_add_func ("/program/no-window", test_no_window);
  g_test_add_func ("/program/window", test_window);
  g_test_add_func ("/program/find-window", test_find_window);
  g_test_add_func ("/program/display", test_display);

  return g_test_run ();
}
