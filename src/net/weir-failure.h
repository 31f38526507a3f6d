/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "weir-sink.h"

G_BEGIN_DECLS

/**
 * WeirFailure:
 * @reason: the one word
 * @transient: whether a TLS or protocol failure may pass by itself
 * @untrusted: the server's certificate was refused: who trusts it can go on
 * @message: (owned): a sentence or two for people, translated: what happened, what to try
 */
typedef struct
{
  WeirReason reason;
  gboolean transient;
  gboolean untrusted;
  char *message;
} WeirFailure;

void weir_failure_clear (WeirFailure *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirFailure, weir_failure_clear)

/* @message: what was being sent when @error came, before a response head; @proxy: (nullable): what the person asked for */
WeirFailure weir_failure_before_head (const GError *error, SoupMessage *message, const char *proxy);
/* @error: from weir_body_read() */
WeirFailure weir_failure_in_body (const GError *error);
/* A response that is no stream. */
WeirFailure weir_failure_of_status (guint status, const char *phrase);
WeirFailure weir_failure_of_content_type (const char *content_type);
WeirFailure weir_failure_of_content_encoding (const char *content_encoding);
/* @format: translated */
WeirFailure weir_failure_new (WeirReason reason, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
