/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-peer-words.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_PEER_CLIENT,  /* a WeirMockRequest that is connected */
  WEIR_PEER_LOG,     /* a WeirMockRequest */
  WEIR_PEER_OUTCOME, /* a WeirMockOutcome */
} WeirPeerKind;

/* Two lines about one of them, kept up to date. */
#define WEIR_TYPE_PEER_ROW (weir_peer_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirPeerRow, weir_peer_row, WEIR, PEER_ROW, GtkWidget)

GtkWidget *weir_peer_row_new (WeirPeerKind kind, GTimeZone *zone);
/* @item: (nullable) */
void weir_peer_row_set_item (WeirPeerRow *self, GObject *item);
/* (transfer none) (nullable) */
GObject *weir_peer_row_get_item (WeirPeerRow *self);

G_END_DECLS
