/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a query says of one event type, and the query with that changed: what the person wrote besides stays as it is. Only whole terms
 * are understood: `event:NAME`, `(event:NAME or event:NAME…)`, `-event:NAME`. */

typedef enum
{
  WEIR_NAME_ANY,  /* nothing is said of it */
  WEIR_NAME_ONLY, /* it is one of those asked for */
  WEIR_NAME_HIDDEN,
} WeirNameWish;

WeirNameWish weir_query_get_wish (const char *query, const char *name);
/* Returns: (transfer full): the query; never %NULL */
char *weir_query_set_wish (const char *query, const char *name, WeirNameWish wish);
/* The query, and the text as it stands. Returns: (transfer full): never %NULL */
char *weir_query_add_text (const char *query, const char *text);

G_END_DECLS
