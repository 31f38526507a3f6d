/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* JSON being written: each `add` puts a comma in front unless it is the first in its object or array. Keys are the program's own: ASCII
 * without quotes, backslashes or controls; %NULL: an item of an array. */

void weir_json_open (GString *out, const char *key, char bracket); /* '{' or '[' */
void weir_json_close (GString *out, char bracket);                 /* '}' or ']' */
/* @text: any bytes; U+FFFD stands where they are not UTF-8 */
void weir_json_add_string (GString *out, const char *key, WeirSpan text);
/* Only the string, without key and comma. */
void weir_json_append_text (GString *out, WeirSpan text);
void weir_json_add_number (GString *out, const char *key, guint64 number);
void weir_json_add_boolean (GString *out, const char *key, gboolean value);
/* Seconds with as many decimals as it takes, six at most; below 0: 0. */
void weir_json_add_seconds (GString *out, const char *key, gint64 time_us);

G_END_DECLS
