/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-filter.h"
#include "weir-sink.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_OUTPUT_TEXT,  /* for people */
  WEIR_OUTPUT_JSONL, /* one JSON record a line, for programs */
  WEIR_OUTPUT_RAW,   /* the stream's own bytes; what happened around them goes to the side channel */
} WeirOutputFormat;

/* "text", "jsonl" or "raw". Returns: whether @nick is one of them */
gboolean weir_output_format_from_nick (const char *nick, WeirOutputFormat *format);

/**
 * WeirOutputOptions:
 * @filter: (nullable): only what matches is printed, and that a stream failed for good
 * @color: colours by terminal escapes
 * @live: the output is a terminal: a line may be written over (the countdown)
 * @pretty: JSON data over several lines
 * @include_head: show the response's headers (text)
 * @keep_secrets: URLs and headers as they are
 * @last_event_id: (nullable): that the request starts with
 * @start_us: the monotonic time that is `t` 0
 * @start_wall_us: the wall clock then, µs since 1970
 */
typedef struct
{
  WeirOutputFormat format;
  WeirFilter *filter;
  gboolean color;
  gboolean live;
  gboolean pretty;
  gboolean include_head;
  gboolean keep_secrets;
  const char *last_event_id;
  gint64 start_us;
  gint64 start_wall_us;
} WeirOutputOptions;

/**
 * WeirOutput:
 *
 * What is printed of a stream's life. Pure: reports in, bytes appended to the given buffers; no descriptor, no clock.
 */
typedef struct _WeirOutput WeirOutput;

/* @out: standard output's buffer; @side: standard error's, for raw; both outlive the output */
WeirOutput *weir_output_new (const WeirOutputOptions *options, GString *out, GString *side);
void weir_output_free (WeirOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirOutput, weir_output_free)

void weir_output_start (WeirOutput *self);
/* Returns: whether it passed the filter */
gboolean weir_output_report (WeirOutput *self, const WeirReport *report);
/* The last record, after everything else. */
void weir_output_end (WeirOutput *self);
/* The live line is brought up to date. Returns: whether there is one, so that it is worth asking again soon */
gboolean weir_output_tick (WeirOutput *self, gint64 now_us);

G_END_DECLS
