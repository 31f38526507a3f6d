/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-request-edit.h"

#include <glib/gi18n.h>

static gboolean
is_running (WeirStream *stream)
{
  switch (weir_stream_get_state (stream))
    {
    case WEIR_SOURCE_CONNECTING:
    case WEIR_SOURCE_SENT:
    case WEIR_SOURCE_OPEN:
    case WEIR_SOURCE_WAITING:
      return TRUE;
    case WEIR_SOURCE_IDLE:
    case WEIR_SOURCE_STOPPED:
    case WEIR_SOURCE_FAILED:
    default:
      return FALSE;
    }
}

static gboolean
has_failed (WeirStream *stream)
{
  return weir_stream_get_state (stream) == WEIR_SOURCE_FAILED;
}

static void
on_accepted (WeirStream *stream, WeirRequest *request)
{
  const gboolean starts = is_running (stream) || has_failed (stream);

  if (is_running (stream))
    weir_stream_stop (stream);
  weir_stream_set_request (stream, request);
  if (starts)
    weir_stream_start (stream);
}

WeirRequestDialog *
weir_request_edit (GtkWindow *parent, WeirStream *stream)
{
  WeirRequest *request;
  GtkWidget *dialog;
  const char *label = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (WEIR_IS_STREAM (stream), NULL);
  request = weir_stream_get_request (stream);
  g_return_val_if_fail (request != NULL, NULL);

  if (is_running (stream))
    label = _ ("Reconnect");
  else if (has_failed (stream))
    label = _ ("Connect");
  dialog = weir_request_dialog_new (parent, weir_request_get_options (request), label);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_accepted), stream, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));

  return WEIR_REQUEST_DIALOG (dialog);
}
