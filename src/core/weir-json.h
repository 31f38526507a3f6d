/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* Everything here is non-recursive and bounded: hostile input costs its length, nothing more. */

/**
 * weir_json_check:
 * @error_offset: (out) (optional): of the first byte that is wrong
 *
 * The gate before any other JSON code: RFC 8259 syntax and nesting of at most WEIR_LIMIT_JSON_DEPTH.
 *
 * Returns: %FALSE with %WEIR_CORE_ERROR_SYNTAX or %WEIR_CORE_ERROR_LIMIT
 */
gboolean weir_json_check (WeirSpan text, gsize *error_offset, GError **error);

/* Whether the text is one object or array that passes the gate. */
gboolean weir_json_looks_like (WeirSpan text);

/* Indented by two spaces (levels beyond the 32nd no further); every lexeme (number, string) as it was sent.
 * @n_bytes: (out) (optional). Returns: (transfer full) (nullable): NULL: not JSON, or nested too deeply. */
char *weir_json_pretty (WeirSpan text, gsize *n_bytes);

/* Appends a JSON string, quotes included. @text is valid UTF-8. Escaped is also what a terminal or an editor would act on: DEL, the C1
 * controls, line separators (U+2028, U+2029), marks and controls of writing direction (U+061C, U+200E, U+200F, U+202A–U+202E,
 * U+2066–U+2069). */
void weir_json_append_string (GString *out, WeirSpan text);

/* The reverse: appends what the string stands for. @lexeme: of a string that passed the gate, quotes included. `\u0000` gives a NUL,
 * a lone surrogate U+FFFD. */
void weir_json_append_unescaped (GString *out, WeirSpan lexeme);

/**
 * weir_json_get_path:
 * @path: `$`, then `.name`, `["name"]` (a JSON string) or `[0]`
 *
 * Of two members with the same name the last counts, as in JavaScript.
 *
 * Returns: whether the text is JSON, the path well-formed and the value there; @lexeme is then the value as sent (strings with
 * their quotes), within @text
 */
gboolean weir_json_get_path (WeirSpan text, const char *path, WeirSpan *lexeme);
/* Whether such a path is well-formed. */
gboolean weir_json_path_is_valid (const char *path);

G_END_DECLS
