/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-server-private.h"

G_BEGIN_DECLS

/* The control interface's arguments: members of the body's JSON object, or of the query. */

/**
 * WeirControlArguments:
 * @error: (nullable): a sentence: what is wrong with the first bad one; getters after it give nothing
 */
typedef struct
{
  GHashTable *found; /* name → Argument */
  char *error;
} WeirControlArguments;

/* @allowed: the names there are, each with a space behind it */
void weir_control_arguments_read_json (WeirControlArguments *self, WeirSpan body, const char *allowed);
void weir_control_arguments_read_query (WeirControlArguments *self, const char *query, const char *allowed);
void weir_control_arguments_clear (WeirControlArguments *self);

/* Keeps the first. */
void weir_control_arguments_fail (WeirControlArguments *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

gboolean weir_control_arguments_has (const WeirControlArguments *self, const char *name);
/* Text without NUL. Returns: (transfer full) (nullable): %NULL when it is not there */
char *weir_control_arguments_dup_string (WeirControlArguments *self, const char *name);
/* Any JSON: of a string what it stands for, of anything else the text as sent. Returns: (nullable) (transfer full): %NULL when it is not
 * there */
GString *weir_control_arguments_dup_text (WeirControlArguments *self, const char *name);
gint64 weir_control_arguments_get_number (WeirControlArguments *self, const char *name, gint64 min, gint64 max, gint64 otherwise);
double weir_control_arguments_get_speed (WeirControlArguments *self, const char *name);
gboolean weir_control_arguments_get_boolean (WeirControlArguments *self, const char *name, gboolean otherwise);
/* As in scripts: "500ms". Returns: 0 when it is not there */
gint64 weir_control_arguments_get_duration (WeirControlArguments *self, const char *name);

G_END_DECLS
