/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/**
 * WeirPasteKind:
 * @WEIR_PASTE_NOTHING: empty or blank
 * @WEIR_PASTE_URL: also one without a scheme
 * @WEIR_PASTE_JSON: one value, an object or an array
 * @WEIR_PASTE_JSON_LINES: several, one a line
 * @WEIR_PASTE_STREAM: the text of an event stream, a recording or a script
 * @WEIR_PASTE_FILE: an absolute path or a file: URL
 */
typedef enum
{
  WEIR_PASTE_NOTHING,
  WEIR_PASTE_URL,
  WEIR_PASTE_CURL,
  WEIR_PASTE_JSON,
  WEIR_PASTE_JSON_LINES,
  WEIR_PASTE_STREAM,
  WEIR_PASTE_FILE,
  WEIR_PASTE_OTHER,
} WeirPasteKind;

/* What a text is that someone pasted or typed, by its start: costs at most 256 KiB of it, whatever its length. */
WeirPasteKind weir_paste_guess (WeirSpan text);

/* Of %WEIR_PASTE_URL. Returns: (transfer full): without blanks around it, with a scheme */
char *weir_paste_dup_url (WeirSpan text);
/* What stands in a field for URLs. Returns: (transfer full): as weir_paste_dup_url() when it is a URL, else as it is */
char *weir_paste_dup_field_url (const char *text);
/* Of %WEIR_PASTE_FILE. Returns: (transfer full) (nullable): the path; NULL: a file: URL that names no local file */
char *weir_paste_dup_path (WeirSpan text);

G_END_DECLS
