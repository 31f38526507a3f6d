/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * weir_retry_after_parse:
 * @value: (nullable): a Retry-After header (RFC 9110, 10.2.3): seconds or a date
 * @wall_us: the wall clock, µs since 1970
 *
 * Returns: µs to wait, 0 to 24 h; -1 when there is no such header or it cannot be read
 */
gint64 weir_retry_after_parse (const char *value, gint64 wall_us);

G_END_DECLS
