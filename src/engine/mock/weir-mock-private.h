/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-mock.h"

G_BEGIN_DECLS

/* What a start serves; nothing is done to a running server. */

/* In place of the script at @path, wherever else that one answers too, or as one more. */
void weir_mock_keep_script (WeirMock *self, const char *path, WeirScript *script);
/* The script at @path, wherever it answers. Returns: whether there was one */
gboolean weir_mock_forget_script (WeirMock *self, const char *path);

/* Its state was changed from here. */
void weir_mock_tell_controlled (WeirMock *self);

/* (nullable) */
WeirWorker *weir_mock_get_worker (WeirMock *self);
/* On its thread. (nullable): %NULL while it is not running */
WeirServer *weir_mock_get_server (WeirMock *self);

G_END_DECLS
