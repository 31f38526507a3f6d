/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-control-private.h"
#include "weir-json-write.h"
#include "weir-limits.h"

/**
 * Endpoint:
 * @path: below WEIR_CONTROL_ROOT; "#" stands for a client's number
 * @allowed: its arguments, each with a space behind it: of the query for GET, PUT and DELETE, of a JSON object in the body for POST
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *allowed;
  void (*func) (WeirControlCall *call);
} Endpoint;

static const Endpoint endpoints[] = {
  { "GET", "", "", weir_control_index },
  { "GET", "/clients", WEIR_CONTROL_WHO "after limit wait ", weir_control_list_clients },
  { "POST", "/clients/#/close", "", weir_control_close },
  { "POST", "/clients/#/cut", "", weir_control_cut },
  { "POST", "/clients/#/reset", "", weir_control_reset_clients },
  { "POST", "/clients/#/stall", "on ", weir_control_stall },
  { "POST", "/clients/close", WEIR_CONTROL_WHO, weir_control_close },
  { "POST", "/clients/cut", WEIR_CONTROL_WHO, weir_control_cut },
  { "POST", "/clients/reset", WEIR_CONTROL_WHO, weir_control_reset_clients },
  { "POST", "/clients/stall", WEIR_CONTROL_WHO "on ", weir_control_stall },
  { "GET", "/expect", "session skip limit ", weir_control_list_outcomes },
  { "POST", "/hold", WEIR_CONTROL_WHO "on ", weir_control_hold },
  { "GET", "/log", "since limit wait ", weir_control_list_log },
  { "POST", "/next", "path session delay status body cut reset script times ", weir_control_add_next },
  { "DELETE", "/next", "", weir_control_clear_next },
  { "POST", "/push", WEIR_CONTROL_WHO "event id data retry comment raw ", weir_control_push },
  { "POST", "/report", "client done rule saw session skip ", weir_control_report },
  { "POST", "/reset", "session clients ", weir_control_reset },
  { "GET", "/scripts", "after limit ", weir_control_list_scripts },
  { "PUT", "/script", "path clients numbers ", weir_control_put_script },
  { "DELETE", "/script", "path clients ", weir_control_delete_script },
  { "GET", "/sessions", "after limit ", weir_control_list_sessions },
  { "POST", "/speed", WEIR_CONTROL_WHO "speed ", weir_control_set_speed },
  { "POST", "/step", WEIR_CONTROL_WHO "events ", weir_control_step },
};

gboolean
weir_control_is_path (const char *path)
{
  return g_str_has_prefix (path, WEIR_CONTROL_ROOT) &&
         (path[strlen (WEIR_CONTROL_ROOT)] == '\0' || path[strlen (WEIR_CONTROL_ROOT)] == '/');
}

/* Sends the answer and is done with the connection. @allow: (nullable) */
static void
send_answer (WeirConnection *connection, guint status, const char *allow, GString *body)
{
  WeirServer *server = connection->server;
  GByteArray *batch = server->batch;
  g_autofree char *length = NULL;
  struct iovec parts[2];

  g_string_append_c (body, '\n');
  length = g_strdup_printf ("%" G_GSIZE_FORMAT, body->len);
  weir_response_head_begin (batch, status, NULL);
  weir_response_head_add (batch, "Content-Type", "application/json");
  weir_response_head_add (batch, "Cache-Control", "no-store");
  weir_response_head_add (batch, "X-Content-Type-Options", "nosniff");
  if (allow != NULL)
    weir_response_head_add (batch, "Allow", allow);
  if (status == 401)
    weir_response_head_add (batch, "WWW-Authenticate", "X-Weir-Token");
  weir_response_head_add (batch, "Content-Length", length);
  weir_response_head_end (batch, server, NULL);
  parts[0] = (struct iovec){ batch->data, batch->len };
  parts[1] = (struct iovec){ body->str, body->len };

  (void) weir_client_send (connection->client, parts, 2); /* far below the queue's cap: it fits */
  g_byte_array_set_size (batch, 0);
  weir_client_close (connection->client, WEIR_ENDING_CLOSE);
  weir_connection_free (connection);
}

static void
send_error (WeirConnection *connection, guint status, const char *allow, const char *text, GString *more)
{
  g_autoptr (GString) body = g_string_new (NULL);

  weir_json_open (body, NULL, '{');
  weir_json_add_string (body, "error", weir_span_from_string (text));
  if (more != NULL && more->len > 1)
    {
      g_string_append_c (body, ',');
      g_string_append (body, more->str + 1);
    }
  weir_json_close (body, '}');
  send_answer (connection, status, allow, body);
}

void
weir_control_answer_fault (WeirConnection *connection, const WeirFault *fault)
{
  send_error (connection, fault->status, NULL, fault->text, NULL);
}

void
weir_control_fail (WeirControlCall *call, guint status, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list parts;

  va_start (parts, format);
  text = g_strdup_vprintf (format, parts);
  va_end (parts);
  if (call->arguments.error == NULL)
    call->status = status;
  weir_control_arguments_fail (&call->arguments, "%s", text);
}

gboolean
weir_control_goes_on (const WeirControlCall *call)
{
  return call->arguments.error == NULL;
}

void
weir_control_read_selection (WeirControlCall *call, WeirControlSelection *who)
{
  WeirControlArguments *arguments = &call->arguments;

  *who = (WeirControlSelection){
    .path = weir_control_arguments_dup_string (arguments, "path"),
    .script = weir_control_arguments_dup_string (arguments, "script"),
    .session = weir_control_arguments_dup_string (arguments, "session"),
  };
  who->selection.client = (guint64) weir_control_arguments_get_number (arguments, "client", 1, G_MAXINT64, (gint64) call->client);
  who->selection.path = who->path;
  who->selection.script = who->script;
  who->selection.session = who->session;
}

void
weir_control_selection_clear (WeirControlSelection *self)
{
  g_free (self->path);
  g_free (self->script);
  g_free (self->session);
}

/* Whether @path is as @pattern; the client's number in it. */
static gboolean
matches (const char *pattern, const char *path, guint64 *client)
{
  const char *place = strchr (pattern, '#');
  gsize n_before = place != NULL ? (gsize) (place - pattern) : 0;
  g_autofree char *digits = NULL;

  if (place == NULL)
    return g_str_equal (pattern, path);
  if (strncmp (pattern, path, n_before) != 0)
    return FALSE;

  digits = g_strndup (path + n_before, strspn (path + n_before, "0123456789"));
  return g_str_equal (place + 1, path + n_before + strlen (digits)) && g_ascii_string_to_unsigned (digits, 10, 1, G_MAXINT64, client, NULL);
}

/* Returns: (nullable): %NULL with the methods that there are at @path, none: there is no such path */
static const Endpoint *
find (const char *method, const char *path, guint64 *client, GString *allow)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      if (!matches (endpoints[i].path, path, client))
        continue;
      if (g_str_equal (endpoints[i].method, method))
        return &endpoints[i];
      g_string_append_printf (allow, "%s%s", allow->len > 0 ? ", " : "", endpoints[i].method);
    }

  return NULL;
}

static void
call_endpoint (WeirConnection *connection, const Endpoint *endpoint, guint64 client)
{
  const GByteArray *received = connection->received;
  WeirControlCall call = {
    .connection = connection,
    .server = connection->server,
    .client = client,
    .body = received != NULL ? weir_span ((const char *) received->data, received->len) : WEIR_SPAN_EMPTY,
    .status = 400,
    .answer = g_string_new ("{"),
  };

  if (g_str_equal (endpoint->method, "POST"))
    weir_control_arguments_read_json (&call.arguments, call.body, endpoint->allowed);
  else
    weir_control_arguments_read_query (&call.arguments, connection->head->query, endpoint->allowed);
  if (weir_control_goes_on (&call))
    endpoint->func (&call);

  if (weir_control_goes_on (&call) && call.waits)
    {
      weir_control_wait (&call);
    }
  else if (weir_control_goes_on (&call))
    {
      weir_json_close (call.answer, '}');
      send_answer (connection, 200, NULL, call.answer);
    }
  else
    {
      send_error (connection, call.status, NULL, call.arguments.error, call.answer);
    }
  g_string_free (call.answer, TRUE);
  weir_control_arguments_clear (&call.arguments);
}

void
weir_control_answer (WeirConnection *connection)
{
  const char *path = connection->head->path + strlen (WEIR_CONTROL_ROOT);
  g_autoptr (GString) allow = g_string_new (NULL);
  WeirFault fault = { 0, NULL };
  const Endpoint *endpoint;
  guint64 client = 0;

  if (!weir_control_admits (connection, &fault))
    {
      /* Whoever wonders why finds it in the log. */
      weir_connection_report_request (connection, fault.status, WEIR_SPAN_EMPTY);
      weir_connection_ended (connection, "close", 0);
      weir_control_answer_fault (connection, &fault);
      return;
    }

  endpoint = find (connection->head->method, g_str_equal (path, "/") ? "" : path, &client, allow);
  if (endpoint != NULL)
    call_endpoint (connection, endpoint, client);
  else if (allow->len > 0)
    send_error (connection, 405, allow->str, "This answers to another method, see Allow.", NULL);
  else
    send_error (connection, 404, NULL, "There is no such control; GET /.weir/ lists them.", NULL);
}

void
weir_control_index (WeirControlCall *call)
{
  weir_json_add_string (call->answer, "version", WEIR_SPAN_LITERAL (WEIR_VERSION));
  weir_json_add_seconds (call->answer, "t", g_get_monotonic_time () - call->server->start_us);
  weir_json_open (call->answer, "controls", '[');
  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("%s " WEIR_CONTROL_ROOT "%s", endpoints[i].method, *endpoints[i].path != '\0' ? endpoints[i].path : "/");

      weir_json_add_string (call->answer, NULL, weir_span_from_string (text));
    }
  weir_json_close (call->answer, ']');
}
