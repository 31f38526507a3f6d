/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-deadline.h"

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  (void) callback (data);

  return G_SOURCE_REMOVE;
}

GSource *
weir_deadline_new (gint64 duration_us, GSourceFunc func, gpointer data)
{
  /* The ready time is all there is to ask. */
  static const GSourceFuncs functions = { NULL, NULL, dispatch, NULL, NULL, NULL };
  GSource *source = g_source_new ((GSourceFuncs *) &functions, sizeof (GSource));

  g_source_set_callback (source, func, data, NULL);
  g_source_set_ready_time (source, g_get_monotonic_time () + duration_us);
  g_source_attach (source, g_main_context_get_thread_default ());

  return source;
}
