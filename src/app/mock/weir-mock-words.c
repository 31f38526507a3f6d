/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-words.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

char *
weir_mock_dup_head (const WeirMockFacts *facts)
{
  if (facts->loading)
    return g_strdup (_ ("Reading the file…"));
  if (facts->url == NULL)
    return g_strdup (facts->error != NULL ? _ ("Not running") : _ ("Stopped"));

  if (facts->is_brief)
    return g_strdup (C_ ("state", "Running"));

  /* Translators: %s is a URL */
  return g_strdup_printf (_ ("Running at %s"), facts->url);
}

char *
weir_mock_dup_rest (const WeirMockFacts *facts)
{
  GString *rest = g_string_new (NULL);

  if (facts->url == NULL)
    return g_string_free (rest, FALSE);

  if (facts->n_clients == 0)
    g_string_append (rest, _ ("no clients yet"));
  else
    g_string_append_printf (rest, ngettext ("%u client", "%u clients", facts->n_clients), facts->n_clients);
  if (facts->held)
    g_string_append_printf (rest, " · %s", _ ("held"));
  if (facts->stale && facts->replaced)
    /* Translators: another program had a script served in place of the one in the editor. */
    g_string_append_printf (rest, " · %s", _ ("its script was changed from outside: run it again"));
  else if (facts->stale)
    /* Translators: what is in the editor is not what is served. */
    g_string_append_printf (rest, " · %s", _ ("changed: run it again"));

  return g_string_free (rest, FALSE);
}

gboolean
weir_mock_host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (host == NULL || g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}
