/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-error.h"

/* The formatter would put spaces around the hyphens. */
/* clang-format off */
G_DEFINE_QUARK (weir-core-error-quark, weir_core_error)
/* clang-format on */
