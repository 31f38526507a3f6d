/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock.h"

/* What a running server is asked. */

static void
list_unreached (WeirServer *server, gpointer data)
{
  *(GPtrArray **) data = weir_server_list_unreached (server);
}

GPtrArray *
weir_mock_list_unreached (WeirMock *self)
{
  GPtrArray *unreached;

  return weir_mock_call (self, list_unreached, &unreached) ? unreached : g_ptr_array_new ();
}

static void
ask_url (WeirServer *server, gpointer data)
{
  *(char **) data = weir_server_dup_url (server);
}

char *
weir_mock_dup_url (WeirMock *self)
{
  char *url = NULL;

  weir_mock_call (self, ask_url, &url);

  return url;
}

static void
ask_port (WeirServer *server, gpointer data)
{
  *(guint16 *) data = weir_server_get_port (server);
}

guint16
weir_mock_get_port (WeirMock *self)
{
  guint16 port = 0;

  weir_mock_call (self, ask_port, &port);

  return port;
}
