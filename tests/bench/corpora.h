/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Event streams for benches, the same bytes each time. */

typedef struct
{
  const char *name;
  const char *summary;
  void (*append_event) (GString *stream, GRand *rand, guint n);
} Corpus;

extern const Corpus corpora[];
extern const gsize n_corpora;

/* At least @n_bytes, whole events. Returns: (transfer full) */
GString *corpus_generate (const Corpus *corpus, gsize n_bytes);

G_END_DECLS
