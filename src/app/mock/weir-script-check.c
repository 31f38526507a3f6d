/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-script-check.h"

#include "weir-check.h"
#include "weir-worker.h"

static void
look (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *problems = NULL;
  g_autoptr (WeirScript) script = weir_script_new (data, &problems);

  if (script != NULL)
    weir_check_script (script, problems);
  g_task_return_pointer (task, problems, (GDestroyNotify) g_ptr_array_unref);
}

void
weir_script_check_async (GBytes *script, GAsyncReadyCallback done, gpointer user_data)
{
  weir_worker_run_blocking (look, g_bytes_ref (script), (GDestroyNotify) g_bytes_unref, done, user_data);
}

GPtrArray *
weir_script_check_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
