/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-frame.h"

G_BEGIN_DECLS

/* Whether the frame is what model servers send last: data `[DONE]`, or an event named `message_stop` or `response.completed`. */
gboolean weir_frame_is_terminator (const WeirFrame *frame);

G_END_DECLS
