/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-request.h"

G_BEGIN_DECLS

/**
 * WeirDemo:
 *
 * The built-in mock server, playing the demonstration's script on a free port of this machine. It starts when it is first asked.
 */
typedef struct _WeirDemo WeirDemo;

WeirDemo *weir_demo_new (void);
/* Ends its connections. */
void weir_demo_free (WeirDemo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDemo, weir_demo_free)

/* What to watch; each plays the script from its beginning. Errors: GIOError: no port could be had */
WeirRequest *weir_demo_make_request (WeirDemo *self, GError **error);

G_END_DECLS
