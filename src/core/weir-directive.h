/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* The one table of verbs: parser, checker, completion, man page and reference are made from it. A new script verb starts here. */

typedef enum
{
  WEIR_PLACE_PREAMBLE = 1 << 0,
  WEIR_PLACE_SECTION_HEAD = 1 << 1, /* between `connect` and the first block */
  WEIR_PLACE_BODY = 1 << 2,         /* at a block boundary */
  WEIR_PLACE_BLOCK = 1 << 3,        /* inside a block too */
} WeirPlaces;

/* The headings of the reference. */
typedef enum
{
  WEIR_GROUP_FILE,
  WEIR_GROUP_SECTION,
  WEIR_GROUP_SETTING,
  WEIR_GROUP_SHAPE,
  WEIR_GROUP_STEP,
  WEIR_GROUP_RECORDING, /* written by the recorder */
} WeirDirectiveGroup;

/**
 * WeirDirective:
 * @verb: the word after `:@ `
 * @syntax: its arguments in the grammar's notation; " | " stands between forms
 * @summary: what it does, in one translatable sentence (N_())
 * @details: (nullable): what else the reference says (N_())
 * @places: where it may stand
 * @available: %FALSE: known to the format, refused by this version
 * @is_recording: written by the recorder
 */
typedef struct
{
  const char *verb;
  const char *syntax;
  const char *summary;
  const char *details;
  WeirDirectiveGroup group;
  WeirPlaces places;
  gboolean available;
  gboolean is_recording;
} WeirDirective;

/* Returns: (transfer none) (nullable) */
const WeirDirective *weir_directive_find (WeirSpan verb);
/* The table, in the order of the reference; @n: (out). */
const WeirDirective *weir_directive_get_all (gsize *n);
/* Translated. */
const char *weir_directive_group_get_title (WeirDirectiveGroup group);
/* The known verb nearest to a misspelt one. Returns: (transfer none) (nullable) */
const char *weir_directive_suggest (WeirSpan verb);

/* A duration as in scripts and options: `500ms`, `1.5s`, `2m`. Returns: FALSE with %WEIR_CORE_ERROR_SYNTAX */
gboolean weir_duration_parse (WeirSpan text, gint64 *duration_us, GError **error);
/* The shortest exact form whose number is not below 1 (`500ms`, not `0.5s`); 0 is `0s`. Returns: (transfer full) */
char *weir_duration_format (gint64 duration_us);

G_END_DECLS
