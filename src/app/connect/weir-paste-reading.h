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
/* What a button is called that does what the text asks for. */
const char *weir_paste_reading_get_verb (const WeirPasteReading *self);

/* Reads what is in a field: short texts at once, long ones in a thread; only the last one counts. Main thread. */
typedef struct _WeirPasteReader WeirPasteReader;

/* @done: is given the reading (transfer full), also from within weir_paste_reader_read(); of a long text first one that says so */
WeirPasteReader *weir_paste_reader_new (void (*done) (WeirPasteReading *reading, gpointer user_data), gpointer user_data);
/* Nothing is reported after it. */
void weir_paste_reader_free (WeirPasteReader *self);
void weir_paste_reader_read (WeirPasteReader *self, WeirSpan text);

G_END_DECLS
