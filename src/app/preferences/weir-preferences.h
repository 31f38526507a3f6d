/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WEIR_TYPE_PREFERENCES (weir_preferences_get_type ())
G_DECLARE_FINAL_TYPE (WeirPreferences, weir_preferences, WEIR, PREFERENCES, AdwWindow)

/* What the person wants of all windows; each change holds at once, or for the next stream that starts. */
GtkWindow *weir_preferences_new (GtkWindow *parent);

G_END_DECLS
