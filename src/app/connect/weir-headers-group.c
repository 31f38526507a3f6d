/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-headers-group.h"

#include <glib/gi18n.h>

#include "weir-header-row.h"
#include "weir-request-check-field.h"

struct _WeirHeadersGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* WeirHeaderRow, borrowed */
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (WeirHeadersGroup, weir_headers_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_changed (WeirHeadersGroup *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_remove (WeirHeadersGroup *self, WeirHeaderRow *row)
{
  g_ptr_array_remove (self->rows, row);
  gtk_widget_grab_focus (self->add_button);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  on_changed (self);
}

static GtkWidget *
add_row (WeirHeadersGroup *self, const char *name, const char *value)
{
  GtkWidget *row = weir_header_row_new (name, value);

  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
on_add (WeirHeadersGroup *self)
{
  GtkWidget *row = add_row (self, "", "");

  weir_header_row_begin (WEIR_HEADER_ROW (row));
  on_changed (self);
}

void
weir_headers_group_add (WeirHeadersGroup *self, const WeirHeader *header)
{
  g_return_if_fail (WEIR_IS_HEADERS_GROUP (self));
  g_return_if_fail (header != NULL);

  add_row (self, header->name, header->value);
}

void
weir_headers_group_collect (WeirHeadersGroup *self, GArray *headers)
{
  g_return_if_fail (WEIR_IS_HEADERS_GROUP (self));
  g_return_if_fail (headers != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      WeirHeader header;

      if (weir_header_row_get (g_ptr_array_index (self->rows, i), &header))
        g_array_append_val (headers, header);
    }
}

gboolean
weir_headers_group_check (WeirHeadersGroup *self, GError **error)
{
  gboolean all_right = TRUE;

  g_return_val_if_fail (WEIR_IS_HEADERS_GROUP (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      WeirHeaderRow *row = g_ptr_array_index (self->rows, i);
      g_autoptr (GError) problem = NULL;
      WeirHeader header;

      if (weir_header_row_get (row, &header))
        weir_request_check_field_header (&header, &problem);
      weir_header_row_set_problem (row, problem != NULL ? problem->message : NULL);
      if (problem == NULL)
        continue;
      if (all_right)
        g_propagate_error (error, g_steal_pointer (&problem));
      all_right = FALSE;
    }

  return all_right;
}

static void
weir_headers_group_finalize (GObject *object)
{
  g_ptr_array_unref (WEIR_HEADERS_GROUP (object)->rows);
  G_OBJECT_CLASS (weir_headers_group_parent_class)->finalize (object);
}

static void
weir_headers_group_class_init (WeirHeadersGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_headers_group_finalize;
  signals[CHANGED] = g_signal_new ("changed", WEIR_TYPE_HEADERS_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_headers_group_init (WeirHeadersGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_widget_set_tooltip_text (self->add_button, _ ("Add a header"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Add a header"), -1);
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Headers"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add_button);
}
