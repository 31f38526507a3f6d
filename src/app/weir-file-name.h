/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What to call a file for something titled @title, which may come from a URL: one name, of a length every file system takes, that is
 * not hidden and shows what it is, with the extension of scripts and recordings. */
char *weir_file_name_suggest (const char *title);

/* A save dialog has the name selected without its extension, so who types all of it gets that twice: where to save instead of @file, and
 * nothing that is there already, which the dialog has not asked about. Returns: (transfer full) */
GFile *weir_file_name_mend (GFile *file);

G_END_DECLS
