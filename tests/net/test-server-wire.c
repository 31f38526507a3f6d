/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-fixture.h"
#include "weir-player.h"
#include "weir-random.h"

/* The law on the wire: what a socket reads of a script is what its player says, for every script of tests/cases/script. */

#define CONNECTIONS 3
/* Of what never ends. */
#define LONGEST 100000

typedef struct
{
  GString *bytes;
  gboolean is_open; /* it holds, stalls or goes on for ever */
  WeirEnding ending;
} Wire;

static Wire
play (WeirPlayer *player)
{
  Wire wire = { g_string_new (NULL), TRUE, WEIR_ENDING_CLOSE };

  while (wire.bytes->len < LONGEST)
    {
      WeirPlayerStep step;

      weir_player_next (player, 1000, &step);
      if (step.verdict == WEIR_PLAYER_SEND)
        g_string_append_len (wire.bytes, step.bytes.data, (gssize) step.bytes.len);
      if (step.verdict == WEIR_PLAYER_WAIT && step.time_us > 1000)
        break;
      if (step.verdict == WEIR_PLAYER_END)
        {
          wire.is_open = FALSE;
          wire.ending = step.ending;
          break;
        }
    }

  return wire;
}

typedef struct
{
  RawClient *client;
  const Wire *wire;
} Wish;

/* What is still open is compared once it is as long as it should be. */
static gboolean
has_all (gpointer data)
{
  const Wish *wish = data;
  g_autoptr (GString) got = NULL;

  if (strstr (wish->client->in->str, "\r\n\r\n") == NULL)
    return FALSE;
  got = raw_client_dechunk (wish->client, NULL);
  return got->len >= wish->wire->bytes->len;
}

static void
compare (RawClient *client, const Wire *wire)
{
  gboolean is_whole;
  g_autoptr (GString) got = raw_client_dechunk (client, &is_whole);

  g_assert_cmpint (is_whole, ==, !wire->is_open && wire->ending == WEIR_ENDING_CLOSE);
  if (wire->bytes->len < LONGEST)
    g_assert_cmpuint (got->len, ==, wire->bytes->len);
  g_assert_cmpmem (got->str, wire->bytes->len, wire->bytes->str, wire->bytes->len);
}

static void
check_connection (WeirScript *script, const char *name, RawClient *client, guint number)
{
  WeirPlayerOptions options = { .connection = number, .seed = weir_random_mix (1, "/"), .speed = 0 };
  g_autoptr (WeirPlayer) player = weir_player_new (script, &options);
  const WeirHead *head;
  Wire wire;

  g_test_message ("%s, connection %u", name, number);
  if (player == NULL)
    {
      raw_client_wait_for_end (client);
      g_assert_true (g_str_has_prefix (client->in->str, "HTTP/1.1 204 "));
      return;
    }

  wire = play (player);
  head = weir_player_get_head (player);
  if (!wire.is_open)
    raw_client_wait_for_end (client);
  else if (!head->none)
    raw_wait_until (has_all, &(Wish){ client, &wire });
  /* Without a head the bytes are there as they are: garbage instead of HTTP. */
  if (head->none)
    g_assert_cmpmem (client->in->str, client->in->len, wire.bytes->str, wire.bytes->len);
  else if (strstr (client->in->str, "\r\nTransfer-Encoding: chunked\r\n") != NULL)
    compare (client, &wire);
  else if (head->body == NULL)
    g_assert_cmpstr (raw_client_get_body (client), ==, wire.bytes->str);
  g_assert_cmpint (client->error != 0, ==, !wire.is_open && wire.ending == WEIR_ENDING_RESET);
  if (client->tls != NULL)
    g_assert_cmpint (raw_tls_has_ended (client->tls), ==, !wire.is_open && wire.ending == WEIR_ENDING_CLOSE);
  g_string_free (wire.bytes, TRUE);
}

static void
check_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (ServerFixture) fixture = NULL;
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *contents;
  gsize len;

  g_assert_true (g_file_get_contents (path, &contents, &len, NULL));
  bytes = g_bytes_new_take (contents, len);
  script = weir_script_new (bytes, &diagnostics);
  /* The wrong ones are there for the checker. Those with routes of their own are asked by name elsewhere. */
  if (script == NULL || weir_script_has_routes (script))
    return;
  /* The clock's text is not the same twice; `match` lines want a request that is made for them. */
  if (g_strstr_len (contents, (gssize) len, "{{now") != NULL || g_strstr_len (contents, (gssize) len, "\n:@ match ") != NULL)
    return;

  fixture = fixture_new (NULL);
  weir_server_add_script (fixture->server, "/", script);
  for (guint i = 1; i <= CONNECTIONS; i++)
    {
      g_autoptr (RawClient) client = fixture_ask (fixture, "GET /", "");

      raw_client_wait_until_sent (client);
      check_connection (script, name, client, i);
    }
}

static void
test_law (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "cases", "script", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".eventstream"))
      {
        check_file (folder, name);
        n++;
      }
  g_assert_cmpuint (n, >, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server-wire/law", test_law);
  return g_test_run ();
}
