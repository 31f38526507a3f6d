/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirFooterFacts:
 * @events: received
 * @rows: kept; life rows, comments and the like are rows, too
 * @shown: rows in the list
 * @dropped: events that were given back
 * @bytes: of the log
 * @live: it may still grow, so that what was dropped is worth a word even when nothing was
 */
typedef struct
{
  guint64 events;
  guint64 rows;
  guint64 shown;
  guint64 dropped;
  guint64 bytes;
  gboolean live;
} WeirFooterFacts;

/* "18,255 events · 18,301 rows · 0 dropped · 4.1 MB". Returns: (transfer full) */
char *weir_footer_dup_words (const WeirFooterFacts *facts);
/* "213": as people write it. Returns: (transfer full) */
char *weir_footer_dup_number (guint64 number);
/* "4.1 MB", without the invisible marks that go with it in a language from right to left: where what was received is made visible they
 * would be, too. Returns: (transfer full) */
char *weir_footer_dup_size (guint64 n_bytes);

G_END_DECLS
