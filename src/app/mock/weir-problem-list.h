/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WEIR_TYPE_PROBLEM_LIST (weir_problem_list_get_type ())
G_DECLARE_FINAL_TYPE (WeirProblemList, weir_problem_list, WEIR, PROBLEM_LIST, AdwBin)

/**
 * WeirProblemList:
 *
 * What is wrong with a script: how much in a line, and each in a list that opens for the errors of a new script, and when it is told to.
 *
 * Signal `go-to (guint line, guint column)`: from 1; one was chosen.
 */
GtkWidget *weir_problem_list_new (void);
/* @problems: (element-type WeirDiagnostic) (nullable): %NULL: not known yet */
void weir_problem_list_set (WeirProblemList *self, GPtrArray *problems);
/* If there are errors. */
void weir_problem_list_open (WeirProblemList *self);
/* Beside how much is wrong: where the cursor is, for instance. */
void weir_problem_list_set_place (WeirProblemList *self, const char *place);

G_END_DECLS
