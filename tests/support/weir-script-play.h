/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-player.h"

G_BEGIN_DECLS

/**
 * weir_script_play_all:
 * @limit: steps after which a script that does not end is left
 *
 * Plays every section once, in the order of the file, in virtual time, and checks what must hold of any player: the head first
 * and once, times that never go back and never ask for the past, pieces that are not empty.
 *
 * Returns: (transfer full) (nullable): what was sent, keep-alives left out; %NULL when @limit was reached
 */
GString *weir_script_play_all (WeirScript *script, double speed, guint limit);

G_END_DECLS
