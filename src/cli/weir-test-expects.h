/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-server.h"

G_BEGIN_DECLS

/* What became of the `expect` lines of a test's scripts. */
typedef struct _WeirTestExpects WeirTestExpects;

/* @scripts: (element-type WeirServedScript): outlives it */
WeirTestExpects *weir_test_expects_new (GPtrArray *scripts);
void weir_test_expects_free (WeirTestExpects *self);

void weir_test_expects_take (WeirTestExpects *self, const WeirServed *served);
/* Appends a WeirTestCase for each line. @unreached: (element-type WeirUnreached) */
void weir_test_expects_add_cases (WeirTestExpects *self, GPtrArray *unreached, GPtrArray *cases);

G_END_DECLS
