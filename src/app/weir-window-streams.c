/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-application.h"
#include "weir-file-kind.h"
#include "weir-first-page.h"
#include "weir-paste.h"
#include "weir-remembered.h"
#include "weir-served-item.h"
#include "weir-settings.h"
#include "weir-stream-item.h"
#include "weir-stream-page.h"
#include "weir-window-private.h"

#include <glib/gi18n.h>

/* Of a sidebar item. */
#define PASSING "weir-passing"

/* What a window's pages are of: streams that are watched, and recordings. */

static WeirApplication *
get_application (WeirWindow *self)
{
  return WEIR_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

static void
on_script (WeirWindow *self, GBytes *script, const char *title, gboolean run)
{
  g_autoptr (WeirMockItem) mock = weir_mock_item_new_for_bytes (title, script);

  if (run)
    weir_window_serve (self, mock);
  else
    weir_window_add_mock (self, mock);
}

static void
add_stream (WeirWindow *self, WeirStream *stream)
{
  g_autoptr (GSettings) settings = weir_settings_new ();
  GtkWidget *page = weir_stream_page_new (stream, weir_application_get_search (get_application (self)));
  GActionGroup *actions = weir_stream_page_get_actions (WEIR_STREAM_PAGE (page));
  g_autoptr (WeirSidebarItem) item = weir_stream_item_new (stream, page, actions);

  g_signal_connect_object (page, "request-edit", G_CALLBACK (weir_remembered_edit_request), item, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "script", G_CALLBACK (on_script), self, G_CONNECT_SWAPPED);
  if (!g_settings_get_boolean (settings, "follow"))
    g_action_group_change_action_state (actions, "follow", g_variant_new_boolean (FALSE));
  weir_window_add (self, item);
}

/* (nullable): the one whose page is about the stream */
static WeirSidebarItem *
find_item (WeirWindow *self, WeirStream *stream)
{
  GListModel *items = weir_window_get_items (self);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (WeirSidebarItem) item = g_list_model_get_item (items, i);

      if (WEIR_IS_STREAM_ITEM (item) && weir_stream_item_get_stream (WEIR_STREAM_ITEM (item)) == stream)
        return item;
    }

  return NULL;
}

static void
watch (WeirWindow *self, WeirRequest *request, const char *title, gboolean start)
{
  g_autoptr (WeirStream) stream = weir_stream_new (request, weir_application_get_ingest (get_application (self)), NULL);
  g_autoptr (GSettings) settings = weir_settings_new ();
  guint64 budget = (guint64) g_settings_get_uint (settings, "scratch-budget") * 1024 * 1024;

  weir_stream_set_keeping (stream, budget, !g_settings_get_boolean (settings, "redact-secrets"));
  if (title != NULL)
    weir_stream_set_title (stream, title);
  add_stream (self, stream);
  if (start)
    weir_stream_start (stream);
}

void
weir_window_watch (WeirWindow *self, WeirRequest *request, gboolean start)
{
  WeirSidebarItem *item;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (request != NULL);

  watch (self, request, NULL, start);
  if (!start)
    return;
  item = weir_window_get_item (self);
  weir_remembered_set_secrets (item, weir_first_page_get_remember (WEIR_FIRST_PAGE (self->first_page)));
  weir_application_remember (get_application (self), NULL);
  weir_application_add_recent (get_application (self), request, weir_remembered_get (item));
}

gboolean
weir_window_is_url (const char *text)
{
  return g_ascii_strncasecmp (text, "http://", 7) == 0 || g_ascii_strncasecmp (text, "https://", 8) == 0;
}

void
weir_window_open_url (WeirWindow *self, const char *url)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (url != NULL);

  options.url = url;
  request = weir_request_new (&options, &error);
  if (request == NULL)
    weir_window_show_error (self, _ ("This address cannot be watched"), error);
  else
    weir_window_watch (self, request, TRUE);
}

void
weir_window_watch_demo (WeirWindow *self)
{
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));

  request = weir_application_make_demo_request (get_application (self), &error);
  if (request == NULL)
    weir_window_show_error (self, _ ("The demo could not be started"), error);
  else
    {
      watch (self, request, _ ("Demo"), TRUE);
      g_object_set_data (G_OBJECT (weir_window_get_item (self)), PASSING, (gpointer) PASSING);
    }
}

gboolean
weir_window_is_passing (WeirSidebarItem *item)
{
  return g_object_get_data (G_OBJECT (item), PASSING) != NULL;
}

void
weir_window_duplicate (WeirWindow *self, WeirSidebarItem *item)
{
  WeirStream *stream;
  WeirRequest *request;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (item));

  if (WEIR_IS_SERVED_ITEM (item))
    {
      weir_window_duplicate_mock (self, item);
      return;
    }
  stream = weir_stream_item_get_stream (WEIR_STREAM_ITEM (item));
  request = weir_stream_get_request (stream);
  if (request != NULL)
    watch (self, request, NULL, weir_request_get_options (request)->policy != WEIR_POLICY_ONCE);
}

static GWeakRef *
weak_ref_new (gpointer object)
{
  GWeakRef *self = g_new (GWeakRef, 1);

  g_weak_ref_init (self, object);
  return self;
}

static void
weak_ref_free (GWeakRef *self)
{
  g_weak_ref_clear (self);
  g_free (self);
}

/* What is wrong with a recording that has a page, the page says. */
static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  WeirStream *stream = WEIR_STREAM (object);
  g_autoptr (WeirWindow) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;

  weak_ref_free (user_data);
  if (!weir_stream_open_finish (stream, result, &error) && weir_stream_get_recording (stream) == NULL && self != NULL)
    weir_window_show_error (self, _ ("The recording could not be opened"), error);
}

static void
stop_reading (gpointer data)
{
  g_cancellable_cancel (data);
  g_object_unref (data);
}

/* Reading ends with the page. */
static void
add_recording (WeirWindow *self, WeirStream *stream, GCancellable *cancellable)
{
  if (weir_stream_get_recording (stream) == NULL)
    return;
  add_stream (self, stream);
  g_object_set_data_full (G_OBJECT (find_item (self, stream)), "reading", g_object_ref (cancellable), stop_reading);
}

/* (nullable): the page of the recording at @path */
static WeirSidebarItem *
find_path (WeirWindow *self, const char *path)
{
  GListModel *items = weir_window_get_items (self);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (WeirSidebarItem) item = g_list_model_get_item (items, i);
      g_autofree char *other = NULL;

      if (WEIR_IS_STREAM_ITEM (item))
        g_object_get (weir_stream_item_get_stream (WEIR_STREAM_ITEM (item)), "path", &other, NULL);
      if (g_strcmp0 (path, other) == 0)
        return item;
    }

  return NULL;
}

static void
open_recording (WeirWindow *self, const char *path)
{
  g_autoptr (WeirStream) stream = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  WeirSidebarItem *item = find_path (self, path);

  if (item != NULL)
    {
      weir_window_show_item (self, item);
      return;
    }

  stream = weir_stream_open_async (path, cancellable, on_opened, weak_ref_new (self));
  add_recording (self, stream, cancellable);
}

void
weir_window_open_path (WeirWindow *self, const char *path)
{
  g_autofree char *whole = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  whole = g_canonicalize_filename (path, NULL);
  switch (weir_file_kind_of_path (whole, &text))
    {
    case WEIR_FILE_SCRIPT:
      weir_window_open_script (self, whole);
      break;
    case WEIR_FILE_JSON:
      weir_window_take_text (self, text);
      break;
    case WEIR_FILE_RECORDING:
    default:
      open_recording (self, whole);
    }
}

void
weir_window_open_left_over (WeirWindow *self, const char *path)
{
  g_autoptr (WeirStream) stream = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  stream = weir_stream_adopt_async (path, cancellable, on_opened, weak_ref_new (self));
  add_recording (self, stream, cancellable);
}

void
weir_window_open_file (WeirWindow *self, GFile *file)
{
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  /* A path for an address on the network may be there, too, and is of no use. */
  uri = g_file_get_uri (file);
  if (!weir_window_is_url (uri))
    path = g_file_get_path (file);
  if (path != NULL)
    weir_window_open_path (self, path);
  else
    weir_window_open_url (self, uri);
}

static void
on_files_chosen (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      weir_window_open_file (user_data, file);
    }
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (gsize i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

void
weir_window_choose_files (WeirWindow *self)
{
  GtkFileChooserNative *dialog;

  g_return_if_fail (WEIR_IS_WINDOW (self));

  dialog = gtk_file_chooser_native_new (_ ("Open"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("Recordings and scripts"), (const char *[]){ "*.eventstream", "*.weir", NULL });
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("JSON"), (const char *[]){ "*.json", "*.jsonl", "*.ndjson", NULL });
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("All files"), (const char *[]){ "*", NULL });
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_files_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_text (WeirWindow *self, const char *text)
{
  g_autofree char *line = g_strstrip (g_strdup (text));
  g_autofree char *url = NULL;

  if (weir_paste_guess (weir_span_from_string (line)) != WEIR_PASTE_URL)
    {
      weir_window_take_text (self, text);
      return;
    }
  url = weir_paste_dup_url (weir_span_from_string (line));
  weir_window_open_url (self, url);
}

static gboolean
on_drop (WeirWindow *self, const GValue *value)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      GSList *files = g_value_get_boxed (value);

      for (GSList *next = files; next != NULL; next = next->next)
        weir_window_open_file (self, next->data);
      return TRUE;
    }
  open_text (self, g_value_get_string (value));
  return TRUE;
}

void
weir_window_accept_drops (WeirWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  g_return_if_fail (WEIR_IS_WINDOW (self));

  gtk_drop_target_set_gtypes (target, (GType[]){ GDK_TYPE_FILE_LIST, G_TYPE_STRING }, 2);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
