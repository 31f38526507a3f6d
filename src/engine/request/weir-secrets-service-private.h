/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-secrets.h"

G_BEGIN_DECLS

/* The Secret Service through libsecret; its data is not used. */
const WeirSecretsBackend *weir_secrets_service_get_backend (void);

G_END_DECLS
