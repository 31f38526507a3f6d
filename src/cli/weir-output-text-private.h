/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-output.h"
#include "weir-style.h"

G_BEGIN_DECLS

/**
 * WeirTextPen:
 * @wall_offset_us: wall clock minus monotonic time
 * @live: a line may be written over
 * @live_shown: it stands there now
 * @waiting_until_us: monotonic; 0 unless waiting
 * @remote: (nullable): what the head said of the peer, until the stream is open
 * @connecting_since_us: monotonic; 0 unless a head is awaited
 * @retry_ms: the server's last retry, or -1
 *
 * What rows and lines of text output have in common.
 */
typedef struct
{
  gboolean color;
  gboolean live;
  gboolean live_shown;
  gboolean include_head;
  gboolean keep_secrets;
  gint64 wall_offset_us;
  gint64 waiting_until_us;
  guint waiting_attempt;
  char *remote;
  gint64 connecting_since_us;
  gint64 retry_ms;
  WeirClock clock;
} WeirTextPen;

/* Clock and a space; whatever live line there was is gone. */
void weir_text_pen_begin (WeirTextPen *self, GString *out, gint64 time_us);
void weir_text_pen_clear_live (WeirTextPen *self, GString *out);
/* A whole line beside the events. @text holds nothing that moves a terminal */
void weir_text_pen_line (WeirTextPen *self, GString *out, gint64 time_us, WeirStyle style, const char *text);
/* Indented lines, made visible. */
void weir_text_append_lines (GString *out, WeirSpan text);

/* What is remembered of a report, whether it is printed or not. */
void weir_text_life_note (WeirTextPen *self, const WeirReport *report);
/* Everything but frames. */
void weir_text_life_report (WeirTextPen *self, GString *out, const WeirReport *report);
gboolean weir_text_life_tick (WeirTextPen *self, GString *out, gint64 now_us);

G_END_DECLS
