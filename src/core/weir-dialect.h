/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/**
 * WeirDialect:
 * @nick: untranslated, as the command line takes it
 * @name: of the interface, a proper name
 *
 * How a model's interface streams a text, piece by piece.
 */
typedef struct
{
  const char *nick;
  const char *name;
} WeirDialect;

/* (nullable): %NULL behind the last one */
const WeirDialect *weir_dialect_get (guint n);
/* (nullable) */
const WeirDialect *weir_dialect_find (const char *nick);

/* Appends the blocks that stream @text (valid UTF-8), opening and closing ones included. */
void weir_dialect_append (const WeirDialect *self, WeirSpan text, GString *out);

/* How many of the bytes of @text, which is not empty, its first token takes: a word with the space before it, of a long word a part. */
gsize weir_dialect_cut (WeirSpan text);

G_END_DECLS
