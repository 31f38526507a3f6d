/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-parser.h"
#include "weir-script-args.h"
#include "weir-template.h"

G_BEGIN_DECLS

/* How a script is put together, line by line: private to weir-script*.c. */

typedef enum
{
  WEIR_BUILD_EOL_KEEP,
  WEIR_BUILD_EOL_LF,
  WEIR_BUILD_EOL_CRLF,
  WEIR_BUILD_EOL_CR,
} WeirBuildEol;

/* `chance P` with a head verb: read again when the section's head is whole. */
typedef struct
{
  guint chance; /* of WEIR_CHANCE_WHOLE */
  WeirArgs args;
} WeirDraftChance;

/**
 * WeirDraft:
 *
 * What a section inherits from the preamble and may change. Strings live in the script's chunk.
 */
typedef struct
{
  gboolean none;
  guint status; /* 0: not said */
  const char *phrase;
  guint status_line;
  guint type_line;
  GArray *headers;   /* WeirHeader; a NULL value removes */
  guint n_inherited; /* of @headers */
  GBytes *body;
  guint body_line;
  WeirDuration every;
  WeirDuration keepalive;
  gboolean resume;
  WeirBuildEol eol;
  gboolean templates;
  guint64 drip;
  GPtrArray *expects; /* of the script */
  GArray *chances;    /* WeirDraftChance */
} WeirDraft;

typedef struct
{
  guint line;
  gsize step;
  gboolean pauses;
} WeirOpenLoop;

/**
 * WeirBuilder:
 * @args: the present line
 * @preamble: what all sections inherit
 * @draft: the present section's, or the preamble's
 * @section: (nullable): %NULL in the preamble of a file with `connect`
 * @begun: whether a byte or a step other than `wait` stands in the section
 * @has_bytes: whether any byte is sent in it
 * @ended_by: (nullable): the verb behind which nothing is sent
 * @part, @part_len, @part_copy: wire that is not a step yet: of the file, or of @part_copy when that is not empty
 * @unit_step: number of the open block's first step, or %G_MAXSIZE
 * @part_has_template: templates are to be filled in there
 * @last_wire_line: of the newest bytes that are not `raw`; 0: the newest are `raw`
 * @n_events, @ends_unit, @id: what the parser told since the last step
 * @waited: an explicit `wait` stands since the last event
 * @is_chance: what is read now comes only with some probability: it neither ends nor pauses for sure
 * @chance_step: number of the `chance` that waits for its block, or %G_MAXSIZE; @chance_line: its line
 */
typedef struct
{
  WeirScript *script;
  GPtrArray *diagnostics;
  WeirArgs args;
  WeirParser *parser;
  WeirDraft preamble;
  WeirDraft draft;
  WeirSection *section;
  gboolean begun;
  gboolean has_bytes;
  const char *ended_by;
  guint ended_line;
  gboolean ended_reported;
  gboolean preamble_reported;
  const char *part;
  gsize part_len;
  GString *part_copy;
  guint part_line;
  gboolean part_has_template;
  guint last_wire_line;
  gsize unit_step;
  guint n_events;
  gboolean ends_unit;
  gboolean has_id;
  WeirSpan id;
  gboolean waited;
  gboolean is_chance;
  gsize chance_step;
  guint chance_line;
  GArray *loops; /* WeirOpenLoop */
} WeirBuilder;

/* weir-script-build.c */
void weir_builder_init (WeirBuilder *self, WeirScript *script, GPtrArray *diagnostics);
void weir_builder_clear (WeirBuilder *self);
void weir_builder_begin_section (WeirBuilder *self, guint64 first, guint64 last, guint line);
void weir_builder_finish_section (WeirBuilder *self);
gboolean weir_builder_in_block (const WeirBuilder *self);
WeirStep *weir_builder_add_step (WeirBuilder *self, WeirStepKind kind);
void weir_builder_flush (WeirBuilder *self);
void weir_builder_note_pause (WeirBuilder *self);
void weir_builder_end_with (WeirBuilder *self, WeirStepKind kind, WeirEnding ending);
/* Whether what is about to be sent may stand here; else it is reported once. */
gboolean weir_builder_may_send (WeirBuilder *self);

/* weir-script-wire.c */
void weir_builder_add_wire (WeirBuilder *self);
void weir_builder_add_raw (WeirBuilder *self, GString *bytes);
void weir_builder_feed (WeirBuilder *self, WeirSpan bytes);
/* Whether templates are filled in here. */
gboolean weir_builder_has_templates (const WeirBuilder *self);
/* Reports a template in @text that is wrong. @at: of the text in the line. Returns: %FALSE when one is */
gboolean weir_builder_check_template (WeirBuilder *self, WeirSpan text, gsize at);

/* weir-script-verbs.c: what the verb of @args does; it is known and may stand there. */
gboolean weir_builder_run_verb (WeirBuilder *self, WeirArgs *args);
/* Reads the verb at the present place. Returns: (nullable): %NULL: reported, or one of another tool */
const WeirDirective *weir_builder_read_verb (WeirBuilder *self);
gboolean weir_builder_check_place (WeirBuilder *self, const WeirDirective *directive);

/* weir-script-chance.c */
gboolean weir_verb_chance (WeirBuilder *self, WeirArgs *args);
/* Before a verb is run: reports a `chance` that has no block. */
void weir_builder_check_chance (WeirBuilder *self, const char *verb);

/* weir-script-response.c */
void weir_builder_finish_head (WeirBuilder *self);

/* weir-script-head.c */
/* "" when there is none */
const char *weir_status_get_phrase (guint status);
void weir_draft_init (WeirDraft *self);
void weir_draft_clear (WeirDraft *self);
void weir_draft_copy (WeirDraft *self, const WeirDraft *other);
gboolean weir_verb_status (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_redirect (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_header (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_body (WeirBuilder *self, WeirArgs *args);

/* weir-script-info.c */
gboolean weir_verb_title (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_seed (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_on (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_expect (WeirBuilder *self, WeirArgs *args);
void weir_expect_free (WeirExpect *self);

/* weir-script-match.c */
gboolean weir_verb_match (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_count (WeirBuilder *self, WeirArgs *args);
void weir_match_free (WeirMatch *self);

/* weir-script-settings.c */
gboolean weir_verb_every (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_drip (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_keepalive (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_template (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_resume (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_eol (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_bom (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_chunk (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_split (WeirBuilder *self, WeirArgs *args);

/* weir-script-steps.c */
gboolean weir_verb_connect (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_wait (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_stall (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_raw (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_close (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_cut (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_reset (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_hold (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_repeat (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_end (WeirBuilder *self, WeirArgs *args);
gboolean weir_verb_ended (WeirBuilder *self, WeirArgs *args);

/* weir-script-verbs.c: the directive on the present line */
void weir_builder_add_directive (WeirBuilder *self);

G_END_DECLS
