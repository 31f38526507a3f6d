/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-mock-item.h"

G_BEGIN_DECLS

/* The entry shows the mock's port, and sets it: empty, any free one. @item: outlives the entry */
void weir_port_entry_bind (GtkEntry *entry, WeirMockItem *item);

G_END_DECLS
