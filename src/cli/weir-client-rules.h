/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-sighting.h"

G_BEGIN_DECLS

/* The rules of the client tests, as their folder's rules.json holds them (docs/client-tests.md). */

/**
 * WeirRuleBasis:
 * @WEIR_RULE_STANDARD: the HTML standard says so
 * @WEIR_RULE_ENGINES: every browser does so, whatever the standard's words leave open
 * @WEIR_RULE_TELLS: left open: what the client does is told, not judged
 */
typedef enum
{
  WEIR_RULE_STANDARD,
  WEIR_RULE_ENGINES,
  WEIR_RULE_TELLS,
} WeirRuleBasis;

/* How many requests a script gets. */
typedef struct
{
  char *script; /* its name, without a slash */
  guint n;
} WeirRuleRequests;

/**
 * WeirClientRule:
 * @name: its own and its script's; what its name and "-there" name belongs to it too
 * @clause: the rule in words
 * @standard: where the standard says it, a URL
 * @saw: (element-type WeirSighting): what a client that keeps it sees, in this order
 * @looks: types of sightings that count
 * @needs: what the client must know for it, such as "cors"
 * @requests: (element-type WeirRuleRequests)
 */
typedef struct
{
  char *name;
  char *group;
  char *clause;
  char *standard;
  WeirRuleBasis basis;
  GPtrArray *saw;
  GStrv looks;
  GStrv needs;
  GPtrArray *requests;
} WeirClientRule;

/**
 * weir_client_rules_parse:
 * @json: the whole file
 * @origin: what `{origin}` stands for, "http://127.0.0.1:8123"
 * @other: what `{other}` stands for
 *
 * Returns: (transfer full) (nullable) (element-type WeirClientRule): %NULL with %WEIR_CORE_ERROR_SYNTAX
 */
GPtrArray *weir_client_rules_parse (WeirSpan json, const char *origin, const char *other, GError **error);

/* Appends the items of a JSON array of strings; a value that is none appends nothing. */
void weir_client_rules_read_strings (WeirSpan array, GPtrArray *strings);

G_END_DECLS
