/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <unistd.h>

#include "weir-launch.h"

#define WINDOW_PROGRAM "weir-window"

static char *
if_executable (char *path)
{
  g_autofree char *owned = path;

  if (g_file_test (owned, G_FILE_TEST_IS_REGULAR) && g_file_test (owned, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&owned);

  return NULL;
}

char *
weir_launch_find_window (const char *libexec_override, const char *self_path)
{
  /* Beside the build tree's program, then beside one that was moved after installation. */
  static const char *const beside[] = { "../app", "../libexec" };

  if (libexec_override != NULL && libexec_override[0] != '\0')
    return if_executable (g_build_filename (libexec_override, WINDOW_PROGRAM, NULL));

  for (gsize i = 0; self_path != NULL && i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *folder = g_path_get_dirname (self_path);
      char *found = if_executable (g_build_filename (folder, beside[i], WINDOW_PROGRAM, NULL));

      if (found != NULL)
        return found;
    }

  return if_executable (g_build_filename (WEIR_LIBEXECDIR, WINDOW_PROGRAM, NULL));
}

gboolean
weir_launch_has_display (GStrv environment)
{
  /* How GDK is told of one, or to look for one elsewhere. */
  static const char *const names[] = { "DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "GDK_BACKEND" };
  const char *folder = g_environ_getenv (environment, "XDG_RUNTIME_DIR");
  g_autofree char *socket = folder != NULL ? g_build_filename (folder, "wayland-0", NULL) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = g_environ_getenv (environment, names[i]);

      if (value != NULL && value[0] != '\0')
        return TRUE;
    }

  return socket != NULL && g_file_test (socket, G_FILE_TEST_EXISTS);
}

/* One that is there already takes what is opened, wherever that is said. */
static gboolean
is_window_running (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  gboolean is_owned = FALSE;

  if (bus == NULL)
    return FALSE;
  answer =
      g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                                   g_variant_new ("(s)", WEIR_APP_ID), G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NONE, 1000, NULL, NULL);
  if (answer != NULL)
    g_variant_get (answer, "(b)", &is_owned);

  return is_owned;
}

WeirExit
weir_launch_window (char **argv)
{
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *program = weir_launch_find_window (g_getenv ("WEIR_LIBEXECDIR"), self_path);
  g_auto (GStrv) environment = g_get_environ ();
  int saved_errno;

  if (program == NULL)
    {
      g_printerr (_ ("weir: the window is not installed: Weir was built without it, or it is in a package of its own.\n"
                     "Without it, “weir watch URL” and “weir demo” work in the terminal; “weir --help” shows more.\n"));
      return WEIR_EXIT_USAGE;
    }

  if (!weir_launch_has_display (environment) && !is_window_running ())
    {
      g_printerr (_ ("weir: there is no display to open the window on.\n"
                     "“weir watch URL” and “weir demo” work in the terminal; “weir --help” shows more.\n"));
      return WEIR_EXIT_USAGE;
    }

  /* Ignored signals would be inherited. */
  signal (SIGPIPE, SIG_DFL);
  signal (SIGXFSZ, SIG_DFL);
  execv (program, argv);
  saved_errno = errno;
  g_printerr (_ ("weir: cannot start %s: %s\n"), program, g_strerror (saved_errno));

  return WEIR_EXIT_USAGE;
}
