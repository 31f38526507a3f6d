/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail-modes.h"

struct _WeirDetailModes
{
  AdwBin parent_instance;

  GtkToggleButton *tree_button;
  GtkToggleButton *pretty_button;
  GtkToggleButton *plain_button;
  GtkToggleButton *diff_button;

  WeirDetailData *data; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WeirDetailModes, weir_detail_modes, ADW_TYPE_BIN)

enum
{
  PROP_DATA = 1,
  N_PROPS
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char *const nicks[WEIR_DETAIL_N_MODES] = { "tree", "pretty", "plain", "diff" };

const char *
weir_detail_mode_get_nick (WeirDetailMode mode)
{
  g_return_val_if_fail (mode < WEIR_DETAIL_N_MODES, nicks[0]);

  return nicks[mode];
}

WeirDetailMode
weir_detail_mode_from_nick (const char *nick)
{
  for (guint mode = 0; mode < WEIR_DETAIL_N_MODES; mode++)
    if (g_strcmp0 (nick, nicks[mode]) == 0)
      return (WeirDetailMode) mode;
  return WEIR_DETAIL_TREE_MODE;
}

static GtkToggleButton *
get_button (WeirDetailModes *self, WeirDetailMode mode)
{
  GtkToggleButton *const buttons[] = { self->tree_button, self->pretty_button, self->plain_button, self->diff_button };

  return buttons[mode];
}

static void
update (WeirDetailModes *self)
{
  for (guint mode = 0; mode < WEIR_DETAIL_N_MODES; mode++)
    gtk_widget_set_sensitive (GTK_WIDGET (get_button (self, (WeirDetailMode) mode)),
                              weir_detail_data_allows (self->data, (WeirDetailMode) mode));
  gtk_toggle_button_set_active (get_button (self, weir_detail_data_get_shown_mode (self->data)), TRUE);
}

static void
on_toggled (WeirDetailModes *self, GtkToggleButton *button)
{
  if (self->data == NULL || !gtk_toggle_button_get_active (button))
    return;
  for (guint mode = 0; mode < WEIR_DETAIL_N_MODES; mode++)
    /* A mode that only stands in for the chosen one is shown already: nobody has chosen it. */
    if (button == get_button (self, (WeirDetailMode) mode) && mode != weir_detail_data_get_shown_mode (self->data))
      {
        weir_detail_data_set_mode (self->data, (WeirDetailMode) mode);
        g_signal_emit (self, signals[CHOSEN], 0);
      }
}

static void
weir_detail_modes_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirDetailModes *self = WEIR_DETAIL_MODES (object);

  switch (prop_id)
    {
    case PROP_DATA:
      self->data = g_value_dup_object (value);
      if (self->data != NULL)
        {
          g_signal_connect_object (self->data, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
          update (self);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_detail_modes_dispose (GObject *object)
{
  WeirDetailModes *self = WEIR_DETAIL_MODES (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_DETAIL_MODES);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (weir_detail_modes_parent_class)->dispose (object);
}

static void
weir_detail_modes_class_init (WeirDetailModesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = weir_detail_modes_set_property;
  G_OBJECT_CLASS (klass)->dispose = weir_detail_modes_dispose;
  properties[PROP_DATA] =
      g_param_spec_object ("data", NULL, NULL, WEIR_TYPE_DETAIL_DATA, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[CHOSEN] = g_signal_new ("chosen", WEIR_TYPE_DETAIL_MODES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/detail/weir-detail-modes.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirDetailModes, tree_button);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailModes, pretty_button);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailModes, plain_button);
  gtk_widget_class_bind_template_child (widget_class, WeirDetailModes, diff_button);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
weir_detail_modes_init (WeirDetailModes *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
