/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-terminator.h"

gboolean
weir_frame_is_terminator (const WeirFrame *frame)
{
  if (frame->kind != WEIR_FRAME_BLOCK || !frame->dispatches)
    return FALSE;

  return weir_span_equals_string (frame->data, "[DONE]") || weir_span_equals_string (frame->event, "message_stop") ||
         weir_span_equals_string (frame->event, "response.completed");
}
