/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-file-row.h"

#include <glib/gi18n.h>

struct _WeirFileRow
{
  AdwActionRow parent_instance;

  GtkWidget *clear_button;
  GtkWidget *choose_button;

  char *none;
  char *choose;
  char *clear;
  char *path; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WeirFileRow, weir_file_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_NONE = 1,
  PROP_CHOOSE,
  PROP_CLEAR,
  N_PROPERTIES,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

void
weir_file_row_set_path (WeirFileRow *self, const char *path)
{
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;
  char *kept = g_strdup (path);

  g_return_if_fail (WEIR_IS_FILE_ROW (self));

  g_free (self->path);
  self->path = kept;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), name != NULL ? name : self->none);
  gtk_widget_set_visible (self->clear_button, path != NULL);
}

const char *
weir_file_row_get_path (WeirFileRow *self)
{
  g_return_val_if_fail (WEIR_IS_FILE_ROW (self), NULL);

  return self->path;
}

static void
on_clear (WeirFileRow *self)
{
  /* Its button goes. */
  gtk_widget_grab_focus (self->choose_button);
  weir_file_row_set_path (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_chosen (WeirFileRow *self, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    {
      weir_file_row_set_path (self, path);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  g_object_unref (dialog);
}

static void
on_choose (WeirFileRow *self)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (self->choose, parent, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
name_button (GtkWidget *button, const char *name)
{
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
weir_file_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WeirFileRow *self = WEIR_FILE_ROW (object);

  switch (id)
    {
    case PROP_NONE:
      self->none = g_value_dup_string (value);
      break;
    case PROP_CHOOSE:
      self->choose = g_value_dup_string (value);
      break;
    case PROP_CLEAR:
      self->clear = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
weir_file_row_constructed (GObject *object)
{
  WeirFileRow *self = WEIR_FILE_ROW (object);

  G_OBJECT_CLASS (weir_file_row_parent_class)->constructed (object);
  name_button (self->choose_button, self->choose);
  name_button (self->clear_button, self->clear);
  weir_file_row_set_path (self, NULL);
}

static void
weir_file_row_finalize (GObject *object)
{
  WeirFileRow *self = WEIR_FILE_ROW (object);

  g_free (self->none);
  g_free (self->choose);
  g_free (self->clear);
  g_free (self->path);
  G_OBJECT_CLASS (weir_file_row_parent_class)->finalize (object);
}

static void
weir_file_row_class_init (WeirFileRowClass *klass)
{
  static const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = weir_file_row_set_property;
  object_class->constructed = weir_file_row_constructed;
  object_class->finalize = weir_file_row_finalize;
  properties[PROP_NONE] = g_param_spec_string ("none", NULL, NULL, "", flags);
  properties[PROP_CHOOSE] = g_param_spec_string ("choose", NULL, NULL, "", flags);
  properties[PROP_CLEAR] = g_param_spec_string ("clear", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[CHANGED] = g_signal_new ("changed", WEIR_TYPE_FILE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/connect/weir-file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirFileRow, clear_button);
  gtk_widget_class_bind_template_child (widget_class, WeirFileRow, choose_button);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
}

static void
weir_file_row_init (WeirFileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
