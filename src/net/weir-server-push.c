/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-limits.h"
#include "weir-parser.h"
#include "weir-server-private.h"

static void
on_frame (const WeirFrame *frame, gpointer n_events)
{
  *(guint *) n_events += frame->dispatches ? 1 : 0;
}

static guint
count_events (GBytes *bytes)
{
  static const WeirParserHandlers handlers = { .frame = on_frame };
  guint n_events = 0;
  g_autoptr (WeirParser) parser = weir_parser_new (&handlers, &n_events);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  (void) weir_parser_feed (parser, data, size, NULL); /* far below the parser's limits */

  return n_events;
}

gboolean
weir_server_push (WeirServer *self, const WeirSelection *selection, GBytes *bytes, WeirPushed *pushed, GError **error)
{
  gsize size = g_bytes_get_size (bytes);
  guint n_events;

  *pushed = (WeirPushed){ 0 };
  if (size == 0 || size > WEIR_LIMIT_PUSH)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("What is pushed has 1 byte to %u KiB"), WEIR_LIMIT_PUSH / 1024);
      return FALSE;
    }

  n_events = count_events (bytes);
  for (const GList *link = self->connections.head; link != NULL; link = link->next)
    {
      const WeirConnection *connection = link->data;

      if (!weir_connection_is_selected (connection, selection))
        continue;
      switch (weir_reply_push (connection->reply, bytes, n_events))
        {
        case WEIR_REPLY_SENT:
          pushed->sent++;
          break;
        case WEIR_REPLY_WAITS:
          pushed->waiting++;
          break;
        case WEIR_REPLY_REFUSED:
        case WEIR_REPLY_NO_STREAM:
        default:
          pushed->refused++;
          break;
        }
    }

  return TRUE;
}
