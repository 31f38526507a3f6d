/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-random.h"
#include "weir-sink.h"

G_BEGIN_DECLS

/*
 * `{{…}}` in what a script sends; both braces on one line. `{{{{` stands for `{{`.
 *
 *   n            rounds of the innermost loop, from 1; 1 outside a loop
 *   i            events of this connection, this one included
 *   next-id      one more than the last numeric id sent, or than the client's Last-Event-ID; else 1
 *   now          the wall clock in UTC: 2026-11-21T10:00:00.123Z
 *   now FORMAT   as g_date_time_format() writes it, in UTC
 *   unix-ms      milliseconds since 1970
 *   uuid         a random one (version 4)
 *   random A B   a number from A to B, both included, with as many decimals as they have
 *   pick A B …   one of the words; "quoted" ones may hold spaces
 *   last-event-id, query NAME, header NAME    of the request; nothing when it is not there
 *
 * What is filled in never holds CR, LF or NUL: they become spaces.
 */

/**
 * WeirTemplateValues:
 * @wall_us: the wall clock, µs since 1970
 * @random: what the draws come from
 * @query: of the request's URL, as sent, without the `?`
 */
typedef struct
{
  guint64 round;
  guint64 event;
  guint64 next_id;
  gint64 wall_us;
  WeirRandom *random;
  WeirSpan last_event_id;
  WeirSpan query;
  const WeirHeader *headers;
  gsize n_headers;
} WeirTemplateValues;

/**
 * weir_template_get_nth:
 * @usage: (out): examples, separated by ", "
 * @summary: (out): what it becomes, in one translatable sentence (N_())
 *
 * The table of templates. Returns: %FALSE: there are no @i
 */
gboolean weir_template_get_nth (gsize i, const char **usage, const char **summary);
/* (nullable): what else the reference says (N_()) */
const char *weir_template_get_details (gsize i);

/* Whether there is a `{{` at all. */
gboolean weir_template_is_in (WeirSpan text);

/**
 * weir_template_check:
 * @offset: (out): of the first template that is wrong
 * @message: (out) (transfer full): what is wrong, translated
 * @hint: (out) (transfer full): what to do
 *
 * Returns: %FALSE when one is wrong
 */
gboolean weir_template_check (WeirSpan text, gsize *offset, char **message, char **hint);

/* Appends @text as a template that gives it back: braces doubled. */
void weir_template_escape (WeirSpan text, GString *out);

/* Appends @text with its templates filled in; wrong ones stay as they are. No template is filled in beyond WEIR_LIMIT_BLOCK bytes. */
void weir_template_fill (WeirSpan text, const WeirTemplateValues *values, GString *out);

/* Whether @id is a number: digits only, at most 18 of them. */
gboolean weir_template_parse_id (WeirSpan id, guint64 *number);

G_END_DECLS
