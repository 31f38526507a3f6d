/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

#define FUZZ_MAX_INPUT (64u * 1024)

typedef struct
{
  uint64_t state; /* odd */
} FuzzRandom;

/* Adds the file, or every file below the folder, as GBytes; longer ones are cut to FUZZ_MAX_INPUT. */
gboolean fuzz_load_seeds (GPtrArray *seeds, const char *path, GError **error);
/* Adds the words of a dictionary in libFuzzer's form: one "text" a line with \xHH, \\ and \", a name= before it, # comments. */
gboolean fuzz_load_words (GPtrArray *words, const char *path, GError **error);

/* Writes a changed copy of one of @seeds, which is not empty, to @buffer of FUZZ_MAX_INPUT bytes. Returns: its size */
size_t fuzz_mutate (FuzzRandom *random, GPtrArray *seeds, GPtrArray *words, uint8_t *buffer);

G_END_DECLS
