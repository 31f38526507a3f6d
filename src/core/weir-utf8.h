/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* UTF-8 as the WHATWG Encoding standard decodes it: one U+FFFD for each maximal invalid part. */

/* Whether the bytes are valid UTF-8 (NUL allowed). */
gboolean weir_utf8_is_valid (const char *bytes, gsize n_bytes);

/* Appends the decoded text. Returns: whether the bytes were valid. */
gboolean weir_utf8_append (GString *text, const char *bytes, gsize n_bytes);

/* Whether any of the bytes has its high bit set. */
gboolean weir_utf8_is_ascii (const char *bytes, gsize n_bytes);

G_END_DECLS
