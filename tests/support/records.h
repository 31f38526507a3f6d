/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One line of jsonl output as it stands: keys in their order, strings decoded (NULs stay), all else as text. An independent, strict
 * reader: anything but one flat object ends the test. */
typedef struct
{
  GPtrArray *keys;   /* char * */
  GPtrArray *values; /* GString *: strings decoded, other lexemes as they are */
} Record;

Record *record_new (const char *line);
void record_free (Record *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Record, record_free)

/* "type,t,attempt" */
char *record_dup_keys (const Record *self);
/* NULL when there is no such key */
const GString *record_get (const Record *self, const char *key);
gboolean record_is (const Record *self, const char *key, const char *value);

/* All lines; the text ends with a line end unless it is empty. Returns: (element-type Record) */
GPtrArray *records_new (const char *text);
/* The @n-th record (from 0) of that type; NULL when there are fewer. */
const Record *records_find (GPtrArray *records, const char *type, guint n);
guint records_count (GPtrArray *records, const char *type);

G_END_DECLS
