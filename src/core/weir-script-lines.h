/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* A script's file as lines: which are wire, which are directives. */

typedef enum
{
  WEIR_LINE_WIRE,
  WEIR_LINE_BLANK,
  WEIR_LINE_LAYOUT,    /* a blank line directly under a directive: not sent */
  WEIR_LINE_STUFFED,   /* `:@@…`: sent without one `@` */
  WEIR_LINE_DIRECTIVE, /* `:@ ` */
  WEIR_LINE_ODD,       /* another `:@` */
  WEIR_LINE_FULLWIDTH, /* `:@` in full-width characters */
} WeirLineKind;

/**
 * WeirScriptLine:
 * @text: without the line end
 * @end_len: bytes of the line end; 0 at the end of the file
 * @number: from 1
 */
typedef struct
{
  WeirLineKind kind;
  WeirSpan text;
  gsize end_len;
  guint number;
} WeirScriptLine;

/* Where the reading is; set up by weir_script_lines_init(). */
typedef struct
{
  const char *at;
  const char *end;
  const char *lf; /* the next one, or @end */
  guint number;
  gboolean is_plain;
  gboolean under_directive;
} WeirScriptLines;

void weir_script_lines_init (WeirScriptLines *self, WeirSpan file, gboolean is_plain);
gboolean weir_script_lines_next (WeirScriptLines *self, WeirScriptLine *line);

typedef enum
{
  WEIR_MAGIC_NONE,    /* a plain stream */
  WEIR_MAGIC_SCRIPT,  /* `:@ weir 1` */
  WEIR_MAGIC_UNKNOWN, /* `:@ weir` and something else */
} WeirMagic;

/* @rest: (out): the file behind the byte order mark that may stand before the magic; all of it for a plain stream */
WeirMagic weir_script_lines_find_magic (WeirSpan file, WeirSpan *rest);

/* Whether the file is a recording, by its start: `recorded` stands above all wire. */
gboolean weir_script_lines_is_recording (WeirSpan start);

/* The column, in characters from 1, of byte @offset of the line; bytes that are not UTF-8 count one each. */
guint weir_script_line_get_column (WeirSpan text, gsize offset);

/* For messages: the first bytes as valid UTF-8. Returns: (transfer full) */
char *weir_script_show (WeirSpan text);

G_END_DECLS
