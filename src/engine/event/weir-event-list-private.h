/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-event-list.h"

G_BEGIN_DECLS

/* Instead of WEIR_EVENT_LIST_MOST: a test has not as many rows. Before the first update. */
void weir_event_list_set_most (WeirEventList *self, guint most);

G_END_DECLS
