/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is wrong with a script, found out in a thread pool: a long one takes its time. */
void weir_script_check_async (GBytes *script, GAsyncReadyCallback done, gpointer user_data);
/* Returns: (transfer full) (element-type WeirDiagnostic): as weir_script_new() and weir_check_script() have them */
GPtrArray *weir_script_check_finish (GAsyncResult *result);

G_END_DECLS
