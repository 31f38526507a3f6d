/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-control-private.h"
#include "weir-json-write.h"
#include "weir-limits.h"
#include "weir-served-json.h"

/* What only looks. Each list ends where the answer gets too long, and says so. */

static void
add_text (GString *out, const char *key, const char *text)
{
  weir_json_add_string (out, key, weir_span_from_string (text));
}

static gboolean
is_full (const WeirControlCall *call)
{
  return call->answer->len >= WEIR_LIMIT_CONTROL_ANSWER;
}

static void
add_client (GString *out, const WeirServedClient *client, gint64 start_us)
{
  weir_json_open (out, NULL, '{');
  weir_json_add_number (out, "client", client->client);
  add_text (out, "path", client->path);
  add_text (out, "script", client->script);
  add_text (out, "session", client->session);
  weir_json_add_number (out, "connection", client->connection);
  add_text (out, "remote", client->remote);
  weir_json_add_seconds (out, "since", client->since_us - start_us);
  add_text (out, "lastEventId", client->last_event_id);
  weir_json_add_number (out, "events", client->n_events);
  weir_json_add_number (out, "bytes", client->n_bytes);
  weir_json_add_number (out, "unsent", client->n_unsent);
  add_text (out, "state", weir_activity_get_nick (client->activity));
  weir_json_close (out, '}');
}

void
weir_control_list_clients (WeirControlCall *call)
{
  WeirControlArguments *arguments = &call->arguments;
  gint64 after = weir_control_arguments_get_number (arguments, "after", 0, G_MAXINT64, 0);
  guint limit = (guint) weir_control_arguments_get_number (arguments, "limit", 1, 10000, 1000);
  g_auto (WeirControlSelection) who;
  g_autoptr (GPtrArray) clients = NULL;
  gboolean may_wait = weir_control_may_wait (call);
  guint n = 0;

  weir_control_read_selection (call, &who);
  if (!weir_control_goes_on (call))
    return;

  clients = weir_server_list_clients (call->server, &who.selection, (guint64) after, limit + 1);
  call->waits = may_wait && clients->len == 0;
  weir_json_open (call->answer, "clients", '[');
  for (; n < MIN (clients->len, limit) && !is_full (call); n++)
    add_client (call->answer, g_ptr_array_index (clients, n), call->server->start_us);
  weir_json_close (call->answer, ']');
  weir_json_add_boolean (call->answer, "more", n < clients->len);
}

void
weir_control_list_log (WeirControlCall *call)
{
  const WeirServedLog *log = call->server->log;
  guint64 last = weir_served_log_get_last (log);
  guint64 since = (guint64) weir_control_arguments_get_number (&call->arguments, "since", 0, G_MAXINT64, 0);
  gint64 limit = weir_control_arguments_get_number (&call->arguments, "limit", 1, WEIR_LIMIT_SERVED_LOG, 1000);
  guint64 next = MAX (since + 1, weir_served_log_get_first (log));
  guint64 lost = next - since - 1;

  call->waits = weir_control_may_wait (call) && next > last;
  if (!weir_control_goes_on (call))
    return;

  weir_json_open (call->answer, "records", '[');
  for (; next <= last && limit > 0 && !is_full (call); next++, limit--)
    weir_served_append_json (call->answer, weir_served_log_get (log, next), next, call->server->start_us);
  weir_json_close (call->answer, ']');
  weir_json_add_number (call->answer, "last", MAX (next - 1, since));
  weir_json_add_number (call->answer, "lost", since < last ? lost : 0);
  weir_json_add_boolean (call->answer, "more", next <= last);
}

static gint64
get_limit (WeirControlCall *call)
{
  return weir_control_arguments_get_number (&call->arguments, "limit", 1, 10000, 1000);
}

static void
add_outcome (GString *out, const WeirExpectOutcome *outcome)
{
  weir_json_open (out, NULL, '{');
  add_text (out, "script", outcome->path);
  weir_json_add_number (out, "line", outcome->line);
  add_text (out, "wanted", outcome->wanted);
  weir_json_add_number (out, "held", outcome->n_held);
  weir_json_add_number (out, "failed", outcome->n_failed);
  if (outcome->got != NULL)
    add_text (out, "got", outcome->got);
  weir_json_close (out, '}');
}

void
weir_control_list_outcomes (WeirControlCall *call)
{
  g_autofree char *session = weir_control_arguments_dup_string (&call->arguments, "session");
  guint n = (guint) weir_control_arguments_get_number (&call->arguments, "skip", 0, G_MAXUINT, 0);
  gint64 limit = get_limit (call);
  g_autoptr (GPtrArray) outcomes = NULL;
  gboolean ok = TRUE;

  if (!weir_control_goes_on (call))
    return;

  outcomes = weir_server_list_outcomes (call->server, session);
  weir_json_open (call->answer, "expectations", '[');
  for (; n < outcomes->len && limit > 0 && !is_full (call); n++, limit--)
    add_outcome (call->answer, g_ptr_array_index (outcomes, n));
  weir_json_close (call->answer, ']');
  /* Of all of them, not only of those listed. */
  for (guint i = 0; i < outcomes->len; i++)
    {
      const WeirExpectOutcome *outcome = g_ptr_array_index (outcomes, i);

      ok = ok && outcome->n_held > 0 && outcome->n_failed == 0;
    }
  weir_json_add_boolean (call->answer, "ok", ok);
  weir_json_add_boolean (call->answer, "more", n < outcomes->len);
}

void
weir_control_list_sessions (WeirControlCall *call)
{
  g_autofree char *after = weir_control_arguments_dup_string (&call->arguments, "after");
  gint64 limit = get_limit (call);
  g_autoptr (GPtrArray) sessions = NULL;
  guint n = 0;

  if (!weir_control_goes_on (call))
    return;

  sessions = weir_server_list_sessions (call->server);
  while (after != NULL && n < sessions->len && strcmp (((const WeirSessionInfo *) g_ptr_array_index (sessions, n))->session, after) <= 0)
    n++;
  weir_json_open (call->answer, "sessions", '[');
  for (; n < sessions->len && limit > 0 && !is_full (call); n++, limit--)
    {
      const WeirSessionInfo *info = g_ptr_array_index (sessions, n);

      weir_json_open (call->answer, NULL, '{');
      add_text (call->answer, "session", info->session);
      weir_json_add_number (call->answer, "connections", info->n_connections);
      weir_json_add_number (call->answer, "clients", info->n_clients);
      weir_json_close (call->answer, '}');
    }
  weir_json_close (call->answer, ']');
  weir_json_add_boolean (call->answer, "more", n < sessions->len);
}

void
weir_control_list_scripts (WeirControlCall *call)
{
  const GPtrArray *mounts = call->server->mounts;
  g_autofree char *after = weir_control_arguments_dup_string (&call->arguments, "after");
  gint64 limit = get_limit (call);
  guint n = 0;

  if (after != NULL && weir_control_goes_on (call))
    {
      if (weir_server_find_mount (call->server, after, &n) == NULL)
        weir_control_fail (call, 404, "Nothing is served at %s any more: begin anew without “after”.", after);
      n++;
    }
  if (!weir_control_goes_on (call))
    return;

  weir_json_open (call->answer, "scripts", '[');
  for (; n < mounts->len && limit > 0 && !is_full (call); n++, limit--)
    {
      const WeirMount *mount = g_ptr_array_index (mounts, n);
      const char *title = weir_script_get_title (mount->script);

      weir_json_open (call->answer, NULL, '{');
      add_text (call->answer, "path", mount->name);
      weir_json_add_boolean (call->answer, "routes", weir_script_has_routes (mount->script));
      if (title != NULL)
        add_text (call->answer, "title", title);
      weir_json_close (call->answer, '}');
    }
  weir_json_close (call->answer, ']');
  weir_json_add_boolean (call->answer, "more", n < mounts->len);
}
