/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-busy.h"

#define SIZE 32

struct _WeirBusy
{
  AdwBin parent_instance;

  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (WeirBusy, weir_busy, ADW_TYPE_BIN)

static void
weir_busy_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (weir_busy_parent_class)->map (widget);
  gtk_spinner_start (WEIR_BUSY (widget)->spinner);
}

static void
weir_busy_unmap (GtkWidget *widget)
{
  gtk_spinner_stop (WEIR_BUSY (widget)->spinner);
  GTK_WIDGET_CLASS (weir_busy_parent_class)->unmap (widget);
}

static void
weir_busy_class_init (WeirBusyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->map = weir_busy_map;
  widget_class->unmap = weir_busy_unmap;
}

static void
weir_busy_init (WeirBusy *self)
{
  GtkWidget *spinner = gtk_spinner_new ();

  self->spinner = GTK_SPINNER (spinner);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (spinner, SIZE, SIZE);
  adw_bin_set_child (ADW_BIN (self), spinner);
}
