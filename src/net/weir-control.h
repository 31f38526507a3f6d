/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-server-private.h"

G_BEGIN_DECLS

/* The control interface: requests under /.weir/ (docs/serving.md). No script answers there, whether it is switched on or not. */

#define WEIR_CONTROL_ROOT "/.weir"

/* Whether it is that, or below it. */
gboolean weir_control_is_path (const char *path);
/* Answers the connection's request and is done with it. */
void weir_control_answer (WeirConnection *connection);
/* An error before it came to that, such as a body that is too long. */
void weir_control_answer_fault (WeirConnection *connection, const WeirFault *fault);

/* weir-control-wait.c: calls that wait are asked again; one that is over is forgotten */
void weir_control_wake (WeirServer *server, gint64 now_us);
void weir_control_end_wait (WeirConnection *connection);

/* weir-control-guard.c: who may ask. Returns: %FALSE with @fault set */
gboolean weir_control_admits (const WeirConnection *connection, WeirFault *fault);

G_END_DECLS
