/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-mock.h"

G_BEGIN_DECLS

/* What the next request can be answered with, in place of the script. */

/* (transfer full): the names by section, for activating `mock.next-answer` with */
GMenu *weir_fault_create_menu (void);
/* Translated. (nullable): there is no such fault */
const char *weir_fault_get_label (const char *id);
/* Behind those that wait already. Returns: %FALSE when too many wait, the mock is not running, or there is no such fault */
gboolean weir_fault_add (const char *id, WeirMock *mock);

/* For tests: the ids, in the menu's order. (array zero-terminated=1) (transfer container) */
const char **weir_fault_list (void);

G_END_DECLS
