/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-sink.h"
#include "weir-span.h"

G_BEGIN_DECLS

#define WEIR_TYPE_FAILURE_PAGE (weir_failure_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirFailurePage, weir_failure_page, WEIR, FAILURE_PAGE, GtkBox)

/**
 * WeirFailureShown:
 * @content_type: (nullable): of the response, as received
 * @message: (nullable): what happened
 * @body: of the response, as received
 * @untrusted: the server's certificate was refused
 * @trying: it is tried again without help
 */
typedef struct
{
  WeirReason reason;
  guint status;
  const char *content_type;
  const char *message;
  WeirSpan body;
  gboolean body_is_cut;
  gboolean untrusted;
  gboolean trying;
} WeirFailureShown;

GtkWidget *weir_failure_page_new (void);
/* Why nothing came, what the server sent instead, and what to do about it. Everything is copied. */
void weir_failure_page_show (WeirFailurePage *self, const WeirFailureShown *shown);

G_END_DECLS
