/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/**
 * WeirJsonIndex:
 *
 * The members of one object or the items of one array, each found without reading those before it: for trees that are opened level by
 * level. Takes some 0.4 bytes for each child, whatever is in it.
 */
typedef struct _WeirJsonIndex WeirJsonIndex;

/**
 * WeirJsonChild:
 * @name: of a member: as sent, with its quotes; empty in an array
 * @value: as sent
 */
typedef struct
{
  WeirSpan name;
  WeirSpan value;
} WeirJsonChild;

/* @container: an object or array that passed weir_json_check(), of less than 4 GiB; stays with the caller, longer than the index.
 * Costs its length. Any thread. */
WeirJsonIndex *weir_json_index_new (WeirSpan container);
void weir_json_index_free (WeirJsonIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirJsonIndex, weir_json_index_free)

gboolean weir_json_index_is_object (const WeirJsonIndex *self);
guint weir_json_index_get_n_children (const WeirJsonIndex *self);
/* @n: below the number of children. Costs some kilobytes' reading at most, beside the child's own name. */
void weir_json_index_get (const WeirJsonIndex *self, guint n, WeirJsonChild *child);

G_END_DECLS
