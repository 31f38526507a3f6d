/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_FILE_RECORDING, /* or a plain event stream, or what cannot be told: who opens it says what is wrong */
  WEIR_FILE_SCRIPT,
  WEIR_FILE_JSON,
} WeirFileKind;

/* What a file is, by its start. @text: (out) (transfer full): what is in it, of JSON; else %NULL */
WeirFileKind weir_file_kind_of_path (const char *path, char **text);

G_END_DECLS
