/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A folder of its own for a test's files; it goes with them. */
typedef struct
{
  char *path;
} Scratch;

Scratch *scratch_new (void);
void scratch_free (Scratch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scratch, scratch_free)

/* Returns: the path of a file in it, whether it exists or not */
char *scratch_path (const Scratch *self, const char *name);
/* Writes the file. Returns: its path */
char *scratch_write (const Scratch *self, const char *name, const char *contents);

G_END_DECLS
