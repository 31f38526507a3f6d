/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-mock.h"
#include "weir-push.h"

G_BEGIN_DECLS

#define WEIR_TYPE_SEND_NOW (weir_send_now_get_type ())
G_DECLARE_FINAL_TYPE (WeirSendNow, weir_send_now, WEIR, SEND_NOW, AdwBin)

/**
 * WeirSendNow:
 *
 * An event to write and to send at once. What was sent can be had again, with the arrow keys or from a menu.
 */
GtkWidget *weir_send_now_new (void);
void weir_send_now_set_mock (WeirSendNow *self, WeirMock *mock);
/* @selected: (nullable) (element-type guint64): numbers of clients; %NULL: all. @n_clients: that are connected */
void weir_send_now_set_who (WeirSendNow *self, GArray *selected, guint n_clients);
/* Nothing can be sent while it does not run. */
void weir_send_now_set_running (WeirSendNow *self, gboolean running);
void weir_send_now_set_narrow (WeirSendNow *self, gboolean narrow);

/* What stands in the fields. (transfer full) */
WeirPush *weir_send_now_dup_push (WeirSendNow *self);
void weir_send_now_set_push (WeirSendNow *self, const WeirPush *push);
void weir_send_now_send (WeirSendNow *self);

G_END_DECLS
