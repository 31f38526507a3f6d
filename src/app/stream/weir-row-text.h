/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "weir-event.h"

G_BEGIN_DECLS

/**
 * WeirTimeMode:
 *
 * What the time column shows; nicks and numbers are those of the setting `time-mode`.
 */
typedef enum
{
  WEIR_TIME_WALL,  /* the clock on the wall */
  WEIR_TIME_START, /* since the start, or since the row that was made zero */
  WEIR_TIME_GAP,   /* since the row before */
} WeirTimeMode;

#define WEIR_TYPE_TIME_MODE (weir_time_mode_get_type ())
GType weir_time_mode_get_type (void);

/**
 * WeirClock:
 * @start_wall_us: the wall clock at the recording's start
 * @zero_us: in the recording's time, what is shown as zero
 * @zone: (nullable): of the wall clock; %NULL: UTC
 */
typedef struct
{
  WeirTimeMode mode;
  gint64 start_wall_us;
  gint64 zero_us;
  GTimeZone *zone;
} WeirClock;

/* All append to @out. */

/* "10:04:11.203" */
void weir_row_text_append_wall (GString *out, gint64 wall_us, GTimeZone *zone);
/* "0:03.120", "1:02:03.456", "−0:03.120" */
void weir_row_text_append_since (GString *out, gint64 time_us);
/* As the column of times shows it. */
void weir_row_text_append_time (GString *out, const WeirClock *clock, WeirEvent *event);
/* Nothing for a row without one. */
void weir_row_text_append_gap (GString *out, WeirEvent *event);
/* "212 B", "1.4 kB"; nothing for a row that is not of the wire */
void weir_row_text_append_size (GString *out, gsize size);
/* The value at the path in an event's data: a string's text, else as sent; visible text of at most @columns. Nothing when there is
 * none, and "…" when the data is too long to look through. */
void weir_row_text_append_path (GString *out, WeirEvent *event, const char *path, guint columns);

/* The row in a sentence, for those who hear it. Returns: (transfer full) */
char *weir_row_text_dup_sentence (const WeirClock *clock, WeirEvent *event);

G_END_DECLS
