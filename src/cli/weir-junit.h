/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirTestCase:
 * @group: what it belongs to, such as a script's file
 * @failure: (nullable): why it failed; %NULL: it passed, unless
 * @skipped: (nullable): why it was not tried
 * @type: (nullable): a word for the kind of failure; an expectation's
 * @duration_us: how long it took, or 0
 *
 * Texts are any bytes.
 */
typedef struct
{
  char *group;
  char *name;
  char *failure;
  char *skipped;
  const char *type;
  gint64 duration_us;
} WeirTestCase;

void weir_test_case_free (WeirTestCase *self);

/* A JUnit file, as CI systems read it. @cases: (element-type WeirTestCase). @wall_us: when the run began, µs since 1970.
 * Returns: (transfer full): UTF-8; what no XML may hold is shown in visible form */
char *weir_junit_format (GPtrArray *cases, gint64 wall_us, gint64 duration_us);

G_END_DECLS
