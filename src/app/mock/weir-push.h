/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-server-control.h"

G_BEGIN_DECLS

/**
 * WeirPush:
 * @event, @id, @retry: "": without it; @retry in milliseconds, as it was typed
 * @data: or, when @is_raw, all that is sent
 *
 * Something to send to clients by hand. Its strings are owned and never %NULL.
 */
typedef struct
{
  char *event;
  char *id;
  char *retry;
  char *data;
  gboolean is_raw;
} WeirPush;

WeirPush *weir_push_copy (const WeirPush *self);
void weir_push_free (WeirPush *self);
gboolean weir_push_equal (const WeirPush *self, const WeirPush *other);
/* In a few words, visible text. (transfer full) */
char *weir_push_to_summary (const WeirPush *self);

/* Whether it can be the reconnection time; "": none. */
gboolean weir_push_is_retry (const char *text);
/* What goes out. A name without data is an event all the same; an id or a reconnection time alone is none.
 * Errors: in words: a field that cannot be sent, nothing to send, too much. (transfer full) (nullable) */
GBytes *weir_push_to_bytes (const WeirPush *self, GError **error);

/* How many got it, in words. (transfer full) */
char *weir_pushed_to_text (const WeirPushed *self);

G_END_DECLS
