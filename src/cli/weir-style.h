/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* How text output looks: colours, clock, gaps. */

typedef enum
{
  WEIR_STYLE_PLAIN,
  WEIR_STYLE_DIM,
  WEIR_STYLE_GOOD,
  WEIR_STYLE_NOTICE,
  WEIR_STYLE_BAD,
} WeirStyle;

/* Whether to colour what is written to @fd: it is a terminal, NO_COLOR is not set, TERM is not "dumb". */
gboolean weir_style_wants_color (int fd);

/* Appends @text, between escapes when @color. */
void weir_style_append (GString *out, gboolean color, WeirStyle style, const char *text);
/* Appends an event's name in a colour that is always the same for it; @name may be held in terminals as it is. */
void weir_style_append_name (GString *out, gboolean color, WeirSpan name, const char *shown);

/* "0.9 ms", "123 ms", "2.4 s", "3 min 05 s": at most three digits of precision. */
void weir_style_append_gap (GString *out, gint64 gap_us);

/* Local wall clock as HH:MM:SS.mmm; the seconds are formatted once. */
typedef struct
{
  gint64 second;
  char text[9];
} WeirClock;

void weir_clock_append (WeirClock *self, GString *out, gint64 wall_us);

G_END_DECLS
