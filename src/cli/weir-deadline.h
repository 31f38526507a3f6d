/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * weir_deadline_new:
 * @duration_us: from now; longer than the 49 days that a GLib timeout holds, too
 * @func: called once, on the thread-default main context
 *
 * Returns: (transfer full): the source; destroy it when the deadline no longer matters
 */
GSource *weir_deadline_new (gint64 duration_us, GSourceFunc func, gpointer data);

G_END_DECLS
