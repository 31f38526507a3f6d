/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-request-edit.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
has_failed (WeirStream *stream)
{
  return weir_stream_get_state (stream) == WEIR_SOURCE_FAILED;
}

/* Who changes what was sent once wants to see what comes of the other. */
static gboolean
is_sent_again (WeirStream *stream)
{
  return weir_stream_get_recording (stream) != NULL &&
         weir_request_get_options (weir_stream_get_request (stream))->policy == WEIR_POLICY_ONCE;
}

static void
on_accepted (WeirStream *stream, WeirRequest *request)
{
  /* Who is asked for what is missing, or for what failed, wants to start. */
  const gboolean starts =
      weir_stream_is_started (stream) || has_failed (stream) || weir_stream_get_missing (stream) != NULL || is_sent_again (stream);

  if (weir_stream_is_started (stream))
    weir_stream_stop (stream);
  weir_stream_set_request (stream, request);
  if (starts)
    weir_stream_start (stream);
}

WeirRequestDialog *
weir_request_edit (GtkWindow *parent, WeirStream *stream, const char *why)
{
  const char *const *missing;
  const char *label = NULL;
  WeirRequest *request;
  GtkWidget *dialog;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (WEIR_IS_STREAM (stream), NULL);
  request = weir_stream_get_request (stream);
  g_return_val_if_fail (request != NULL, NULL);

  missing = weir_stream_get_missing (stream);
  if (missing != NULL)
    label = strcmp (weir_request_get_options (request)->method, "GET") == 0 ? _ ("Watch") : _ ("Send");
  else if (has_failed (stream))
    label = _ ("Connect");
  else if (is_sent_again (stream))
    label = _ ("Send again");
  else if (weir_stream_is_started (stream))
    label = _ ("Reconnect");
  dialog = weir_request_dialog_new (parent, weir_request_get_options (request), label);
  if (missing != NULL)
    weir_request_dialog_show_missing (WEIR_REQUEST_DIALOG (dialog), missing, why);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_accepted), stream, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));

  return WEIR_REQUEST_DIALOG (dialog);
}

const char *
weir_request_edit_explain (const GError *error)
{
  if (error != NULL)
    return error->message;

  return _ ("The keyring was not unlocked, or does not have it any more. Fill it in again, or go without it.");
}
