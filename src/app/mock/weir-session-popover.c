/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-session-popover.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "weir-footer-words.h"
#include "weir-mock-control.h"
#include "weir-text.h"

/* Each is a row of widgets; nobody reads more. */
#define SHOWN 200u
#define COLUMNS 60u

struct _WeirSessionPopover
{
  GtkPopover parent_instance;

  GtkListBox *list;
  GtkLabel *rest;
  GtkWidget *scrolled;
  GtkWidget *all;

  WeirMock *mock; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WeirSessionPopover, weir_session_popover, GTK_TYPE_POPOVER)

enum
{
  RESET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void fill (WeirSessionPopover *self);

/* @session: (nullable) */
static void
reset (WeirSessionPopover *self, const char *session)
{
  if (self->mock == NULL)
    return;

  weir_mock_count_anew (self->mock, session);
  fill (self);
  gtk_widget_grab_focus (gtk_widget_get_visible (self->all) ? self->all : GTK_WIDGET (self));
  g_signal_emit (self, signals[RESET], 0);
}

static void
on_reset_one (GtkButton *button, gpointer user_data)
{
  WeirSessionPopover *self = user_data;
  g_autofree char *session = g_strdup (g_object_get_data (G_OBJECT (button), "session"));

  reset (self, session);
}

static void
on_reset_all (WeirSessionPopover *self)
{
  reset (self, NULL);
}

static char *
dup_subtitle (const WeirSessionInfo *info)
{
  g_autofree char *n_connections = weir_footer_dup_number (info->n_connections);
  g_autofree char *counted =
      g_strdup_printf (ngettext ("%s connection counted", "%s connections counted", (gulong) info->n_connections), n_connections);

  if (info->n_clients == 0)
    return g_steal_pointer (&counted);

  /* Translators: %s is “4 connections counted”, %u how many clients are connected */
  return g_strdup_printf (ngettext ("%s, %u connected", "%s, %u connected", info->n_clients), counted, info->n_clients);
}

static GtkWidget *
make_row (WeirSessionPopover *self, const WeirSessionInfo *info)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Count anew"));
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *subtitle = dup_subtitle (info);
  g_autofree char *label = NULL;

  if (info->session[0] != '\0')
    weir_text_append_row (name, weir_span_from_string (info->session), COLUMNS);
  else
    g_string_append (name, _ ("Without a session"));
  /* It is text, not markup. */
  g_object_set (row, "use-markup", FALSE, "activatable", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name->str);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  label = g_strdup_printf (_ ("Count anew: %s"), name->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "session", g_strdup (info->session), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_reset_one), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
fill (WeirSessionPopover *self)
{
  g_autoptr (GPtrArray) sessions = weir_mock_list_sessions (self->mock);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < MIN (sessions->len, SHOWN); i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (sessions, i)));

  gtk_widget_set_visible (self->scrolled, sessions->len > 0);
  gtk_widget_set_visible (self->all, sessions->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), sessions->len == 0 || sessions->len > SHOWN);
  if (sessions->len == 0)
    {
      gtk_label_set_label (self->rest, _ ("No connection has been counted yet."));
    }
  else if (sessions->len > SHOWN)
    {
      g_autofree char *number = weir_footer_dup_number (sessions->len - SHOWN);
      g_autofree char *words = g_strdup_printf (ngettext ("and %s more", "and %s more", sessions->len - SHOWN), number);

      gtk_label_set_label (self->rest, words);
    }
}

void
weir_session_popover_set_mock (WeirSessionPopover *self, WeirMock *mock)
{
  g_return_if_fail (WEIR_IS_SESSION_POPOVER (self) && self->mock == NULL);

  self->mock = g_object_ref (mock);
}

static void
weir_session_popover_map (GtkWidget *widget)
{
  fill (WEIR_SESSION_POPOVER (widget));

  GTK_WIDGET_CLASS (weir_session_popover_parent_class)->map (widget);
}

static void
weir_session_popover_dispose (GObject *object)
{
  WeirSessionPopover *self = WEIR_SESSION_POPOVER (object);

  g_clear_object (&self->mock);
  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_SESSION_POPOVER);

  G_OBJECT_CLASS (weir_session_popover_parent_class)->dispose (object);
}

static void
weir_session_popover_class_init (WeirSessionPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_session_popover_dispose;
  widget_class->map = weir_session_popover_map;
  signals[RESET] = g_signal_new ("reset", WEIR_TYPE_SESSION_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/mock/weir-session-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirSessionPopover, list);
  gtk_widget_class_bind_template_child (widget_class, WeirSessionPopover, rest);
  gtk_widget_class_bind_template_child (widget_class, WeirSessionPopover, scrolled);
  gtk_widget_class_bind_template_child (widget_class, WeirSessionPopover, all);
  gtk_widget_class_bind_template_callback (widget_class, on_reset_all);
}

static void
weir_session_popover_init (WeirSessionPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
