/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A resolver without a network: "slow.invalid" is never answered (but can be cancelled), every other ".invalid" is not found,
 * ".test" is 127.0.0.1. */
#define ODD_TYPE_RESOLVER (odd_resolver_get_type ())
G_DECLARE_FINAL_TYPE (OddResolver, odd_resolver, ODD, RESOLVER, GResolver)

/* Makes it the process's own. */
void odd_resolver_install (void);

G_END_DECLS
