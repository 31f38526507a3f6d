/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-player.h"

G_BEGIN_DECLS

/* What a script is made of: shared by parser, checker and player, nobody else. */

/**
 * WeirDuration:
 * @min_us: the only or the shortest length, or the mean
 * @max_us: the longest; -1: exponentially distributed around @min_us
 */
typedef struct
{
  gint64 min_us;
  gint64 max_us;
} WeirDuration;

#define WEIR_DURATION_NONE ((WeirDuration){ 0, 0 })

static inline gboolean
weir_duration_is_none (WeirDuration duration)
{
  return duration.min_us == 0 && duration.max_us == 0;
}

typedef enum
{
  WEIR_STEP_WIRE, /* bytes of the file: a block or comment line with the blank lines below it, or a part of one */
  WEIR_STEP_RAW,
  WEIR_STEP_WAIT,
  WEIR_STEP_STALL, /* for a while */
  WEIR_STEP_HANG,  /* stall for ever */
  WEIR_STEP_HOLD,
  WEIR_STEP_END,
  WEIR_STEP_EVERY,
  WEIR_STEP_KEEPALIVE,
  WEIR_STEP_DRIP,
  WEIR_STEP_CHANCE, /* what follows, or nothing */
  WEIR_STEP_SHAPE,
  WEIR_STEP_REPEAT,
  WEIR_STEP_AGAIN, /* the end of a loop */
} WeirStepKind;

/**
 * WeirPiece:
 * @n_bytes: 0: the rest
 * @delay_us: after the piece before it
 */
typedef struct
{
  gsize n_bytes;
  gint64 delay_us;
} WeirPiece;

/**
 * WeirStep:
 * @line: of the file
 * @wire: WIRE and RAW; @pauses: `every` applies before it; @has_id: the block that ends here has one; @ends_unit: a block or
 *   comment line ends here; @at_boundary: no block is open behind it; @has_template: filled in when it is sent
 * @duration: WAIT, STALL, EVERY, KEEPALIVE
 * @drip: DRIP: bytes a second; 0: as fast as it goes
 * @chance: CHANCE: of WEIR_CHANCE_WHOLE; @skip: how many steps it is about
 * @ending: END; @implied: not written in the file
 * @shape: SHAPE: some of the script's pieces; the last one again and again when @repeats
 * @loop: REPEAT: @times (0: for ever), the number of its AGAIN, whether a round takes time; AGAIN: the number of its REPEAT
 */
typedef struct
{
  WeirStepKind kind;
  guint line;
  union
  {
    struct
    {
      WeirSpan bytes;
      WeirSpan id;
      guint n_events;
      guint has_id : 1;
      guint ends_unit : 1;
      guint at_boundary : 1;
      guint pauses : 1;
      guint has_template : 1;
    } wire;
    WeirDuration duration;
    guint64 drip;
    struct
    {
      guint chance;
      gsize skip;
    } chance;
    struct
    {
      WeirEnding ending;
      gboolean implied;
    } end;
    struct
    {
      guint first;
      guint count;
      gboolean repeats;
    } shape;
    struct
    {
      guint64 times;
      gsize other;
      gboolean pauses;
    } loop;
  };
} WeirStep;

#define WEIR_CHANCE_WHOLE 1000000000u

/* Each `chance` of a head comes or not: so many of them make 2^n heads. */
#define WEIR_HEAD_CHANCES 6u

/* A head that takes the section's place, and that of what it sends if it is no stream. */
typedef struct
{
  WeirHead head;
  GArray *headers;
} WeirHeadChance;

/* One `expect` line; what is NULL or -1 is not asked. */
typedef struct
{
  guint line;
  char *text; /* as written, valid UTF-8 */
  GString *last_event_id;
  char *method;
  gint64 after_min_us;
  gint64 after_max_us;
  char *header_name;
  char *header_value;
} WeirExpect;

/**
 * WeirSection:
 * @first, @last: connection numbers, from 1; @last is %G_MAXUINT64 when open
 * @line: of `connect`, or 1
 * @status_line: of `status` or `redirect`, or 0; @type_line: of a Content-Type that is no event stream, or 0
 * @head: what the player hands out, but for templates in header values and body (literal braces are doubled when there are any);
 *   its headers live in @headers
 * @expects: (element-type WeirExpect): the script owns them
 * @steps: from @first_step to before @end_step; the head is sent before @head_step, only WAITs stand before that
 * @cut_line: the line of an unfinished block at the end, or 0
 */
typedef struct
{
  guint64 first;
  guint64 last;
  guint line;
  guint status_line;
  guint type_line;
  WeirHead head;
  GArray *headers;
  guint n_chances;
  guint chances[WEIR_HEAD_CHANCES]; /* of WEIR_CHANCE_WHOLE */
  GArray *head_chances;             /* WeirHeadChance: at number 1 that of the first alone, at 3 that of the first two, … */
  GPtrArray *expects;
  gsize first_step;
  gsize head_step;
  gsize end_step;
  WeirDuration every;
  WeirDuration keepalive;
  guint64 drip;
  gboolean resume;
  gboolean has_wire;
  guint cut_line;
} WeirSection;

typedef enum
{
  WEIR_MATCH_HEADER,
  WEIR_MATCH_QUERY,
  WEIR_MATCH_BODY,
} WeirMatchKind;

/* One `match` line. */
typedef struct
{
  WeirMatchKind kind;
  char *name;
  char *value;
  GRegex *regex; /* BODY */
} WeirMatch;

typedef enum
{
  WEIR_COUNT_BY_SCRIPT,
  WEIR_COUNT_BY_QUERY,
  WEIR_COUNT_BY_HEADER,
  WEIR_COUNT_BY_COOKIE,
} WeirCountBy;

struct _WeirScript
{
  gatomicrefcount ref_count;
  GBytes *bytes;
  GStringChunk *strings; /* bytes that are not in @bytes as they are sent */
  gboolean is_plain;
  gboolean is_recording;
  gboolean has_connects;
  gboolean has_templates; /* anywhere in the wire */
  char *title;
  gint64 seed;
  GPtrArray *routes;  /* WeirRoute */
  GPtrArray *matches; /* WeirMatch */
  WeirCountBy count_by;
  char *count_name;    /* nullable */
  GArray *steps;       /* WeirStep */
  GArray *pieces;      /* WeirPiece */
  GPtrArray *sections; /* WeirSection */
  GPtrArray *expects;  /* WeirExpect */
  guint depth;         /* of the deepest loop */
};

typedef struct
{
  char *method; /* NULL: any */
  char *path;
  gboolean is_prefix;
} WeirRoute;

static inline const WeirStep *
weir_script_get_step (const WeirScript *script, gsize number)
{
  return &g_array_index (script->steps, WeirStep, number);
}

/* Diagnostics. @text and @hint are taken; @hint may be NULL. */
void weir_diagnostics_add (GPtrArray *diagnostics, guint line, guint column, gboolean is_error, char *text, char *hint);
/* In the order of the file. */
void weir_diagnostics_sort (GPtrArray *diagnostics);

G_END_DECLS
