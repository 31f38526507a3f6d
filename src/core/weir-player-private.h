/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-random.h"
#include "weir-script-private.h"
#include "weir-template.h"

G_BEGIN_DECLS

/* The player's parts: private to weir-player*.c. */

/**
 * WeirSchedule:
 * @base_us: the caller's time at which the script's time was 0
 * @script_us: script time that has been planned, unscaled: no rounding adds up
 * @speed: 0: all at once
 */
typedef struct
{
  gint64 base_us;
  gint64 script_us;
  double speed;
} WeirSchedule;

gint64 weir_schedule_get_due (const WeirSchedule *self);
void weir_schedule_add (WeirSchedule *self, gint64 us);
/* Starts anew at @now_us. */
void weir_schedule_restart (WeirSchedule *self, gint64 now_us);

/**
 * WeirShape:
 * @piece: (nullable): the piece that is being sent; %NULL: no shape
 * @n_pieces: from @piece on
 * @left: bytes of the piece still to send; 0: it has not begun
 */
typedef struct
{
  const WeirPiece *piece;
  guint n_pieces;
  gboolean repeats;
  gsize left;
} WeirShape;

void weir_shape_init (WeirShape *self, const WeirPiece *pieces, guint n_pieces, gboolean repeats);
void weir_shape_clear (WeirShape *self);
/* Before bytes are sent. Returns: the pause before them, 0 within a piece */
gint64 weir_shape_begin (WeirShape *self);
/* Of @n_bytes, how many go into one send now; takes them. */
gsize weir_shape_take (WeirShape *self, gsize n_bytes);
/* A pause ends the piece that it comes in. */
void weir_shape_end_piece (WeirShape *self);

/**
 * WeirFilling:
 * @first_random: the draws from the start
 * @values: but for the time and the round
 * @text: of the present step
 * @is_full: @text is that of the present step
 * @id: the newest id line of the open block as it was filled in
 * @head: the section's, filled in
 *
 * What templates need and give; the strings are copies.
 */
typedef struct
{
  WeirTemplateValues values;
  WeirRandom random;
  WeirRandom first_random;
  GStringChunk *strings;
  GArray *request_headers;
  GString *text;
  gboolean is_full;
  GString *id;
  WeirHead head;
  GBytes *body; /* nullable; of @head */
  GArray *headers;
} WeirFilling;

/**
 * WeirRound:
 * @number: of the present round, from 1
 * @left: rounds after this one; %G_MAXUINT64: for ever
 * @progress, @paused_us: of the player when the round began
 *
 * A running loop.
 */
typedef struct
{
  gsize step;
  guint64 number;
  guint64 left;
  guint64 progress;
  guint64 paused_us;
} WeirRound;

/**
 * WeirPlayer:
 * @at: number of the step that comes next
 * @begun: the first call has set the schedule's start
 * @sent: bytes of the present step that are sent
 * @paused: `every` has been applied to the present step
 * @first: no event has been sent since the start or the last stall
 * @waited: an explicit `wait` came since the last event
 * @in_block: what was sent ends within a block
 * @last_us: the newest time handed out
 * @progress, @paused_us: bytes sent or searched, script time paused: what a loop that does nothing does not change
 * @round_took_time, @round_sent: the present round of `loop` had a pause, a byte
 * @seam: a round without a pause is over: the next one's first bytes wait
 * @only_head: the head is that of a `chance`, and no stream: nothing is sent behind it
 * @drip: bytes a second; 0: no limit; @drip_pause_us: before the next bytes; @drip_rest: what rounding left, in millionths of a byte's time
 * @searching: `resume` looks for the last event ID
 */
struct _WeirPlayer
{
  WeirScript *script;
  const WeirSection *section;
  const WeirHead *head; /* the section's, or the one that a `chance` drew */
  guint64 connection;
  char *last_event_id;
  gsize last_event_id_len;
  gboolean loop;
  gint64 longest_pause_us;
  gboolean begun;
  gboolean head_sent;
  gboolean only_head;
  gboolean searching;
  gboolean stalling;
  gboolean ended;
  gboolean paused;
  gboolean first;
  gboolean waited;
  gboolean in_block;
  gboolean round_took_time;
  gboolean round_sent;
  gboolean seam;
  gsize at;
  gsize sent;
  guint64 progress;
  guint64 paused_us;
  gint64 last_us;
  WeirSchedule schedule;
  WeirShape shape;
  WeirDuration every;
  guint64 drip;
  gint64 drip_pause_us;
  guint64 drip_rest;
  WeirDuration keepalive;
  gint64 keepalive_us; /* when the next one is due; G_MAXINT64: none */
  WeirRandom random;
  WeirRandom keepalive_random;
  WeirRandom chance_random;
  WeirFilling *filling; /* nullable: no templates in the section or the script */
  gint64 wall_offset_us;
  guint n_searched_blocks;
  guint n_searched_steps;
  guint depth;
  WeirRound rounds[];
};

/* weir-player-fill.c */
void weir_player_begin_filling (WeirPlayer *self, const WeirPlayerOptions *options, guint64 stream);
void weir_filling_free (WeirFilling *self);
/* As at the start: nothing has been sent. */
void weir_player_restart_filling (WeirPlayer *self);
/* The bytes of a step as they are sent: valid until weir_player_leave_step(). */
WeirSpan weir_player_fill_step (WeirPlayer *self, const WeirStep *step, gint64 time_us);
/* After all of them are sent, or passed over. */
void weir_player_leave_step (WeirPlayer *self, const WeirStep *step);
/* The id of the block that ends with @step. */
WeirSpan weir_player_get_id (const WeirPlayer *self, const WeirStep *step);

/* weir-player-search.c */
/* One step of the search. */
void weir_player_search (WeirPlayer *self);

/* weir-player-steps.c: each step; TRUE: @step says what to do, FALSE: go on with the next one */
gboolean weir_player_send_head (WeirPlayer *self, gint64 now_us, WeirPlayerStep *step);
gboolean weir_player_send_bytes (WeirPlayer *self, gint64 now_us, const WeirStep *script_step, WeirPlayerStep *step);
gboolean weir_player_stall (WeirPlayer *self, gint64 now_us, const WeirStep *script_step, WeirPlayerStep *step);
gboolean weir_player_hang (WeirPlayer *self, gint64 now_us, WeirPlayerStep *step);
gboolean weir_player_hold (WeirPlayer *self, gint64 now_us, WeirPlayerStep *step);
gboolean weir_player_set_keepalive (WeirPlayer *self, gint64 now_us, const WeirStep *script_step, WeirPlayerStep *step);
gboolean weir_player_end (WeirPlayer *self, gint64 now_us, const WeirStep *script_step, WeirPlayerStep *step);
void weir_player_pause (WeirPlayer *self, const WeirStep *script_step);
void weir_player_set_shape (WeirPlayer *self, const WeirStep *step);
/* When the keep-alive after the one at @from_us is due; those that a late call missed are left out. */
void weir_player_plan_keepalive (WeirPlayer *self, gint64 from_us, gint64 now_us);
/* At the first step behind the head, with the section's settings. */
void weir_player_enter_body (WeirPlayer *self);
/* Past a `chance`, and past what it is about when that does not come. */
void weir_player_draw (WeirPlayer *self, const WeirStep *step);
/* Ends properly, whatever the script says behind the head. */
gboolean weir_player_end_early (WeirPlayer *self, gint64 now_us, WeirPlayerStep *step);
void weir_player_repeat (WeirPlayer *self, const WeirStep *step);
/* %FALSE: the loop goes on for ever and does nothing any more */
gboolean weir_player_again (WeirPlayer *self);
gboolean weir_player_end_round (WeirPlayer *self, gint64 now_us, WeirPlayerStep *step);

G_END_DECLS
