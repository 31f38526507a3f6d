/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-stream.h"

G_BEGIN_DECLS

/**
 * WeirMark:
 *
 * What a stream is doing, each with a shape and a colour of its own: a disc, a half disc, a broken ring, a square, a cross; a
 * recording is a ring with a dot, a mock that runs a triangle.
 */
typedef enum
{
  WEIR_MARK_IDLE,
  WEIR_MARK_CONNECTING,
  WEIR_MARK_OPEN,
  WEIR_MARK_WAITING,
  WEIR_MARK_STOPPED,
  WEIR_MARK_FAILED,
  WEIR_MARK_RECORDING,
  WEIR_MARK_SERVING,
} WeirMark;

#define WEIR_TYPE_STATE_MARK (weir_state_mark_get_type ())
G_DECLARE_FINAL_TYPE (WeirStateMark, weir_state_mark, WEIR, STATE_MARK, GtkWidget)

GtkWidget *weir_state_mark_new (void);
void weir_state_mark_set_mark (WeirStateMark *self, WeirMark mark);
WeirMark weir_state_mark_get_mark (WeirStateMark *self);

/* What the stream is doing. A server that says that there is nothing to wait for stopped it, which is no failure. */
WeirMark weir_mark_of_stream (WeirStream *stream);
/* One word, translated. */
const char *weir_mark_to_text (WeirMark mark);
/* Draws it around the origin, 10 px wide, in the source that is set. */
void weir_mark_draw (cairo_t *cr, WeirMark mark);

G_END_DECLS
