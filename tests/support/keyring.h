/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-secrets.h"

G_BEGIN_DECLS

/* A keyring in memory that answers in the next turn of the main loop, one call at a time, or it was called wrongly. */
typedef struct
{
  GHashTable *kept;   /* id → secrets */
  GHashTable *labels; /* id → what a keyring program shows; of what was cleared, too */
  GString *log;       /* "store a, clear a, " */
  guint n_calls;
  guint n_under_way;
  GError *error;    /* (nullable): what the next call ends with */
  gboolean is_gone; /* nobody answers: nothing is kept, each call fails */
} Keyring;

/* Its backend data is the Keyring. */
extern const WeirSecretsBackend keyring_backend;

void keyring_init (Keyring *self);
void keyring_clear (Keyring *self);

G_END_DECLS
