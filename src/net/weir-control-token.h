/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What whoever controls a server has to know. */

/* 128 bits from the kernel, as 32 hexadecimal digits. Errors: G_IO_ERROR. (transfer full) (nullable) */
char *weir_control_token_new (GError **error);

/**
 * weir_control_token_load:
 * @path: the token, on a line; made with a new one when it is not there, for its owner only
 *
 * Errors: G_IO_ERROR in words for people: it cannot be read or made; others may read it; it holds no token (16 to 128 letters, digits,
 * `-._~`). (transfer full) (nullable)
 */
char *weir_control_token_load (const char *path, GError **error);

G_END_DECLS
