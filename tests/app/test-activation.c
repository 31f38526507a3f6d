/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "scratch.h"

#include <signal.h>

#define OBJECT_PATH "/io/github/weir/Weir"

#define BUS_CONFIG                                                                                                                         \
  "<busconfig><type>session</type><listen>unix:dir=%s</listen><servicedir>%s</servicedir>"                                                 \
  "<policy context='default'><allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/></policy></busconfig>"

/* A bus of its own, which starts the window's program as the installed service file says. Not by GTestDBus, which forks this program with
 * its threads and then allocates in the child: under load that now and then never came to an end. */
typedef struct
{
  Scratch *scratch;
  GSubprocess *bus;
  char *address;
  GDBusConnection *connection;
} Fixture;

static void
write_service (Fixture *fixture)
{
  g_autofree char *service = NULL;
  g_autoptr (GString) here = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (g_getenv ("WEIR_TEST_SERVICE"), &service, NULL, &error);
  g_assert_no_error (error);
  here = g_string_new (service);
  g_assert_cmpuint (g_string_replace (here, WEIR_LIBEXECDIR "/weir-window", g_getenv ("WEIR_TEST_WINDOW"), 0), ==, 1);
  g_free (scratch_write (fixture->scratch, WEIR_APP_ID ".service", here->str));
}

/* Returns: (transfer full): its address */
static char *
start_bus (Fixture *fixture)
{
  g_autofree char *config = g_strdup_printf (BUS_CONFIG, fixture->scratch->path, fixture->scratch->path);
  g_autofree char *path = scratch_write (fixture->scratch, "bus.conf", config);
  g_autofree char *option = g_strconcat ("--config-file=", path, NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  char *address;

  fixture->bus = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "dbus-daemon", option, "--nofork", "--print-address", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->bus));
  address = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (address);

  return address;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->scratch = scratch_new ();
  write_service (fixture);
  fixture->address = start_bus (fixture);
  fixture->connection = g_dbus_connection_new_for_address_sync (
      fixture->address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->connection);
  g_subprocess_send_signal (fixture->bus, SIGTERM);
  g_subprocess_wait (fixture->bus, NULL, NULL);
  g_clear_object (&fixture->bus);
  g_clear_pointer (&fixture->address, g_free);
  scratch_free (fixture->scratch);
}

static void
call (Fixture *fixture, const char *method, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  reply = g_dbus_connection_call_sync (fixture->connection, WEIR_APP_ID, OBJECT_PATH, "org.freedesktop.Application", method, parameters,
                                       NULL, G_DBUS_CALL_FLAGS_NONE, 20000, NULL, &error);
  g_assert_no_error (error);
}

static GVariant *
make_platform_data (void)
{
  return g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0);
}

static void
call_action (Fixture *fixture, const char *action)
{
  call (fixture, "ActivateAction",
        g_variant_new ("(s@av@a{sv})", action, g_variant_new_array (G_VARIANT_TYPE_VARIANT, NULL, 0), make_platform_data ()));
}

/* Whether the program has the window: its actions are on the bus. */
static gboolean
has_window (Fixture *fixture, guint number)
{
  g_autofree char *path = g_strdup_printf (OBJECT_PATH "/window/%u", number);
  g_autoptr (GVariant) reply = NULL;

  reply = g_dbus_connection_call_sync (fixture->connection, WEIR_APP_ID, path, "org.gtk.Actions", "List", NULL, NULL,
                                       G_DBUS_CALL_FLAGS_NO_AUTO_START, 20000, NULL, NULL);
  return reply != NULL;
}

static gboolean
is_running (Fixture *fixture)
{
  g_autoptr (GVariant) reply = NULL;
  gboolean has_owner = FALSE;

  reply = g_dbus_connection_call_sync (fixture->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "NameHasOwner", g_variant_new ("(s)", WEIR_APP_ID), NULL, G_DBUS_CALL_FLAGS_NONE, 20000, NULL, NULL);
  g_variant_get (reply, "(b)", &has_owner);
  return has_owner;
}

/* The desktop starts it through the bus, and what its icon's menu offers works. */
static void
test_through_the_bus (Fixture *fixture, gconstpointer data)
{
  g_assert_false (is_running (fixture));
  call (fixture, "Activate", g_variant_new ("(@a{sv})", make_platform_data ()));
  g_assert_true (has_window (fixture, 1));
  call_action (fixture, "new-stream");
  g_assert_false (has_window (fixture, 2));
  call_action (fixture, "new-window");
  g_assert_true (has_window (fixture, 2));
  call_action (fixture, "quit");
  app_wait (!is_running (fixture));
}

/* A second start hands over what it was given, and ends. */
static void
test_second_start (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) second = NULL;
  g_autoptr (GError) error = NULL;

  call (fixture, "Activate", g_variant_new ("(@a{sv})", make_platform_data ()));
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", fixture->address, TRUE);
  second = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("WEIR_TEST_WINDOW"), "http://127.0.0.1:1/", NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (second, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (has_window (fixture, 1));
  g_assert_false (has_window (fixture, 2));
  call_action (fixture, "quit");
  app_wait (!is_running (fixture));
}

static void
test_no_bus (void)
{
  g_test_skip ("dbus-daemon is not installed");
}

int
main (int argc, char **argv)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");

  gtk_test_init (&argc, &argv, NULL);
  if (daemon == NULL)
    {
      g_test_add_func ("/activation/no-bus", test_no_bus);
      return g_test_run ();
    }

  g_test_add ("/activation/through-the-bus", Fixture, NULL, set_up, test_through_the_bus, tear_down);
  g_test_add ("/activation/second-start", Fixture, NULL, set_up, test_second_start, tear_down);
  return g_test_run ();
}
