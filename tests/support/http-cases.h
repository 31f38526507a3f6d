/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "raw-server.h"
#include "weir-request.h"

G_BEGIN_DECLS

/* The cases of tests/cases/http; tests/cases/http/README.md describes their files. */

typedef struct
{
  guint server; /* 0: A, 1: B */
  guint connection;
  gboolean lacks;
  char *pattern; /* of one line of the request */
} HttpCheck;

typedef struct
{
  char *name; /* FILE/CASE */
  char *path;
  char *user; /* (nullable): user information in the URL */
  WeirRequestOptions options;
  GArray *headers;       /* WeirHeader, owned */
  GPtrArray *scripts[2]; /* GPtrArray of unparsed lines, one for each connection, of servers A and B */
  GPtrArray *expected;   /* patterns of lines */
  GArray *checks;        /* HttpCheck */
} HttpCase;

/* Returns: (element-type HttpCase) */
GPtrArray *http_cases_load (void);

/* @hosts: "127.0.0.1:PORT" of both servers, for $A and $B in strings */
RawScript *http_case_build_script (const GPtrArray *lines, const char *const hosts[2]);

/* @text with $A and $B filled in. */
char *http_case_expand (const char *text, const char *const hosts[2]);

G_END_DECLS
