/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-client-kit.h"

G_BEGIN_DECLS

/* What is known of one script in one session. */
typedef struct
{
  guint n_requests;
  GPtrArray *wanted; /* what its `expect` lines wanted in vain … */
  GPtrArray *got;    /* … and what they got */
} WeirClientFacts;

/**
 * WeirClientEvidence:
 * @saw: (element-type WeirSighting): what the client told
 * @tells: (nullable): what it knows to tell; %NULL: all but "cors"
 * @facts: gives those of a script, its name without a slash; (nullable): nobody asked for it
 */
typedef struct
{
  GPtrArray *saw;
  GPtrArray *tells;
  const WeirClientFacts *(*facts) (gpointer data, const char *script);
  gpointer data;
} WeirClientEvidence;

/* Fills in what @result leaves open. It has its rule; its texts are %NULL. */
void weir_client_judge (WeirClientResult *result, const WeirClientEvidence *evidence);

G_END_DECLS
