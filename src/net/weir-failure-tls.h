/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-failure.h"

G_BEGIN_DECLS

/* Whether what answered spoke something else, or nothing. */
gboolean weir_failure_is_not_tls (const GError *error);
/* @error: of the domain G_TLS_ERROR */
WeirFailure weir_failure_of_tls (const GError *error, SoupMessage *message);

G_END_DECLS
