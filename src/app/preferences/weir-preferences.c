/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-preferences.h"

#include "weir-settings.h"

struct _WeirPreferences
{
  AdwWindow parent_instance;

  GSettings *settings;
  AdwComboRow *color_scheme;
  AdwComboRow *time_mode;
  GtkSwitch *follow;
  GtkSwitch *remember_streams;
  GtkSwitch *redact_secrets;
  GtkSpinButton *scratch_budget;
};

G_DEFINE_FINAL_TYPE (WeirPreferences, weir_preferences, ADW_TYPE_WINDOW)

/* An enumeration's values are the positions in its row. */
static gboolean
get_position (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *nicks = user_data;
  const char *nick = g_variant_get_string (variant, NULL);

  for (guint i = 0; nicks[i] != NULL; i++)
    {
      if (g_str_equal (nicks[i], nick))
        {
          g_value_set_uint (value, i);
          return TRUE;
        }
    }
  return FALSE;
}

static GVariant *
set_position (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const char *const *nicks = user_data;

  return g_variant_new_string (nicks[g_value_get_uint (value)]);
}

static void
bind_choice (WeirPreferences *self, const char *key, AdwComboRow *row, const char *const *nicks)
{
  g_settings_bind_with_mapping (self->settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT, get_position, set_position, (gpointer) nicks,
                                NULL);
}

static void
weir_preferences_dispose (GObject *object)
{
  WeirPreferences *self = WEIR_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_PREFERENCES);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (weir_preferences_parent_class)->dispose (object);
}

static void
weir_preferences_class_init (WeirPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/preferences/weir-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirPreferences, color_scheme);
  gtk_widget_class_bind_template_child (widget_class, WeirPreferences, time_mode);
  gtk_widget_class_bind_template_child (widget_class, WeirPreferences, follow);
  gtk_widget_class_bind_template_child (widget_class, WeirPreferences, remember_streams);
  gtk_widget_class_bind_template_child (widget_class, WeirPreferences, redact_secrets);
  gtk_widget_class_bind_template_child (widget_class, WeirPreferences, scratch_budget);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
weir_preferences_init (WeirPreferences *self)
{
  static const char *const schemes[] = { "follow", "light", "dark", NULL };
  static const char *const times[] = { "wall", "start", "gap", NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = weir_settings_new ();
  bind_choice (self, "color-scheme", self->color_scheme, schemes);
  bind_choice (self, "time-mode", self->time_mode, times);
  g_settings_bind (self->settings, "follow", self->follow, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "remember-streams", self->remember_streams, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "redact-secrets", self->redact_secrets, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "scratch-budget", gtk_spin_button_get_adjustment (self->scratch_budget), "value",
                   G_SETTINGS_BIND_DEFAULT);
}

GtkWindow *
weir_preferences_new (GtkWindow *parent)
{
  return g_object_new (WEIR_TYPE_PREFERENCES, "transient-for", parent, NULL);
}
