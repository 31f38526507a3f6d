/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirMockFacts:
 * @url: (nullable): %NULL: it does not run
 *
 * What a mock's state is said from.
 */
typedef struct
{
  gboolean loading;
  const char *url;
  gboolean is_brief; /* where it runs is said elsewhere */
  guint n_clients;
  gboolean held;
  gboolean stale;
  gboolean replaced; /* that is why */
  const char *error;
} WeirMockFacts;

/* "Running at http://…", and what else there is to say; not of where it could go wrong, which is said at length elsewhere. (transfer full) */
char *weir_mock_dup_head (const WeirMockFacts *facts);
char *weir_mock_dup_rest (const WeirMockFacts *facts);

/* Whether an address to listen on is reached from this machine only. @host: (nullable): %NULL: the usual one */
gboolean weir_mock_host_is_loopback (const char *host);

G_END_DECLS
