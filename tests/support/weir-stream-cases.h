/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* The stream cases of tests/cases/stream; tests/cases/README.md describes their files. */

typedef struct
{
  char *name; /* FILE/CASE */
  GString *input;
  GString *expected; /* as weir-stream-log.h writes it */
} WeirStreamCase;

/* Every case, in the order of files and lines; aborts with file and line on a mistake. Returns: (element-type WeirStreamCase) */
GPtrArray *weir_stream_cases_load (void);

G_END_DECLS
