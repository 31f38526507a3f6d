/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-view-private.h"

#include <glib/gi18n.h>

#include "weir-request-text.h"
#include "weir-row-copy.h"

static void
on_copied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WeirEventView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = weir_row_copy_finish (result, &error);
  GdkContentProvider *content;

  if (text == NULL)
    {
      weir_event_view_tell (self, error->message);
      return;
    }
  content = gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", text);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);
  g_object_unref (content);
  weir_event_view_tell (self, _ ("Copied"));
}

static void
copy_data (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirEventView *self = user_data;

  weir_row_copy_data_async (weir_event_view_get_target (self), on_copied, g_object_ref (self));
}

static void
copy_block (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirEventView *self = user_data;

  weir_row_copy_block_async (weir_event_view_get_target (self), on_copied, g_object_ref (self));
}

typedef char *(*RequestText) (const WeirRequest *request, const char *text, WeirRequestTextFlags flags);

/* A command that does not work is of no use: the secrets are in it, and that is said. */
static void
copy_request (WeirEventView *self, RequestText write, const char *text)
{
  const WeirRequest *request = weir_stream_get_request (self->stream);
  g_autofree char *command = write (request, text, WEIR_REQUEST_TEXT_SECRETS);
  g_autofree char *redacted = write (request, text, WEIR_REQUEST_TEXT_NONE);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), command);
  weir_event_view_tell (self, g_str_equal (command, redacted) ? _ ("Copied") : _ ("Copied, with the secrets of the request"));
}

/* The request as it would go on from the row. */
static void
copy_request_from_row (WeirEventView *self, RequestText write)
{
  g_autofree char *id = weir_event_dup_last_event_id (weir_event_view_get_target (self));

  copy_request (self, write, id);
}

static void
copy_curl (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  copy_request_from_row (user_data, weir_request_to_curl);
}

static void
copy_javascript (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  copy_request_from_row (user_data, weir_request_to_javascript);
}

static void
copy_python (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  copy_request_from_row (user_data, weir_request_to_python);
}

static void
copy_test (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirEventView *self = user_data;

  copy_request (self, weir_request_to_test, weir_event_get_name (weir_event_view_get_target (self)));
}

void
weir_event_view_add_copy_actions (WeirEventView *self)
{
  static const GActionEntry entries[] = {
    { .name = "copy-data", .activate = copy_data },     { .name = "copy-block", .activate = copy_block },
    { .name = "copy-curl", .activate = copy_curl },     { .name = "copy-javascript", .activate = copy_javascript },
    { .name = "copy-python", .activate = copy_python }, { .name = "copy-test", .activate = copy_test },
  };

  g_action_map_add_action_entries (self->row_actions, entries, G_N_ELEMENTS (entries), self);
}
