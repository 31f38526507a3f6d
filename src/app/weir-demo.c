/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-demo.h"

#include "weir-mock.h"

#define DEMO_RESOURCE "/io/github/weir/Weir/demo.eventstream"

struct _WeirDemo
{
  WeirWorker *worker; /* (nullable) before the start, as the mock */
  WeirMock *mock;
  guint n_requests;
};

WeirDemo *
weir_demo_new (void)
{
  return g_new0 (WeirDemo, 1);
}

void
weir_demo_free (WeirDemo *self)
{
  g_clear_object (&self->mock);
  g_clear_pointer (&self->worker, weir_worker_free);
  g_free (self);
}

static gboolean
start (WeirDemo *self, GError **error)
{
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (DEMO_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = NULL;

  if (self->mock != NULL)
    return TRUE;

  script = weir_script_new (bytes, &diagnostics);
  /* It is a part of the program, and linted by its tests. */
  g_assert (script != NULL);
  self->worker = weir_worker_new ("weir-demo");
  self->mock = weir_mock_new (self->worker, NULL, NULL);
  weir_mock_add_script (self->mock, "/demo", script);
  if (weir_mock_start (self->mock, &options, error))
    return TRUE;

  g_clear_object (&self->mock);
  g_clear_pointer (&self->worker, weir_worker_free);
  return FALSE;
}

WeirRequest *
weir_demo_make_request (WeirDemo *self, GError **error)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autofree char *base = NULL;
  g_autofree char *url = NULL;

  if (!start (self, error))
    return NULL;

  base = weir_mock_dup_url (self->mock);
  url = g_strdup_printf ("%s/~%u/demo", base, ++self->n_requests);
  options.url = url;
  options.proxy = "";
  return weir_request_new (&options, error);
}
