/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-output.h"
#include "weir-server.h"

G_BEGIN_DECLS

/**
 * WeirServeOutput:
 *
 * What is printed of a mock server's life, as text or as jsonl records. Pure, as WeirOutput.
 */
typedef struct _WeirServeOutput WeirServeOutput;

/* @options: its format (not raw), colours and start are used */
WeirServeOutput *weir_serve_output_new (const WeirOutputOptions *options, GString *out);
void weir_serve_output_free (WeirServeOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirServeOutput, weir_serve_output_free)

/* Of the control interface: @token: (nullable): %NULL: there is none; @file: (nullable): it is there, and not shown */
typedef struct
{
  const char *token;
  const char *file;
} WeirServeControl;

/* The first record. @scripts: (element-type WeirServedScript); @certificate: (nullable): the file that a client is to trust */
void weir_serve_output_listening (WeirServeOutput *self, const char *url, GPtrArray *scripts, const char *certificate,
                                  const WeirServeControl *control);
void weir_serve_output_report (WeirServeOutput *self, const WeirServed *served);
/* So many `sent` records were left out because nobody took the output. */
void weir_serve_output_dropped (WeirServeOutput *self, gint64 time_us, guint64 n_records);

G_END_DECLS
