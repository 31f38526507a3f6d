/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-timer.h"

static gboolean
dispatch (GSource *source, GSourceFunc func, gpointer data)
{
  /* Once, unless @func sets a new time. */
  g_source_set_ready_time (source, -1);

  return func (data);
}

static const GSourceFuncs timer_funcs = { .dispatch = dispatch };

void
weir_timer_arm (GSource **timer, GMainContext *context, gint64 due_us, GSourceFunc func, gpointer data)
{
  weir_timer_clear (timer);

  *timer = g_source_new ((GSourceFuncs *) &timer_funcs, sizeof (GSource));
  g_source_set_callback (*timer, func, data, NULL);
  g_source_set_ready_time (*timer, MAX (due_us, 0));
  g_source_attach (*timer, context);
}

void
weir_timer_clear (GSource **timer)
{
  if (*timer == NULL)
    return;

  g_source_destroy (*timer);
  g_clear_pointer (timer, g_source_unref);
}
