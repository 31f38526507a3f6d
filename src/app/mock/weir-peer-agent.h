/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which program a request says that it is from, in a word or two: "curl/8.5.0", "Firefox 128". @head: (nullable): as it came. Returns:
 * (transfer full): bytes as they came, few of them; "": it does not say */
char *weir_peer_agent_dup (GBytes *head);

G_END_DECLS
