/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-exit.h"

G_BEGIN_DECLS

/* Prints what can stand in a script, of the one table of verbs and that of templates: for people, or a JSON record each. */
WeirExit weir_verbs_print (gboolean jsonl);

G_END_DECLS
