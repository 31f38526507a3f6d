/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-sink.h"

G_BEGIN_DECLS

/**
 * WeirDiagnostic:
 * @line: from 1
 * @column: from 1, in characters
 * @is_error: else a warning
 * @text: (transfer full): what is wrong, translated
 * @hint: (nullable) (transfer full): what to do
 */
typedef struct
{
  guint line;
  guint column;
  gboolean is_error;
  char *text;
  char *hint;
} WeirDiagnostic;

void weir_diagnostic_free (WeirDiagnostic *self);

/**
 * WeirScript:
 *
 * A parsed script or recording or plain event stream: immutable, reference-counted, may be shared between threads.
 */
typedef struct _WeirScript WeirScript;

/**
 * weir_script_new:
 * @bytes: the file
 * @diagnostics: (out) (element-type WeirDiagnostic): errors and warnings in the order of the file; may be empty
 *
 * Never fails for odd bytes in the wire; a file without the magic line is a plain stream.
 *
 * Returns: (nullable): %NULL when @diagnostics holds an error
 */
WeirScript *weir_script_new (GBytes *bytes, GPtrArray **diagnostics);
WeirScript *weir_script_ref (WeirScript *self);
void weir_script_unref (WeirScript *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirScript, weir_script_unref)

gboolean weir_script_is_plain (const WeirScript *self);
gboolean weir_script_is_recording (const WeirScript *self);
/* (nullable) */
const char *weir_script_get_title (const WeirScript *self);
/* Whether an `on` line answers this. @path_matches: (out) (optional): whether one has this path, for this method or another. Without
 * any `on` line both are %FALSE. */
gboolean weir_script_matches (const WeirScript *self, const char *method, const char *path, gboolean *path_matches);
gboolean weir_script_has_routes (const WeirScript *self);
/* A path that its `on` lines answer to a GET, or to another method; of all that begin alike the beginning. Returns: (transfer none)
 * (nullable): %NULL without any */
const char *weir_script_get_path (const WeirScript *self);
/* Its `on` lines, in their order. @method: (out) (nullable): %NULL: any. Returns: (transfer none) (nullable): the path of line @i, as
 * weir_script_get_path() has it; %NULL: there are no @i */
const char *weir_script_get_route (const WeirScript *self, guint i, const char **method);
/**
 * WeirAsked:
 * @query: of the URL, without the `?`
 *
 * What `match` and `count` lines look at.
 */
typedef struct
{
  WeirSpan query;
  const WeirHeader *headers;
  gsize n_headers;
  WeirSpan body;
} WeirAsked;

/* Whether all `match` lines hold. */
gboolean weir_script_accepts (const WeirScript *self, const WeirAsked *asked);
/* What `count by` counts apart: "" for all alike. Returns: (transfer full) */
char *weir_script_dup_key (const WeirScript *self, const WeirAsked *asked);
/* The seed of the file, or -1. */
gint64 weir_script_get_seed (const WeirScript *self);

G_END_DECLS
