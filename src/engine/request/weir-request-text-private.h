/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-header-list.h"
#include "weir-request-text.h"

G_BEGIN_DECLS

/* What a text is made of: the request with its secrets taken out, if so asked. Private to weir-request-text*.c. */
typedef struct
{
  const WeirRequestOptions *options;
  char *url;
  char *proxy;            /* (nullable) */
  WeirHeaderList headers; /* those that Weir adds as well */
  WeirSpan body;          /* empty without one */
  gboolean has_body;
} WeirRequestParts;

void weir_request_parts_init (WeirRequestParts *self, const WeirRequest *request, const char *last_event_id, WeirRequestTextFlags flags);
void weir_request_parts_clear (WeirRequestParts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirRequestParts, weir_request_parts_clear)

/* For a shell: '…' as it is, which keeps the lines of JSON; bytes that would be lost or seen by a terminal as $'…'. */
void weir_request_append_quoted (GString *out, WeirSpan text);
/* On a line of its own, which goes on the one before. */
void weir_request_append_option (GString *out, const char *option, WeirSpan value);
/* A zero byte fits into no argument: the body comes through a pipe. */
gboolean weir_request_parts_need_pipe (const WeirRequestParts *self);
/* The command before the `|`. */
void weir_request_append_pipe (GString *out, WeirSpan body);

/* A string literal that JavaScript and Python both read. Bytes that are not UTF-8 become U+FFFD. */
void weir_request_append_literal (GString *out, WeirSpan text);

G_END_DECLS
