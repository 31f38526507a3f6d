/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-now.h"

gint64
weir_now (GtkWidget *widget)
{
  GSource *source = g_main_current_source ();
  GdkFrameClock *clock;

  if (source != NULL)
    return g_source_get_time (source);

  clock = gtk_widget_get_frame_clock (widget);
  return clock != NULL ? gdk_frame_clock_get_frame_time (clock) : 0;
}
