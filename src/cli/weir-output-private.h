/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-output.h"

G_BEGIN_DECLS

/**
 * WeirTally:
 *
 * What the last record says.
 */
typedef struct
{
  guint64 n_events;
  gboolean is_filtered;
  guint64 n_printed;  /* of the events */
  guint64 unfinished; /* of the attempt that ended last */
  guint n_attempts;
  GString *last_event_id;
} WeirTally;

/* The text for people. */
typedef struct _WeirTextOutput WeirTextOutput;

WeirTextOutput *weir_text_output_new (const WeirOutputOptions *options);
void weir_text_output_free (WeirTextOutput *self);
void weir_text_output_report (WeirTextOutput *self, GString *out, const WeirReport *report);
/* What is not printed may still say what the rest must look like. */
void weir_text_output_pass_over (WeirTextOutput *self, const WeirReport *report);
void weir_text_output_end (WeirTextOutput *self, GString *out, const WeirTally *tally);
gboolean weir_text_output_tick (WeirTextOutput *self, GString *out, gint64 now_us);

G_END_DECLS
