/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Colours that event types are shown in, everywhere the same: the list, the chips, the timeline. 0, a grey, is "message", the type
 * of events without a name. */
#define WEIR_N_NAME_COLORS 9

/**
 * weir_name_color_get_index:
 * @name: an event type, as received or as shown (weir_text_*())
 *
 * Returns: below WEIR_N_NAME_COLORS; the same for a name on every machine and in every run. Names may share a colour.
 */
guint weir_name_color_get_index (const char *name);
/* Readable as text on a list's background, rows that are hovered or selected included. */
void weir_name_color_get (guint index, gboolean dark, gboolean high_contrast, GdkRGBA *color);
/* The colour in the style of now; who keeps it follows AdwStyleManager's `dark` and `high-contrast`. */
void weir_name_color_lookup (const char *name, GdkRGBA *color);

G_END_DECLS
