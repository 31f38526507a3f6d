/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-client-kit.h"
#include "weir-mock.h"

G_BEGIN_DECLS

/* The folder of client tests: scripts, rules.json, and what pages and runners read. */

#define WEIR_CLIENT_TESTS "client-tests"
#define WEIR_CLIENT_TESTS_RULES "rules.json"

/* Whether it is one. */
gboolean weir_client_tests_is_folder (const char *path);

/**
 * weir_client_tests_write:
 * @folder: made when it is not there
 * @replace: whether files in it may be replaced
 *
 * Writes the tests that come with the program. Errors: G_FILE_ERROR; %G_FILE_ERROR_EXIST without @replace
 *
 * Returns: how many files; 0 on error
 */
guint weir_client_tests_write (const char *folder, gboolean replace, GError **error);

/**
 * weir_client_tests_load:
 * @mock: running, and nobody was answered yet
 *
 * Reads the rules, and lets the mock answer with the folder's pages, modules and rules: index.html at /, others at their names.
 *
 * Returns: (transfer full) (nullable): %NULL with an error of G_FILE_ERROR or WEIR_CORE_ERROR
 */
WeirClientKit *weir_client_tests_load (const char *folder, WeirMock *mock, GError **error);

G_END_DECLS
