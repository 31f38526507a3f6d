/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-control.h"

/* A web page of anywhere can send requests to this machine; what it cannot do is send a header of its own without being asked for a
 * preflight, which is refused here, and know the token. */

#define TOKEN_HEADER "X-Weir-Token"

/* Takes as long for a good guess as for a bad one. */
static gboolean
is_same (const char *wanted, const char *given)
{
  gsize n_wanted = strlen (wanted);
  gsize n_given = strlen (given);
  guint different = n_wanted != n_given;

  for (gsize i = 0; i < n_wanted; i++)
    different |= (guint) (guchar) wanted[i] ^ (guint) (guchar) given[i < n_given ? i : n_given];

  return different == 0;
}

static gboolean
is_own_origin (const WeirConnection *connection, const char *origin)
{
  const WeirRequestHead *head = connection->head;
  const char *scheme = connection->server->options.tls != NULL ? "https" : "http";
  g_autofree char *own = g_strdup_printf ("%s://%s", scheme, head->authority != NULL ? head->authority : "");

  return g_ascii_strcasecmp (origin, own) == 0;
}

/* What browsers say of a request that another site's page makes. */
static gboolean
is_foreign (const WeirConnection *connection)
{
  const WeirRequestHead *head = connection->head;

  for (gsize i = 0; i < head->n_headers; i++)
    {
      const WeirHeader *header = &head->headers[i];

      if (g_ascii_strcasecmp (header->name, "Origin") == 0 && !is_own_origin (connection, header->value))
        return TRUE;
      if (g_ascii_strcasecmp (header->name, "Sec-Fetch-Site") == 0 && !g_str_equal (header->value, "same-origin") &&
          !g_str_equal (header->value, "none"))
        return TRUE;
    }

  return FALSE;
}

gboolean
weir_control_admits (const WeirConnection *connection, WeirFault *fault)
{
  const WeirRequestHead *head = connection->head;
  const char *token = connection->server->options.control_token;
  const char *given = weir_request_head_get (head, TOKEN_HEADER);

  if (token == NULL)
    *fault = (WeirFault){ 404, "This server was started without its control interface." };
  else if (is_foreign (connection))
    *fault = (WeirFault){ 403, "A page of another origin may not control this server." };
  else if (*head->session != '\0')
    *fault = (WeirFault){ 404, "The control interface is not under a session; say \"session\" in the body or the query." };
  else if (given == NULL)
    *fault = (WeirFault){ 401, "The header " TOKEN_HEADER " is missing: weir serve prints it when it starts." };
  else if (!is_same (token, given))
    *fault = (WeirFault){ 401, "The header " TOKEN_HEADER
                               " is not this server's: it prints a new one at each start, unless --token-file keeps it." };
  else
    return TRUE;

  return FALSE;
}
