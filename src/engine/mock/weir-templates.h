/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The scripts that come with the program: teaching examples and streams people meet. */

typedef enum
{
  WEIR_TEMPLATE_EXAMPLE,
  WEIR_TEMPLATE_MODEL,   /* as a language model answers */
  WEIR_TEMPLATE_SERVICE, /* as a service or a framework sends */
} WeirTemplateKind;

/* Returns: (transfer full): their names, sorted */
GStrv weir_templates_list (void);
/* Returns: (transfer full) (nullable): the script; %NULL: there is none of this name */
GBytes *weir_templates_load (const char *name);
/* Returns: (transfer full): what its `title` says, translated; "" when there is none of this name */
char *weir_templates_dup_title (const char *name);
/* @name: of the list */
WeirTemplateKind weir_templates_get_kind (const char *name);

G_END_DECLS
