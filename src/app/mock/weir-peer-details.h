/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-mock-request.h"

G_BEGIN_DECLS

/**
 * WeirPeerDetails:
 *
 * One request to a mock: what it was, both heads as they went over the wire, what was expected of it, what became of it.
 *
 * Signal `close`: the person wants to go back. Its actions are those of the group `peer` around it: copy-curl, copy-head.
 */
#define WEIR_TYPE_PEER_DETAILS (weir_peer_details_get_type ())
G_DECLARE_FINAL_TYPE (WeirPeerDetails, weir_peer_details, WEIR, PEER_DETAILS, AdwBin)

/* @request: (nullable) */
void weir_peer_details_set_request (WeirPeerDetails *self, WeirMockRequest *request);
/* (transfer none) (nullable) */
WeirMockRequest *weir_peer_details_get_request (WeirPeerDetails *self);

/* A head as text on many lines: what ends a line properly is not shown, whatever else cannot be seen is. (transfer full) */
char *weir_peer_details_dup_head (GBytes *head);

G_END_DECLS
