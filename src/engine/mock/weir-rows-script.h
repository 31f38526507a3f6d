/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-recording.h"

G_BEGIN_DECLS

#define WEIR_ROWS_SCRIPT_NO_CUT G_MAXUINT64

/**
 * WeirRowsScriptOptions:
 * @title: (nullable)
 * @url: (nullable): what was asked; the script answers at its path
 * @cut_after: a row: the first connection is cut behind it, the next ones get what comes after it, and are expected to come with the id
 *   that the cut one was sent last. %WEIR_ROWS_SCRIPT_NO_CUT: one connection gets all
 */
typedef struct
{
  const char *title;
  const char *url;
  guint64 cut_after;
} WeirRowsScriptOptions;

/**
 * weir_rows_to_script:
 * @rows: numbers, ascending
 *
 * A script that sends what these rows received, byte for byte, with the pauses between them. A row of the connection's life sends
 * nothing, nor does one that stands in a block, unless it is the only one. It stays open at its end. Any thread.
 *
 * Errors: WEIR_CORE_ERROR_LIMIT: longer than WEIR_LIMIT_IMPORT; WEIR_CORE_ERROR_SYNTAX: nothing in it to send; as
 * weir_recording_read()
 */
GString *weir_rows_to_script (WeirRecording *recording, const guint64 *rows, gsize n_rows, const WeirRowsScriptOptions *options,
                              GError **error);

/* A recording as a script that answers at the path that was asked for first, where that can be written. @recording: its bytes. Returns:
 * (transfer full): another, or the same */
GBytes *weir_recording_add_route (GBytes *recording);

/* Appends the bytes to a script, at the boundary of a block, so that they are sent as they are. */
void weir_script_append_wire (GString *out, WeirSpan wire);

G_END_DECLS
