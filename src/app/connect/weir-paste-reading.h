/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-curl.h"
#include "weir-paste.h"
#include "weir-request.h"

G_BEGIN_DECLS

/**
 * WeirPasteReading:
 * @request: (nullable): what it asks for, when that is whole
 * @curl: (nullable): of %WEIR_PASTE_CURL
 * @asks: the person should see the request before it is sent
 * @path: (nullable): of %WEIR_PASTE_FILE
 * @can_serve: it can be made a mock's script
 * @is_script: a script already, or a recording
 * @takes_dialect: a text, which can be a model's answer
 * @hint: what it is, or what is wrong with it, as visible text on one or some lines
 * @is_wrong: @hint says what is wrong
 *
 * A pasted text, read.
 */
typedef struct
{
  WeirPasteKind kind;
  WeirRequest *request;
  WeirCurl *curl;
  gboolean asks;
  char *path;
  gboolean can_serve;
  gboolean is_script;
  gboolean takes_dialect;
  char *hint;
  gboolean is_wrong;
} WeirPasteReading;

WeirPasteReading *weir_paste_reading_new (WeirSpan text);
void weir_paste_reading_free (WeirPasteReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPasteReading, weir_paste_reading_free)

G_END_DECLS
