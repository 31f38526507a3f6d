/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-settings.h"

#include <glib/gi18n.h>

#include "weir-drop-down.h"
#include "weir-mock-words.h"
#include "weir-port-entry.h"

#define EVERYWHERE "0.0.0.0"

enum
{
  HOST_LOOPBACK,
  HOST_EVERYWHERE,
};

enum
{
  CORS_ALL,
  CORS_ONE,
  CORS_OFF,
};

struct _WeirMockSettings
{
  AdwBin parent_instance;

  GtkEntry *port;
  GtkDropDown *host;
  GtkWidget *warning;
  GtkDropDown *cors;
  GtkEditable *origin;
  GtkSwitch *loop;
  GtkSwitch *tls;
  GtkLabel *certificate;
  GtkWidget *later;
  GtkLabel *control;

  WeirMockItem *item;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (WeirMockSettings, weir_mock_settings, ADW_TYPE_BIN)

static void
show_cors (WeirMockSettings *self)
{
  g_autofree char *cors = NULL;

  g_object_get (self->item, "cors", &cors, NULL);
  if (cors == NULL)
    gtk_drop_down_set_selected (self->cors, CORS_ALL);
  else if (g_str_equal (cors, "off"))
    gtk_drop_down_set_selected (self->cors, CORS_OFF);
  else
    {
      gtk_drop_down_set_selected (self->cors, CORS_ONE);
      if (!g_str_equal (cors, gtk_editable_get_text (self->origin)))
        gtk_editable_set_text (self->origin, cors);
    }
}

static void
show_control (WeirMockSettings *self)
{
  g_autofree char *base = weir_mock_dup_url (weir_mock_item_get_mock (self->item));
  g_autofree char *text = NULL;

  if (base != NULL)
    text = g_strconcat (base, "/.weir/", NULL);
  else
    text = g_strdup (_ ("While the mock runs, tests can see its clients, send to them and cut them off."));
  gtk_label_set_text (self->control, text);
}

static void
show_certificate (WeirMockSettings *self)
{
  const char *file = weir_mock_item_get_certificate (self->item);
  g_autofree char *shown = file != NULL ? g_filename_display_name (file) : NULL;
  /* Translators: %s is a file */
  g_autofree char *text = shown != NULL ? g_strdup_printf (_ ("Clients have to trust this certificate: %s"), shown) : NULL;

  gtk_label_set_text (self->certificate, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->certificate), text != NULL);
}

static void
show (WeirMockSettings *self)
{
  g_autofree char *host = NULL;
  gboolean loopback;

  if (self->item == NULL)
    return;

  self->is_showing = TRUE;
  g_object_get (self->item, "host", &host, NULL);
  loopback = weir_mock_host_is_loopback (host);
  gtk_drop_down_set_selected (self->host, loopback ? HOST_LOOPBACK : HOST_EVERYWHERE);
  gtk_widget_set_visible (self->warning, !loopback);
  gtk_widget_set_visible (self->later, weir_mock_item_get_running (self->item));
  show_cors (self);
  show_certificate (self);
  show_control (self);
  self->is_showing = FALSE;
}

static void
on_host (WeirMockSettings *self)
{
  guint selected = gtk_drop_down_get_selected (self->host);

  if (!self->is_showing && self->item != NULL)
    g_object_set (self->item, "host", selected == HOST_EVERYWHERE ? EVERYWHERE : NULL, NULL);
}

static void
on_cors (WeirMockSettings *self)
{
  guint selected = gtk_drop_down_get_selected (self->cors);
  const char *origin = gtk_editable_get_text (self->origin);

  gtk_widget_set_visible (GTK_WIDGET (self->origin), selected == CORS_ONE);
  if (self->is_showing || self->item == NULL)
    return;
  if (selected == CORS_ONE && *origin == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->origin));
  else
    g_object_set (self->item, "cors", selected == CORS_ALL ? NULL : selected == CORS_OFF ? "off" : origin, NULL);
}

static void
weir_mock_settings_map (GtkWidget *widget)
{
  show (WEIR_MOCK_SETTINGS (widget));
  GTK_WIDGET_CLASS (weir_mock_settings_parent_class)->map (widget);
}

static void
on_notify (WeirMockSettings *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !self->is_showing)
    show (self);
}

void
weir_mock_settings_set_item (WeirMockSettings *self, WeirMockItem *item)
{
  g_return_if_fail (WEIR_IS_MOCK_SETTINGS (self));
  g_return_if_fail (self->item == NULL);

  self->item = g_object_ref (item);
  weir_port_entry_bind (self->port, item);
  g_object_bind_property (item, "loop", self->loop, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (item, "tls", self->tls, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tls), weir_tls_is_supported ());
  g_signal_connect_object (item, "notify", G_CALLBACK (on_notify), self, G_CONNECT_SWAPPED);
}

static void
weir_mock_settings_dispose (GObject *object)
{
  WeirMockSettings *self = WEIR_MOCK_SETTINGS (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_MOCK_SETTINGS);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (weir_mock_settings_parent_class)->dispose (object);
}

static void
weir_mock_settings_class_init (WeirMockSettingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_mock_settings_dispose;
  widget_class->map = weir_mock_settings_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/mock/weir-mock-settings.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirMockSettings, port);
  gtk_widget_class_bind_template_child (widget_class, WeirMockSettings, host);
  gtk_widget_class_bind_template_child (widget_class, WeirMockSettings, warning);
  gtk_widget_class_bind_template_child (widget_class, WeirMockSettings, cors);
  gtk_widget_class_bind_template_child (widget_class, WeirMockSettings, origin);
  gtk_widget_class_bind_template_child (widget_class, WeirMockSettings, loop);
  gtk_widget_class_bind_template_child (widget_class, WeirMockSettings, tls);
  gtk_widget_class_bind_template_child (widget_class, WeirMockSettings, certificate);
  gtk_widget_class_bind_template_child (widget_class, WeirMockSettings, later);
  gtk_widget_class_bind_template_child (widget_class, WeirMockSettings, control);
  gtk_widget_class_bind_template_callback (widget_class, on_host);
  gtk_widget_class_bind_template_callback (widget_class, on_cors);
}

static void
weir_mock_settings_init (WeirMockSettings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  weir_drop_down_set_label (self->host, _ ("Reached from"));
  weir_drop_down_set_label (self->cors, _ ("Web pages that may read it"));
}

GtkWidget *
weir_mock_settings_new (void)
{
  return g_object_new (WEIR_TYPE_MOCK_SETTINGS, NULL);
}
