/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n.h>

#include "weir-file-name.h"
#include "weir-mock-page-private.h"
#include "weir-toast.h"
#include "weir-toasts.h"

static void
on_replace (AdwToast *toast, gpointer user_data)
{
  WeirMockPage *self = user_data;
  GFile *file = weir_mock_item_get_file (self->item);

  if (file != NULL)
    weir_mock_page_save_to (self, file);
}

static void
offer_to_replace (WeirMockPage *self)
{
  AdwToast *toast = weir_toast_new (_ ("Not saved: another program has changed the file"));

  adw_toast_set_button_label (toast, _ ("_Replace it"));
  adw_toast_set_timeout (toast, 0);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_replace), self, 0);
  weir_toasts_tell (self->toasts, toast);
}

static void
on_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WeirMockPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (weir_mock_item_save_finish (WEIR_MOCK_ITEM (object), result, &error))
    {
      weir_mock_page_tell (self, _ ("Saved"));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    {
      offer_to_replace (self);
      return;
    }

  /* Translators: %s says why. */
  text = g_strdup_printf (_ ("Not saved: %s"), error->message);
  weir_mock_page_tell (self, text);
}

void
weir_mock_page_save_to (WeirMockPage *self, GFile *file)
{
  weir_mock_page_flush (self);
  weir_mock_item_save_as (self->item, file, self->cancellable, on_saved, g_object_ref (self));
}

void
weir_mock_page_save (WeirMockPage *self)
{
  weir_mock_page_flush (self);
  if (weir_mock_item_get_file (self->item) != NULL)
    weir_mock_item_save (self->item, self->cancellable, on_saved, g_object_ref (self));
  else
    weir_mock_page_save_as (self);
}

static void
on_response (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (GFile) chosen = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autoptr (GFile) file = chosen != NULL ? weir_file_name_mend (chosen) : NULL;

  if (file != NULL)
    weir_mock_page_save_to (user_data, file);
  g_object_unref (chooser);
}

void
weir_mock_page_save_as (WeirMockPage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Save script"), window, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  GFile *file = weir_mock_item_get_file (self->item);
  g_autofree char *name = weir_file_name_suggest (weir_mock_item_get_title (self->item));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  if (file != NULL)
    gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, NULL);
  else
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_response), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
