/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What to call a file for something titled @title, which may come from a URL: one name, of a length every file system takes, that is
 * not hidden and shows what it is, with the extension of scripts and recordings. */
char *weir_file_name_suggest (const char *title);

G_END_DECLS
