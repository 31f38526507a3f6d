/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "weir-preferences.h"
#include "weir-settings.h"

typedef struct
{
  GSettings *settings;
  GtkWindow *window;
  GPtrArray *rows; /* AdwActionRow, as they stand */
} Fixture;

static void
collect_rows (GtkWidget *widget, GPtrArray *rows)
{
  if (ADW_IS_ACTION_ROW (widget))
    {
      g_ptr_array_add (rows, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_rows (child, rows);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = weir_settings_new ();
  fixture->window = weir_preferences_new (NULL);
  gtk_window_present (fixture->window);
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
  fixture->rows = g_ptr_array_new ();
  collect_rows (GTK_WIDGET (fixture->window), fixture->rows);
  g_assert_cmpuint (fixture->rows->len, ==, 6);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) keys = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;

  app_destroy (fixture->window);
  g_object_get (fixture->settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (fixture->settings, keys[i]);
  g_object_unref (fixture->settings);
  g_ptr_array_unref (fixture->rows);
}

static GtkWidget *
find_row (Fixture *fixture, const char *title)
{
  for (guint i = 0; i < fixture->rows->len; i++)
    {
      AdwPreferencesRow *row = g_ptr_array_index (fixture->rows, i);

      if (g_str_equal (adw_preferences_row_get_title (row), title))
        return GTK_WIDGET (row);
    }
  g_error ("no row “%s”", title);
}

static void
check_switch (Fixture *fixture, const char *title, const char *key)
{
  GtkWidget *row = find_row (fixture, title);
  GtkSwitch *widget = GTK_SWITCH (app_find_by_type (row, GTK_TYPE_SWITCH));
  gboolean before = g_settings_get_boolean (fixture->settings, key);

  g_assert_cmpint (gtk_switch_get_active (widget), ==, before);
  gtk_switch_set_active (widget, !before);
  g_assert_cmpint (g_settings_get_boolean (fixture->settings, key), ==, !before);
  g_settings_set_boolean (fixture->settings, key, before);
  g_assert_cmpint (gtk_switch_get_active (widget), ==, before);
}

static void
test_switches (Fixture *fixture, gconstpointer data)
{
  check_switch (fixture, "Follow new rows", "follow");
  check_switch (fixture, "Remember streams", "remember-streams");
  check_switch (fixture, "Redact secrets", "redact-secrets");
}

static void
test_choices (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *scheme = ADW_COMBO_ROW (find_row (fixture, "Style"));
  AdwComboRow *time = ADW_COMBO_ROW (find_row (fixture, "Time column"));

  g_assert_cmpuint (adw_combo_row_get_selected (scheme), ==, 0);
  adw_combo_row_set_selected (scheme, 2);
  g_assert_cmpint (g_settings_get_enum (fixture->settings, "color-scheme"), ==, 2);
  g_settings_set_string (fixture->settings, "color-scheme", "light");
  g_assert_cmpuint (adw_combo_row_get_selected (scheme), ==, 1);

  adw_combo_row_set_selected (time, 2);
  g_assert_cmpint (g_settings_get_enum (fixture->settings, "time-mode"), ==, 2);
}

static void
test_scratch_space (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = find_row (fixture, "Scratch space");
  GtkSpinButton *spin = GTK_SPIN_BUTTON (app_find_by_type (row, GTK_TYPE_SPIN_BUTTON));

  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, 2048);
  gtk_spin_button_set_value (spin, 1);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "scratch-budget"), ==, 64);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/preferences/switches", Fixture, NULL, set_up, test_switches, tear_down);
  g_test_add ("/preferences/choices", Fixture, NULL, set_up, test_choices, tear_down);
  g_test_add ("/preferences/scratch-space", Fixture, NULL, set_up, test_scratch_space, tear_down);
  return g_test_run ();
}
