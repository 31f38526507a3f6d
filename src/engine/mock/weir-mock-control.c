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

/* Returns: (transfer full): empty when it does not run */
static GPtrArray *
get_list (WeirMock *self, WeirMockFunc func, Call call)
{
  return weir_mock_call (self, func, &call) ? call.list : g_ptr_array_new ();
}

static gboolean
change (WeirMock *self, WeirMockFunc func, Call *call)
{
  if (!weir_mock_call (self, func, call))
    return FALSE;

  weir_mock_tell_controlled (self);
  return TRUE;
}

/* The same as get_number(), of what changes the server's state. */
static guint
change_number (WeirMock *self, WeirMockFunc func, Call call)
{
  return change (self, func, &call) ? call.n : 0;
}

/* Returns: 0 when it does not run */
static guint
get_number (WeirMock *self, WeirMockFunc func, Call call)
{
  return weir_mock_call (self, func, &call) ? call.n : 0;
}

static void
list_clients (WeirServer *server, gpointer data)
{
  Call *call = data;

  call->list = weir_server_list_clients (server, call->selection, 0, 0);
}

GPtrArray *
weir_mock_list_clients (WeirMock *self, const WeirSelection *selection)
{
  return get_list (self, list_clients, (Call){ .selection = selection });
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
  return get_number (self, count_clients, (Call){ .selection = selection });
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
  return get_list (self, list_outcomes, (Call){ .text = session });
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
  return get_list (self, list_sessions, (Call){ 0 });
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
  return get_number (self, end_clients, (Call){ .selection = selection, .ending = ending });
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
  return get_number (self, stall_clients, (Call){ .selection = selection, .on = stall });
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
  return change_number (self, hold, (Call){ .selection = selection, .on = on });
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
  return get_number (self, step, (Call){ .selection = selection, .n = n_events });
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
  return change_number (self, set_speed, (Call){ .selection = selection, .speed = speed });
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

  change (self, add_next, &call);
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
  return get_number (self, count_next, (Call){ 0 });
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
  return change_number (self, clear_next, (Call){ 0 });
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

  change (self, reset, &call);
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
