/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-control.h"
#include "weir-limits.h"
#include "weir-player.h"
#include "weir-random.h"
#include "weir-server-private.h"

static const char *const methods[] = { "GET", "POST", "PUT", "PATCH", "DELETE", NULL };

/* In the body of a 404. */
#define PATHS_SHOWN 20

static WeirAsked
get_asked (const WeirConnection *connection)
{
  const WeirRequestHead *head = connection->head;
  const GByteArray *body = connection->received;

  return (WeirAsked){
    .query = weir_span_from_string (head->query != NULL ? head->query : ""),
    .headers = head->headers,
    .n_headers = head->n_headers,
    .body = body != NULL ? weir_span ((const char *) body->data, body->len) : WEIR_SPAN_EMPTY,
  };
}

static gboolean
route_takes (const WeirMount *self, const char *method, const char *path)
{
  gboolean path_matches;

  if (weir_script_has_routes (self->script))
    return weir_script_matches (self->script, method, path, &path_matches);

  return g_ptr_array_find_with_equal_func (self->paths, path, g_str_equal, NULL) && g_strv_contains (methods, method);
}

/* @asked: (nullable): %NULL: whatever the `match` lines say */
static WeirMount *
find_route (const WeirServer *server, const char *method, const char *path, const WeirAsked *asked)
{
  for (guint i = 0; i < server->mounts->len; i++)
    {
      WeirMount *mount = g_ptr_array_index (server->mounts, i);

      if (route_takes (mount, method, path) && (asked == NULL || weir_script_accepts (mount->script, asked)))
        return mount;
    }

  return NULL;
}

/* Returns: (nullable) (transfer full): the methods that something at @path answers to, as Allow lists them */
static char *
dup_allowed (const WeirServer *server, const char *path)
{
  g_autoptr (GString) allowed = g_string_new (NULL);

  for (guint i = 0; methods[i] != NULL; i++)
    {
      if (strcmp (path, "*") != 0 && find_route (server, methods[i], path, NULL) == NULL)
        continue;
      g_string_append_printf (allowed, "%s, ", methods[i]);
      if (i == 0)
        g_string_append (allowed, "HEAD, ");
    }

  if (allowed->len == 0)
    return NULL;
  g_string_append (allowed, "OPTIONS");
  return g_string_free (g_steal_pointer (&allowed), FALSE);
}

static void
add_path (gpointer path, gpointer text)
{
  g_string_append_printf (text, "\n%s", (const char *) path);
}

static void
answer_not_found (WeirConnection *connection)
{
  g_autoptr (GString) text = g_string_new ("Nothing is served at this path.");
  GPtrArray *mounts = connection->server->mounts;
  WeirFault fault = { 404, NULL };

  for (guint i = 0; i < MIN (mounts->len, PATHS_SHOWN); i++)
    {
      const WeirMount *mount = g_ptr_array_index (mounts, i);

      if (!weir_script_has_routes (mount->script))
        g_ptr_array_foreach (mount->paths, add_path, text);
    }

  fault.text = text->str;
  weir_connection_answer_fault (connection, &fault);
}

/* A client's library gives up beyond that; and it has to fit into the queue. */
static gboolean
is_too_long (const WeirHead *head)
{
  gsize size = 0;

  for (gsize i = 0; i < head->n_headers; i++)
    size += strlen (head->headers[i].name) + strlen (head->headers[i].value) + 4;

  return size > WEIR_LIMIT_HEAD;
}

static WeirPlayer *
new_player (const WeirConnection *connection, guint64 number)
{
  const WeirServer *server = connection->server;
  const char *id = weir_request_head_get (connection->head, "Last-Event-ID");
  WeirPlayerOptions options = {
    .connection = number,
    .last_event_id = weir_span_from_string (id),
    /* Each script, session and key draws for itself. */
    .seed = weir_random_mix (weir_random_mix (connection->mount->seed, g_ptr_array_index (connection->mount->paths, 0)), connection->key),
    .speed = weir_server_get_speed (server, connection),
    .longest_pause_us = server->options.longest_pause_us,
    .loop = server->options.loop,
    .now_us = connection->head_us,
    .wall_offset_us = g_get_real_time () - g_get_monotonic_time (),
    .query = get_asked (connection).query,
    .headers = connection->head->headers,
    .n_headers = connection->head->n_headers,
  };

  return weir_player_new (connection->mount->script, &options);
}

static void
judge (WeirConnection *connection, const WeirPlayer *player)
{
  const WeirRequestHead *head = connection->head;
  const WeirCounter *counter = connection->counter;
  gboolean follows = connection->turn > 1 && counter->ended + 1 == connection->turn;
  WeirArrival arrival = {
    .method = head->method,
    .last_event_id = weir_span_from_string (weir_request_head_get (head, "Last-Event-ID")),
    .after_us = follows ? connection->head_us - counter->ended_us : -1,
    .headers = head->headers,
    .n_headers = head->n_headers,
  };
  g_autoptr (GPtrArray) outcomes = weir_player_judge (player, &arrival);

  for (guint i = 0; i < outcomes->len; i++)
    {
      const WeirExpectation *outcome = g_ptr_array_index (outcomes, i);
      WeirServed served = {
        .kind = WEIR_SERVED_EXPECT,
        .ok = outcome->ok,
        .wanted = outcome->wanted,
        .got = outcome->got,
        .line = outcome->line,
      };

      g_hash_table_add (connection->mount->reached, GUINT_TO_POINTER (outcome->line));
      weir_counter_tally (connection->counter, outcome);
      weir_connection_report (connection, &served);
    }
}

static void
report (WeirConnection *connection, const WeirHead *head)
{
  WeirServer *server = connection->server;
  g_autoptr (GByteArray) answer = NULL;

  if (!weir_server_is_told (server))
    return;

  answer = g_byte_array_new ();
  if (!head->none)
    (void) weir_response_head_build (answer, server, connection->head, head);
  weir_connection_report_request (connection, head->none ? 0 : head->status, weir_span ((const char *) answer->data, answer->len));
}

static void
play (WeirConnection *connection)
{
  static const WeirFault too_many = { 503, "Too many sessions." };
  static const WeirFault too_long = { 500, "The script's head is longer than 64 KiB." };
  WeirCounter *counter = weir_mount_get_counter (connection->mount, connection->server, connection->key, connection->head->session);
  const WeirHead *head;
  WeirPlayer *player;

  if (counter == NULL)
    {
      weir_connection_answer_fault (connection, &too_many);
      return;
    }

  connection->counter = weir_counter_ref (counter);
  connection->turn = ++connection->counter->n_connections;
  player = new_player (connection, connection->turn);
  if (player == NULL)
    {
      weir_connection_answer_no_content (connection);
      return;
    }

  head = weir_player_get_head (player);
  if (is_too_long (head))
    {
      weir_player_free (player);
      weir_connection_answer_fault (connection, &too_long);
      return;
    }

  report (connection, head);
  judge (connection, player);
  connection->last_event_id = g_strdup (weir_request_head_get (connection->head, "Last-Event-ID"));
  weir_reply_start (connection, player, weir_server_is_held (connection->server, connection));
}

/* The head that the next connection would get. */
static void
answer_head (WeirConnection *connection)
{
  const WeirCounter *counter = g_hash_table_lookup (connection->mount->counters, connection->key);
  g_autoptr (WeirPlayer) player = new_player (connection, (counter != NULL ? counter->n_connections : 0) + 1);

  if (player == NULL || weir_player_get_head (player)->none || is_too_long (weir_player_get_head (player)))
    weir_connection_answer_no_content (connection);
  else
    weir_connection_answer_head (connection, weir_player_get_head (player));
}

static char *
make_key (const WeirConnection *connection, const WeirAsked *asked)
{
  g_autofree char *key = weir_script_dup_key (connection->mount->script, asked);

  return *key == '\0' ? g_strdup (connection->head->session) : g_strconcat (connection->head->session, "\n", key, NULL);
}

void
weir_server_route_to_mount (WeirConnection *connection, WeirMount *mount)
{
  WeirAsked asked = get_asked (connection);

  connection->mount = weir_mount_ref (mount);
  connection->key = make_key (connection, &asked);
  play (connection);
}

void
weir_server_route_to_script (WeirConnection *connection)
{
  static const WeirFault no_match = { 404, "A script answers at this path, but its match lines do not hold for this request." };
  WeirServer *server = connection->server;
  const char *method = connection->head->method;
  const char *path = connection->head->path;
  gboolean is_head = strcmp (method, "HEAD") == 0;
  WeirAsked asked = get_asked (connection);
  WeirMount *mount = find_route (server, is_head ? "GET" : method, path, &asked);
  g_autofree char *allowed = NULL;

  if (mount != NULL && is_head)
    {
      connection->mount = weir_mount_ref (mount);
      connection->key = make_key (connection, &asked);
      answer_head (connection);
      return;
    }
  if (mount != NULL)
    {
      weir_server_route_to_mount (connection, mount);
      return;
    }
  if (find_route (server, is_head ? "GET" : method, path, NULL) != NULL)
    {
      weir_connection_answer_fault (connection, &no_match);
      return;
    }

  allowed = dup_allowed (server, path);
  if (allowed == NULL)
    answer_not_found (connection);
  else if (strcmp (method, "OPTIONS") == 0)
    weir_connection_answer_options (connection, allowed);
  else
    weir_connection_answer_not_allowed (connection, allowed);
}

void
weir_server_route (WeirConnection *connection)
{
  if (weir_control_is_path (connection->head->path))
    weir_control_answer (connection);
  else if (!weir_server_take_next (connection))
    weir_server_route_to_script (connection);
}
