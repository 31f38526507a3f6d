/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail-export.h"

#include "weir-detail.h"
#include "weir-text.h"
#include "weir-toast.h"
#include "weir-toasts.h"
#include "weir-utf8.h"
#include "weir-worker.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Of a file's name in a sentence. */
#define NAME_COLUMNS 60u

static void
say (GtkWidget *widget, const char *text)
{
  weir_toasts_tell_near (widget, weir_toast_new (text));
}

/* No text of C holds a NUL. */
static void
replace_nuls (GString *text)
{
  g_autoptr (GString) replaced = g_string_sized_new (text->len);

  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == '\0')
      g_string_append (replaced, "␀");
    else
      g_string_append_c (replaced, text->str[i]);
  g_string_assign (text, replaced->str);
}

/* Returns: (transfer full): the same bytes when they are text */
static GBytes *
make_text (GBytes *bytes)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  GString *text;

  /* A NUL is not valid either. */
  if (n_bytes == 0 || g_utf8_validate_len (data, n_bytes, NULL))
    return g_bytes_ref (bytes);
  text = g_string_sized_new (n_bytes);
  weir_utf8_append (text, data, n_bytes);
  if (strlen (text->str) < text->len)
    replace_nuls (text);
  return g_string_free_to_bytes (text);
}

static void
make_text_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, make_text (task_data), (GDestroyNotify) g_bytes_unref);
}

/* The clipboard takes the bytes over, it copies none. */
static void
put (GtkWidget *widget, GBytes *bytes, GBytes *text)
{
  GdkContentProvider *parts[] = {
    gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", text),
    gdk_content_provider_new_for_bytes ("text/plain", text),
    text != bytes ? gdk_content_provider_new_for_bytes ("application/octet-stream", bytes) : NULL,
  };
  g_autoptr (GdkContentProvider) all = gdk_content_provider_new_union (parts, text != bytes ? 3 : 2);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), all);
  say (widget, text != bytes ? _ ("Copied; bytes that are no text were replaced") : _ ("Copied"));
}

typedef struct
{
  GtkWidget *widget;
  GBytes *bytes;
  GdkContentProvider *before; /* (nullable) */
} Copy;

static void
on_text_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Copy *copy = user_data;
  g_autoptr (GBytes) text = g_task_propagate_pointer (G_TASK (result), NULL);

  if (gdk_clipboard_get_content (gtk_widget_get_clipboard (copy->widget)) == copy->before)
    put (copy->widget, copy->bytes, text);
  g_object_unref (copy->widget);
  g_bytes_unref (copy->bytes);
  g_clear_object (&copy->before);
  g_free (copy);
}

void
weir_detail_copy (GtkWidget *widget, GBytes *bytes)
{
  GdkContentProvider *before = gdk_clipboard_get_content (gtk_widget_get_clipboard (widget));
  Copy *copy;

  if (g_bytes_get_size (bytes) <= WEIR_DETAIL_AT_ONCE)
    {
      g_autoptr (GBytes) text = make_text (bytes);

      put (widget, bytes, text);
      return;
    }
  copy = g_new0 (Copy, 1);
  copy->widget = g_object_ref (widget);
  copy->bytes = g_bytes_ref (bytes);
  copy->before = before != NULL ? g_object_ref (before) : NULL;
  weir_worker_run_blocking (make_text_in_thread, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref, on_text_made, copy);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *base = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;

  weir_text_append_row (name, weir_span_from_string (base), NAME_COLUMNS);
  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    /* Translators: %s is a file's name */
    text = g_strdup_printf (_ ("Saved as “%s”"), name->str);
  else
    /* Translators: a file's name, then why */
    text = g_strdup_printf (_ ("“%s” could not be saved: %s"), name->str, error->message);
  say (widget, text);
}

void
weir_detail_save_to (GtkWidget *widget, GBytes *bytes, GFile *file)
{
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, on_saved, g_object_ref (widget));
}

static void
bytes_free (gpointer data, GClosure *closure)
{
  g_bytes_unref (data);
}

static void
on_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  GBytes *bytes = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      weir_detail_save_to (g_object_get_data (G_OBJECT (dialog), "weir-widget"), bytes, file);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

void
weir_detail_save (GtkWidget *widget, GBytes *bytes, const char *name)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Save"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "weir-widget", g_object_ref (widget), g_object_unref);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), g_bytes_ref (bytes), bytes_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
