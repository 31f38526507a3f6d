/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-server.h"

G_BEGIN_DECLS

/* What `serve` and `test` are told alike about playing; each (nullable) (owned). */
typedef struct
{
  char *speed;
  char *longest_pause;
  char *seed;
} WeirPlayArguments;

void weir_play_arguments_clear (WeirPlayArguments *self);
/* Errors: G_OPTION_ERROR, in words */
gboolean weir_play_arguments_take (const WeirPlayArguments *self, WeirServerOptions *server, GError **error);

/* What they are told alike about TLS; each file (nullable) (owned). */
typedef struct
{
  gboolean tls;
  char *certificate;
  char *key;
} WeirTlsArguments;

void weir_tls_arguments_clear (WeirTlsArguments *self);
/* @identity: (out) (nullable): %NULL when there is to be no TLS. Errors: in words */
gboolean weir_tls_arguments_take (const WeirTlsArguments *self, WeirTlsIdentity **identity, GError **error);

/* @text: (nullable): leaves @number as it is */
gboolean weir_take_number (const char *option, const char *text, gint64 max, gint64 *number, GError **error);

G_END_DECLS
