/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GLib's table of quarks, as it is now, may be let go of. Done when a test starts; again where quarks come by the thousand. */
void forgive_quarks (void);

G_END_DECLS
