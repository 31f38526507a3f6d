/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-mock.h"

G_BEGIN_DECLS

/**
 * WeirSessionPopover:
 *
 * The sessions of a mock, as they are when it opens; each, or all of them, can be counted anew.
 *
 * Signal `reset`: that was done.
 */
#define WEIR_TYPE_SESSION_POPOVER (weir_session_popover_get_type ())
G_DECLARE_FINAL_TYPE (WeirSessionPopover, weir_session_popover, WEIR, SESSION_POPOVER, GtkPopover)

/* Once; stays with the popover. */
void weir_session_popover_set_mock (WeirSessionPopover *self, WeirMock *mock);

G_END_DECLS
