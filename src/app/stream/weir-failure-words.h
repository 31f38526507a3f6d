/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-sink.h"

G_BEGIN_DECLS

/* One thing that can be done about it. */
typedef struct
{
  const char *label;  /* translated, with a mnemonic */
  const char *action; /* (nullable): %NULL: there is none */
} WeirFailureRemedy;

/**
 * WeirFailureWords:
 * @icon_name: says the kind of trouble beside the words
 * @title: (owned): a few words
 * @advice: (nullable): what to try, a sentence or two
 * @first: the one sensible thing
 * @second: the other one
 */
typedef struct
{
  const char *icon_name;
  char *title;
  const char *advice;
  WeirFailureRemedy first;
  WeirFailureRemedy second;
} WeirFailureWords;

/* @status: 0 before a head; @content_type: (nullable): of the response; @untrusted: the server's certificate was refused. Everything is
 * translated. */
void weir_failure_words_init (WeirFailureWords *self, WeirReason reason, guint status, const char *content_type, gboolean untrusted);
void weir_failure_words_clear (WeirFailureWords *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirFailureWords, weir_failure_words_clear)

G_END_DECLS
