/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A toast that says @text, which may be any: control characters are shown, nothing is markup, and what is too long for a line gets
 * several, and more time. (transfer full) */
AdwToast *weir_toast_new (const char *text);

G_END_DECLS
