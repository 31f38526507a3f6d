/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* What a client of the client tests saw: docs/client-tests.md names the members. */

typedef enum
{
  WEIR_SIGHTING_TYPE,
  WEIR_SIGHTING_EVENT,
  WEIR_SIGHTING_DATA,
  WEIR_SIGHTING_LENGTH,
  WEIR_SIGHTING_LAST_EVENT_ID,
  WEIR_SIGHTING_ORIGIN,
  WEIR_SIGHTING_READY_STATE,
} WeirSightingMember;

#define WEIR_SIGHTING_N_MEMBERS (WEIR_SIGHTING_READY_STATE + 1)

/**
 * WeirSighting:
 * @values: (nullable): each member as JSON, written as weir_json_append_string() does; %NULL: not told
 *
 * A thing seen, or one wanted, of which only what is there counts. It always has a type, an event a name.
 */
typedef struct
{
  char *values[WEIR_SIGHTING_N_MEMBERS];
} WeirSighting;

/* @object: an object that passed weir_json_check(); of members there are not, nothing is kept */
WeirSighting *weir_sighting_new (WeirSpan object);
WeirSighting *weir_sighting_copy (const WeirSighting *self);
void weir_sighting_free (gpointer self);

/* @type: "event", "open"… */
gboolean weir_sighting_is (const WeirSighting *self, const char *type);
/* Whether @seen has every member of @self with its value. */
gboolean weir_sighting_matches (const WeirSighting *self, const WeirSighting *seen);
/* Puts @text in the place of @word in every value. */
void weir_sighting_fill (WeirSighting *self, const char *word, const char *text);
/* The name of a member in JSON, as clients tell that they know it; static. */
const char *weir_sighting_member_name (WeirSightingMember member);

/* As JSON, for people: without what goes without saying. @members: a bit for each of those shown; 0: all */
void weir_sighting_append (const WeirSighting *self, guint members, GString *out);

G_END_DECLS
