/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirRowNumbers:
 *
 * What a row is called by in the file: how many were before it since the recording began, those included that are no longer kept. A
 * writer's rows have the numbers that it gives them. In a file whose beginning was given back, or of which a part cannot be read, they
 * are known again from the next `mark` on. One thread.
 */
typedef struct
{
  GArray *stretches;
} WeirRowNumbers;

/* The first row is number 0. */
void weir_row_numbers_init (WeirRowNumbers *self);
void weir_row_numbers_clear (WeirRowNumbers *self);

/* The next row, which is @row, has this number. One that was used before is not believed, and the number then not known. */
void weir_row_numbers_set (WeirRowNumbers *self, guint64 row, guint64 number);
/* Nobody knows the numbers from the next row, which is @row, on. */
void weir_row_numbers_forget (WeirRowNumbers *self, guint64 row);

/* Both: whether it is known. */
gboolean weir_row_numbers_find_row (const WeirRowNumbers *self, guint64 number, guint64 *row);
gboolean weir_row_numbers_find_number (const WeirRowNumbers *self, guint64 row, guint64 *number);

G_END_DECLS
