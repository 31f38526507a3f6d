/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The files of tests/support/certificates. */
char *test_certificate_dup_path (const char *name);
GTlsCertificate *test_certificate_load (const char *name);

G_END_DECLS
