/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-template.h"

G_BEGIN_DECLS

#define WEIR_TEMPLATE_WORDS 64

/* The inside of one pair of braces. */
typedef struct
{
  const char *name;
  WeirSpan rest; /* behind the name, without spaces around */
  guint n_words; /* in @rest; at most WEIR_TEMPLATE_WORDS + 1 */
  WeirSpan words[WEIR_TEMPLATE_WORDS];
} WeirTemplateCall;

/* Decimal numbers as whole ones: 1.50 is 150 with 2 decimals. */
typedef struct
{
  gint64 from, to;
  guint decimals;
} WeirTemplateRange;

gboolean weir_template_parse_range (const WeirTemplateCall *call, WeirTemplateRange *range);
/* Appends what the call stands for; %FALSE: the format cannot be written. */
gboolean weir_template_evaluate (const WeirTemplateCall *call, const WeirTemplateValues *values, GString *out);

G_END_DECLS
