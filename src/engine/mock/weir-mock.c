/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock.h"

#include "weir-mock-private.h"

typedef struct
{
  char *path;
  WeirScript *script;
} Entry;

typedef struct
{
  guint number;
  WeirServedFunc func;
  gpointer user_data;
} Listener;

struct _WeirMock
{
  GObject parent_instance;

  WeirWorker *worker; /* nullable; outlives the mock */
  GPtrArray *entries;
  guint n_listeners; /* ever added */
  gboolean is_running;

  /* The server's thread only; the main thread looks at them while that one waits. */
  WeirServer *server;
  GArray *listeners; /* Listener */
};

G_DEFINE_FINAL_TYPE (WeirMock, weir_mock, G_TYPE_OBJECT)

enum
{
  RUNNING_CHANGED,
  STOPPING,
  CONTROLLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  WeirMock *mock;
  const WeirServerOptions *options;
  GError **error;
  Entry *entry;
  Listener listener;
  WeirMockFunc func;
  gpointer data;
  gboolean done;
} Call;

static void
run_there (WeirMock *self, GSourceFunc func, Call *call)
{
  call->mock = self;
  if (self->worker != NULL)
    weir_worker_invoke_sync (self->worker, func, call);
  else
    (void) func (call);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->path);
  weir_script_unref (entry->script);
  g_free (entry);
}

static void
on_served (const WeirServed *served, gpointer data)
{
  const WeirMock *self = data;

  for (guint i = 0; i < self->listeners->len; i++)
    {
      const Listener *listener = &g_array_index (self->listeners, Listener, i);

      listener->func (served, listener->user_data);
    }
}

static gboolean
start_server (gpointer data)
{
  Call *call = data;
  WeirMock *self = call->mock;

  self->server = weir_server_new (call->options, on_served, self, call->error);
  for (guint i = 0; self->server != NULL && i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      weir_server_add_script (self->server, entry->path, entry->script);
    }

  return G_SOURCE_REMOVE;
}

static gboolean
stop_server (gpointer data)
{
  Call *call = data;

  g_clear_pointer (&call->mock->server, weir_server_free);

  return G_SOURCE_REMOVE;
}

static gboolean
add_to_server (gpointer data)
{
  Call *call = data;

  if (call->mock->server != NULL)
    weir_server_add_script (call->mock->server, call->entry->path, call->entry->script);

  return G_SOURCE_REMOVE;
}

static gboolean
call_server (gpointer data)
{
  Call *call = data;

  if (call->mock->server != NULL)
    {
      call->func (call->mock->server, call->data);
      call->done = TRUE;
    }

  return G_SOURCE_REMOVE;
}

WeirMock *
weir_mock_new (WeirWorker *worker, WeirServedFunc func, gpointer user_data)
{
  WeirMock *self = g_object_new (WEIR_TYPE_MOCK, NULL);

  self->worker = worker;
  if (func != NULL)
    weir_mock_add_listener (self, func, user_data);

  return self;
}

static gboolean
add_listener (gpointer data)
{
  Call *call = data;

  g_array_append_val (call->mock->listeners, call->listener);

  return G_SOURCE_REMOVE;
}

guint
weir_mock_add_listener (WeirMock *self, WeirServedFunc func, gpointer user_data)
{
  Call call = { .listener = { .func = func, .user_data = user_data } };

  g_return_val_if_fail (WEIR_IS_MOCK (self), 0);
  g_return_val_if_fail (func != NULL, 0);

  call.listener.number = ++self->n_listeners;
  run_there (self, add_listener, &call);

  return call.listener.number;
}

static gboolean
remove_listener (gpointer data)
{
  Call *call = data;
  GArray *listeners = call->mock->listeners;

  for (guint i = 0; i < listeners->len; i++)
    if (g_array_index (listeners, Listener, i).number == call->listener.number)
      {
        g_array_remove_index (listeners, i);
        break;
      }

  return G_SOURCE_REMOVE;
}

void
weir_mock_remove_listener (WeirMock *self, guint number)
{
  Call call = { .listener = { .number = number } };

  g_return_if_fail (WEIR_IS_MOCK (self));

  run_there (self, remove_listener, &call);
}

void
weir_mock_add_script (WeirMock *self, const char *path, WeirScript *script)
{
  Call call = { 0 };

  g_return_if_fail (WEIR_IS_MOCK (self));
  g_return_if_fail (path != NULL);
  g_return_if_fail (script != NULL);

  call.entry = g_new0 (Entry, 1);
  call.entry->path = g_strdup (path);
  call.entry->script = weir_script_ref (script);
  g_ptr_array_add (self->entries, call.entry);
  run_there (self, add_to_server, &call);
}

/* The script at @path. Returns: (nullable) */
static WeirScript *
find_script (WeirMock *self, const char *path)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      if (g_str_equal (entry->path, path))
        return entry->script;
    }

  return NULL;
}

void
weir_mock_keep_script (WeirMock *self, const char *path, WeirScript *script)
{
  const WeirScript *old = find_script (self, path);
  Entry *entry;

  for (guint i = 0; old != NULL && i < self->entries->len; i++)
    {
      entry = g_ptr_array_index (self->entries, i);
      if (entry->script != old || old == script)
        continue;
      entry->script = weir_script_ref (script);
      weir_script_unref ((WeirScript *) old);
    }
  if (old != NULL)
    return;

  entry = g_new0 (Entry, 1);
  entry->path = g_strdup (path);
  entry->script = weir_script_ref (script);
  g_ptr_array_add (self->entries, entry);
}

gboolean
weir_mock_forget_script (WeirMock *self, const char *path)
{
  const WeirScript *script = find_script (self, path);

  for (guint i = self->entries->len; script != NULL && i > 0; i--)
    if (((const Entry *) g_ptr_array_index (self->entries, i - 1))->script == script)
      g_ptr_array_remove_index (self->entries, i - 1);

  return script != NULL;
}

static void
set_running (WeirMock *self, gboolean is_running)
{
  if (self->is_running == is_running)
    return;

  self->is_running = is_running;
  g_signal_emit (self, signals[RUNNING_CHANGED], 0);
}

void
weir_mock_tell_controlled (WeirMock *self)
{
  g_signal_emit (self, signals[CONTROLLED], 0);
}

gboolean
weir_mock_start (WeirMock *self, const WeirServerOptions *options, GError **error)
{
  Call call = { .options = options, .error = error };

  g_return_val_if_fail (WEIR_IS_MOCK (self), FALSE);
  g_return_val_if_fail (options != NULL, FALSE);
  g_return_val_if_fail (self->server == NULL, FALSE);

  run_there (self, start_server, &call);
  set_running (self, self->server != NULL);

  return self->is_running;
}

void
weir_mock_stop (WeirMock *self)
{
  Call call = { 0 };

  g_return_if_fail (WEIR_IS_MOCK (self));

  if (self->is_running)
    g_signal_emit (self, signals[STOPPING], 0);
  run_there (self, stop_server, &call);
  set_running (self, FALSE);
}

gboolean
weir_mock_call (WeirMock *self, WeirMockFunc func, gpointer data)
{
  Call call = { .func = func, .data = data };

  g_return_val_if_fail (WEIR_IS_MOCK (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  run_there (self, call_server, &call);

  return call.done;
}

gboolean
weir_mock_get_running (WeirMock *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK (self), FALSE);

  return self->is_running;
}

WeirWorker *
weir_mock_get_worker (WeirMock *self)
{
  return self->worker;
}

WeirServer *
weir_mock_get_server (WeirMock *self)
{
  return self->server;
}

static void
weir_mock_dispose (GObject *object)
{
  WeirMock *self = WEIR_MOCK (object);

  if (self->server != NULL)
    weir_mock_stop (self);

  G_OBJECT_CLASS (weir_mock_parent_class)->dispose (object);
}

static void
weir_mock_finalize (GObject *object)
{
  WeirMock *self = WEIR_MOCK (object);

  g_ptr_array_unref (self->entries);
  g_array_unref (self->listeners);

  G_OBJECT_CLASS (weir_mock_parent_class)->finalize (object);
}

static void
weir_mock_class_init (WeirMockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_mock_dispose;
  object_class->finalize = weir_mock_finalize;

  signals[RUNNING_CHANGED] = g_signal_new ("running-changed", WEIR_TYPE_MOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STOPPING] = g_signal_new ("stopping", WEIR_TYPE_MOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CONTROLLED] = g_signal_new ("controlled", WEIR_TYPE_MOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_mock_init (WeirMock *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->listeners = g_array_new (FALSE, FALSE, sizeof (Listener));
}
