/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-mock-control.h"
#include "weir-mock-private.h"

/* The server's functions, called where it lives; what they are asked and what they say. */
typedef struct
{
  const WeirSelection *selection;
  const char *text; /* a path, a session */
  WeirScript *script;
  const WeirNext *next;
  GBytes *bytes;
  WeirPushed *pushed;
  GError **error;
  WeirEnding ending;
  gboolean on;
  double speed;
  guint n;
  gboolean ok;
  GPtrArray *list;
} Call;

static void
list_clients (WeirServer *server, gpointer data)
{
  Call *call = data;

  call->list = weir_server_list_clients (server, call->selection, 0, 0);
}

GPtrArray *
weir_mock_list_clients (WeirMock *self, const WeirSelection *selection)
{
  Call call = { .selection = selection };

  return weir_mock_call (self, list_clients, &call) ? call.list : g_ptr_array_new ();
}

static void
count_clients (WeirServer *server, gpointer data)
{
  Call *call = data;

  call->n = weir_server_count_clients (server, call->selection);
}

guint
weir_mock_count_clients (WeirMock *self, const WeirSelection *selection)
{
  Call call = { .selection = selection };

  weir_mock_call (self, count_clients, &call);
  return call.n;
}

static void
list_outcomes (WeirServer *server, gpointer data)
{
  Call *call = data;

  call->list = weir_server_list_outcomes (server, call->text);
}

GPtrArray *
weir_mock_list_outcomes (WeirMock *self, const char *session)
{
  Call call = { .text = session };

  return weir_mock_call (self, list_outcomes, &call) ? call.list : g_ptr_array_new ();
}

static void
list_sessions (WeirServer *server, gpointer data)
{
  Call *call = data;

  call->list = weir_server_list_sessions (server);
}

GPtrArray *
weir_mock_list_sessions (WeirMock *self)
{
  Call call = { 0 };

  return weir_mock_call (self, list_sessions, &call) ? call.list : g_ptr_array_new ();
}

static void
push (WeirServer *server, gpointer data)
{
  Call *call = data;

  call->ok = weir_server_push (server, call->selection, call->bytes, call->pushed, call->error);
}

gboolean
weir_mock_push (WeirMock *self, const WeirSelection *selection, GBytes *bytes, WeirPushed *pushed, GError **error)
{
  Call call = { .selection = selection, .bytes = bytes, .pushed = pushed, .error = error };

  *pushed = (WeirPushed){ 0 };
  if (weir_mock_call (self, push, &call))
    return call.ok;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The mock is not running: start it first"));
  return FALSE;
}

static void
end_clients (WeirServer *server, gpointer data)
{
  Call *call = data;

  call->n = weir_server_end_clients (server, call->selection, call->ending);
}

guint
weir_mock_end_clients (WeirMock *self, const WeirSelection *selection, WeirEnding ending)
{
  Call call = { .selection = selection, .ending = ending };

  weir_mock_call (self, end_clients, &call);
  return call.n;
}

static void
stall_clients (WeirServer *server, gpointer data)
{
  Call *call = data;

  call->n = weir_server_stall_clients (server, call->selection, call->on);
}

guint
weir_mock_stall_clients (WeirMock *self, const WeirSelection *selection, gboolean stall)
{
  Call call = { .selection = selection, .on = stall };

  weir_mock_call (self, stall_clients, &call);
  return call.n;
}

static void
hold (WeirServer *server, gpointer data)
{
  Call *call = data;

  call->n = weir_server_hold (server, call->selection, call->on);
}

guint
weir_mock_hold (WeirMock *self, const WeirSelection *selection, gboolean on)
{
  Call call = { .selection = selection, .on = on };

  weir_mock_call (self, hold, &call);
  return call.n;
}

static void
step (WeirServer *server, gpointer data)
{
  Call *call = data;

  call->n = weir_server_step (server, call->selection, call->n);
}

guint
weir_mock_step (WeirMock *self, const WeirSelection *selection, guint n_events)
{
  Call call = { .selection = selection, .n = n_events };

  return weir_mock_call (self, step, &call) ? call.n : 0;
}

static void
set_speed (WeirServer *server, gpointer data)
{
  Call *call = data;

  call->n = weir_server_set_speed (server, call->selection, call->speed);
}

guint
weir_mock_set_speed (WeirMock *self, const WeirSelection *selection, double speed)
{
  Call call = { .selection = selection, .speed = speed };

  weir_mock_call (self, set_speed, &call);
  return call.n;
}

static void
add_next (WeirServer *server, gpointer data)
{
  Call *call = data;

  call->ok = weir_server_add_next (server, call->next);
}

gboolean
weir_mock_add_next (WeirMock *self, const WeirNext *next)
{
  Call call = { .next = next };

  weir_mock_call (self, add_next, &call);
  return call.ok;
}

static void
count_next (WeirServer *server, gpointer data)
{
  Call *call = data;

  call->n = weir_server_count_next (server);
}

guint
weir_mock_count_next (WeirMock *self)
{
  Call call = { 0 };

  weir_mock_call (self, count_next, &call);
  return call.n;
}

static void
clear_next (WeirServer *server, gpointer data)
{
  Call *call = data;

  call->n = weir_server_clear_next (server);
}

guint
weir_mock_clear_next (WeirMock *self)
{
  Call call = { 0 };

  weir_mock_call (self, clear_next, &call);
  return call.n;
}

static void
replace_script (WeirServer *server, gpointer data)
{
  Call *call = data;

  weir_server_replace_script (server, call->text, call->script, call->on);
}

void
weir_mock_replace_script (WeirMock *self, const char *path, WeirScript *script, gboolean keep_numbers)
{
  Call call = { .text = path, .script = script, .on = keep_numbers };

  weir_mock_keep_script (self, path, script);
  weir_mock_call (self, replace_script, &call);
}

static void
remove_script (WeirServer *server, gpointer data)
{
  Call *call = data;

  weir_server_remove_script (server, call->text);
}

gboolean
weir_mock_remove_script (WeirMock *self, const char *path)
{
  Call call = { .text = path };

  weir_mock_call (self, remove_script, &call);
  return weir_mock_forget_script (self, path);
}

static void
reset (WeirServer *server, gpointer data)
{
  Call *call = data;

  weir_server_reset (server, call->text);
}

void
weir_mock_reset (WeirMock *self, const char *session)
{
  Call call = { .text = session };

  weir_mock_call (self, reset, &call);
}

static void
count_anew (WeirServer *server, gpointer data)
{
  Call *call = data;

  weir_server_count_anew (server, call->text);
}

void
weir_mock_count_anew (WeirMock *self, const char *session)
{
  Call call = { .text = session };

  weir_mock_call (self, count_anew, &call);
}
