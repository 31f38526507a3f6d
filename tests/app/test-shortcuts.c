/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "weir-mock-page-private.h"
#include "weir-stream-page-private.h"

/* A key with what is held, in one way of writing it; a range as it is. */
static char *
dup_normal (const char *accelerator)
{
  guint key;
  GdkModifierType held;

  return gtk_accelerator_parse (accelerator, &key, &held) ? gtk_accelerator_name (key, held) : g_strdup (accelerator);
}

static void
collect_shown (GtkWidget *widget, GHashTable *shown)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      g_autofree char *accelerators = NULL;
      g_auto (GStrv) parts = NULL;

      g_object_get (widget, "accelerator", &accelerators, NULL);
      parts = g_strsplit (accelerators, " ", -1);
      for (gsize i = 0; parts[i] != NULL; i++)
        g_hash_table_add (shown, dup_normal (parts[i]));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_shown (child, shown);
}

static GtkWidget *
open_overview (WeirWindow *window)
{
  GtkWindow *overview;

  g_action_group_activate_action (G_ACTION_GROUP (window), "shortcuts", NULL);
  overview = app_find_toplevel (GTK_TYPE_SHORTCUTS_WINDOW);
  g_assert_nonnull (overview);
  return GTK_WIDGET (overview);
}

static GHashTable *
list_shown (WeirWindow *window)
{
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  collect_shown (open_overview (window), shown);

  return g_steal_pointer (&shown);
}

/* Every action that has keys is in the window of shortcuts, with the first of them. */
static void
test_all_are_shown (void)
{
  g_autoptr (WeirApplication) application = app_start ();
  g_autoptr (GHashTable) shown = list_shown (app_open_window (application));
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (GTK_APPLICATION (application));

  for (gsize i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) accels = gtk_application_get_accels_for_action (GTK_APPLICATION (application), actions[i]);
      g_autofree char *accel = dup_normal (accels[0]);

      if (g_str_has_prefix (actions[i], "win.go-to-page"))
        g_assert_true (g_hash_table_contains (shown, "<Alt>1...9"));
      else if (!g_hash_table_contains (shown, accel))
        g_error ("%s (%s) is not in the window of shortcuts", actions[i], accel);
    }
  app_close (application);
}

static void
assert_keys_are_shown (GtkEventController *taken, GHashTable *shown)
{
  g_autoptr (GtkEventController) keys = taken;
  guint n_keys = g_list_model_get_n_items (G_LIST_MODEL (keys));

  g_assert_cmpuint (n_keys, >, 5);
  for (guint i = 0; i < n_keys; i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (keys), i);
      g_autofree char *written = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));
      g_autofree char *key = dup_normal (written);

      if (!g_hash_table_contains (shown, key))
        g_error ("%s of a page is not in the window of shortcuts", key);
    }
}

/* The same of those of a page. */
static void
test_those_of_pages_are_shown (void)
{
  g_autoptr (WeirApplication) application = app_start ();
  g_autoptr (GHashTable) shown = list_shown (app_open_window (application));

  assert_keys_are_shown (weir_page_create_shortcuts (), shown);
  assert_keys_are_shown (weir_mock_page_create_shortcuts (), shown);
  app_close (application);
}

/* No shortcut is without its action. */
static void
test_all_do_something (void)
{
  g_autoptr (WeirApplication) application = app_start ();
  WeirWindow *window = app_open_window (application);
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (GTK_APPLICATION (application));

  g_assert_cmpuint (g_strv_length (actions), >, 10);
  for (gsize i = 0; actions[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      g_assert_true (g_action_parse_detailed_name (actions[i], &name, &target, NULL));
      if (g_str_has_prefix (name, "app."))
        g_assert_true (g_action_group_has_action (G_ACTION_GROUP (application), name + strlen ("app.")));
      else if (g_str_has_prefix (name, "win."))
        g_assert_true (g_action_group_has_action (G_ACTION_GROUP (window), name + strlen ("win.")));
    }
  app_close (application);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shortcuts/all-are-shown", test_all_are_shown);
  g_test_add_func ("/shortcuts/those-of-pages-are-shown", test_those_of_pages_are_shown);
  g_test_add_func ("/shortcuts/all-do-something", test_all_do_something);
  return g_test_run ();
}
