/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-peer-agent.h"

#include <string.h>

static void
test_agents (void)
{
  static const struct
  {
    const char *head;
    const char *agent;
  } cases[] = {
    { "GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: curl/8.5.0\r\n\r\n", "curl/8.5.0" },
    { "GET / HTTP/1.1\r\nuser-agent:node\r\nHost: a\r\n\r\n", "node" },
    { "GET / HTTP/1.1\r\nUser-Agent: python-requests/2.31.0 (x)\r\n\r\n", "python-requests/2.31.0" },
    { "GET / HTTP/1.1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n\r\n", "Firefox 128" },
    { "GET / HTTP/1.1\r\nUser-Agent: Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36\r\n\r\n",
      "Chrome 126" },
    { "GET / HTTP/1.1\r\nUser-Agent: Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36 Edg/126.0\r\n\r\n", "Edge 126" },
    { "GET / HTTP/1.1\r\nUser-Agent: Mozilla/5.0 (Mac) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15\r\n\r\n",
      "Safari 17" },
    { "GET / HTTP/1.1\r\nUser-Agent: Mozilla/5.0 (compatible)\r\n\r\n", "Mozilla/5.0" },
    { "GET / HTTP/1.1\r\nUser-Agent:\r\nHost: a\r\n\r\n", "" },
    { "GET / HTTP/1.1\r\nX-User-Agent: a\r\n\r\n", "" },
    { "GET / HTTP/1.1\r\nUser-Agent: a", "a" },
    { "GET / HTTP/1.1\r\nUser-Agent: Mozilla/5.0 Firefox/", "Firefox " },
    { "GET / HTTP/1.1\r\nUser-Agent: 123456789012345678901234567890123456\r\n\r\n", "12345678901234567890123456789012" },
    { "", "" },
  };
  g_autofree char *none = weir_peer_agent_dup (NULL);

  g_assert_cmpstr (none, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* Without a NUL behind it. */
      g_autoptr (GBytes) head = g_bytes_new (cases[i].head, strlen (cases[i].head));
      g_autofree char *agent = weir_peer_agent_dup (head);

      g_assert_cmpstr (agent, ==, cases[i].agent);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/peer-agent/agents", test_agents);

  return g_test_run ();
}
