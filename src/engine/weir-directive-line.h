/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* A directive line of a recording, taken apart; both spans lie in the recording's bytes. */
typedef struct
{
  WeirSpan verb;
  WeirSpan text; /* what follows the verb and one space or more; no line end */
} WeirDirectiveLine;

/* Takes the next directive line off @rest, past lines that are none. Returns: whether there was one */
gboolean weir_directive_line_take (WeirSpan *rest, WeirDirectiveLine *line);

G_END_DECLS
