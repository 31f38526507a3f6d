/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-event.h"
#include "weir-stream.h"

G_BEGIN_DECLS

/* The note on a row above its details; nothing where there is none. It follows the stream. */
#define WEIR_TYPE_DETAIL_NOTE (weir_detail_note_get_type ())
G_DECLARE_FINAL_TYPE (WeirDetailNote, weir_detail_note, WEIR, DETAIL_NOTE, AdwBin)

/* Both (nullable) */
void weir_detail_note_set_event (WeirDetailNote *self, WeirStream *stream, WeirEvent *event);

G_END_DECLS
