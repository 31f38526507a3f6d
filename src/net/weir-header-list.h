/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "weir-sink.h"

G_BEGIN_DECLS

/* Headers in their order, names and values owned. Create with {0} or g_new0. */
typedef struct
{
  GArray *headers; /* WeirHeader; NULL: none */
  GStringChunk *text;
} WeirHeaderList;

void weir_header_list_clear (WeirHeaderList *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirHeaderList, weir_header_list_clear)

void weir_header_list_append (WeirHeaderList *self, const char *name, WeirSpan value);
void weir_header_list_append_soup (WeirHeaderList *self, SoupMessageHeaders *headers);
/* Whatever the case of the name. */
gboolean weir_header_list_has (const WeirHeaderList *self, const char *name);
const WeirHeader *weir_header_list_get (const WeirHeaderList *self, gsize *n_headers);

G_END_DECLS
