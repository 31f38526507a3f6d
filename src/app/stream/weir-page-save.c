/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n.h>

#include "weir-file-name.h"
#include "weir-redaction-dialog.h"
#include "weir-stream-page-private.h"
#include "weir-toast.h"
#include "weir-toasts.h"

void
weir_page_tell (WeirStreamPage *self, const char *text)
{
  weir_toasts_tell (self->toasts, weir_toast_new (text));
}

static void
on_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WeirStreamPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean is_copy = FALSE;

  if (!weir_stream_save_finish (self->stream, result, &is_copy, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      /* Translators: %s says why. */
      text = g_strdup_printf (_ ("Not saved: %s"), error->message);
      weir_page_tell (self, text);
      return;
    }

  /* A copy is a file of its own: what comes from now on is not in it. */
  weir_page_tell (self, is_copy ? _ ("Saved what came until now") : _ ("Saved; what comes is added to it"));
}

void
weir_page_save_as (WeirStreamPage *self, const char *path)
{
  weir_stream_save_async (self->stream, path, TRUE, self->cancellable, on_saved, g_object_ref (self));
}

static void
on_response (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  WeirStreamPage *self = user_data;
  g_autoptr (GFile) chosen = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autoptr (GFile) file = chosen != NULL ? weir_file_name_mend (chosen) : NULL;
  g_autofree char *path = NULL;

  if (file != NULL)
    path = g_file_get_path (file);
  if (path != NULL)
    weir_page_save_as (self, path);
  else if (file != NULL)
    weir_page_tell (self, _ ("Not saved: this place is not in the file system. Choose a folder of this computer."));
  g_object_unref (chooser);
}

static void
choose_file (WeirStreamPage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Save recording"), window, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  g_autofree char *name = weir_file_name_suggest (weir_stream_get_title (self->stream));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_response), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
weir_page_save (WeirStreamPage *self)
{
  g_auto (GStrv) names = weir_stream_list_secrets (self->stream);
  WeirRequest *request = weir_stream_get_request (self->stream);
  gboolean has_body = request != NULL && weir_request_get_options (request)->body != NULL;
  WeirRedactionDialog *dialog;

  if (names[0] == NULL && !has_body)
    {
      choose_file (self);
      return;
    }

  dialog = weir_redaction_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), (const char *const *) names,
                                      weir_stream_keeps_secrets (self->stream));
  if (has_body)
    weir_redaction_dialog_add_body (dialog);
  g_signal_connect_object (dialog, "go-on", G_CALLBACK (choose_file), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
