/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WEIR_CORE_ERROR (weir_core_error_quark ())

/**
 * WeirCoreError:
 * @WEIR_CORE_ERROR_LIMIT: the input passes a bound of `weir-limits.h`
 * @WEIR_CORE_ERROR_SYNTAX: the input does not follow its format; the message names the place
 * @WEIR_CORE_ERROR_UNSUPPORTED: well-formed, but not available
 */
typedef enum
{
  WEIR_CORE_ERROR_LIMIT,
  WEIR_CORE_ERROR_SYNTAX,
  WEIR_CORE_ERROR_UNSUPPORTED,
} WeirCoreError;

GQuark weir_core_error_quark (void);

G_END_DECLS
