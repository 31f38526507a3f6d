/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n.h>

#include "weir-request-check-field.h"
#include "weir-stream-page-private.h"

void
weir_page_trust_authority (WeirStreamPage *self, const char *path)
{
  WeirRequestOptions options = *weir_request_get_options (weir_stream_get_request (self->stream));
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  options.ca_file = path;
  if (weir_request_check_field_ca_file (path, &error))
    request = weir_request_new (&options, &error);
  if (request == NULL)
    {
      weir_page_tell (self, error->message);
      return;
    }
  weir_stream_page_connect (self, request);
}

static void
on_response (WeirStreamPage *self, int response, GtkNativeDialog *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    weir_page_trust_authority (self, path);
  g_object_unref (chooser);
}

void
weir_page_choose_authority (WeirStreamPage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Certificates to trust"), window, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
