/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-curl.h"

G_BEGIN_DECLS

/* The cases of tests/cases/curl; tests/cases/README.md describes their files. */

typedef struct
{
  char *name;
  char *command;
  char *expected;
} CurlCase;

/* @preamble: (out) (optional): what stands before the first case. Returns: (element-type CurlCase) */
GPtrArray *curl_cases_read (const char *path, char **preamble);

/* What weir_curl_parse() makes of the command, a line for each thing. */
char *curl_case_print (const char *command);

G_END_DECLS
