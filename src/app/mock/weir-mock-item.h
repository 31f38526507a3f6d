/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-mock.h"
#include "weir-server-control.h"
#include "weir-workspace-item.h"

G_BEGIN_DECLS

#define WEIR_TYPE_MOCK_ITEM (weir_mock_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirMockItem, weir_mock_item, WEIR, MOCK_ITEM, GObject)

/* Longer scripts are served as they are and not edited here: no editor is fluid with them. */
#define WEIR_MOCK_ITEM_TEXT (1024u * 1024)

/**
 * WeirMockItem:
 *
 * A mock server of the window: a script as it stands in the editor, the file it is kept in if there is one, and the server that plays
 * it. The server has a thread of its own, so that one mock's crowd does not delay another's pauses. Main thread.
 *
 * Properties, all of them notify:
 * - `title` (string): the person's name for it, or the script's `title`, or its file's name. "" asks for the latter two
 * - `text` (string): valid UTF-8. It changes by itself once the file is read; "" while it is `read-only`
 * - `read-only` (boolean): the script is no text (not UTF-8, or with a NUL) or too long for an editor: it is served as it is
 * - `loading` (boolean): the file is being read, or a long script; it can be run after that
 * - `file` (GFile, nullable), `modified` (boolean): where it is saved, and whether it differs from what was saved, or began with
 * - `mock` (WeirMock): the same one for the item's life, and not to be used after it. Listen with weir_mock_add_listener(), act with
 *   weir-mock-control.h
 * - `running` (boolean), `url` (string, %NULL while it is stopped): what to watch: the first path that the script answers to
 * - `stale` (boolean): it runs, and what is written is not what is served: weir_mock_item_run() makes it so
 * - `n-clients` (uint): whose answer is in flight
 * - `error` (string, nullable): why it does not run, or does not play what is written: a sentence. A run that works clears it
 * - `port` (uint): 0: 8123, or a free one when that is taken. What was got is kept, so that the URL stays the same; if it is taken later,
 *   another is got, unless it is one that was set: that is an error
 * - `host` (string, nullable): the address to listen on; %NULL: this machine only
 * - `cors` (string, nullable): an origin whose pages may read it, "off", or %NULL: all
 * - `speed` (double), `held` (boolean), `loop` (boolean): how it plays. The first two are done to all clients at once
 * - `tls` (boolean): over TLS, with a certificate of its own making
 *
 * `port`, `host`, `cors`, `loop` and `tls` count from the next run on, which then ends who is connected.
 *
 * Signal `problems-changed ()`: weir_mock_item_get_problems() says something else.
 */

/* @title: (nullable); @text: valid UTF-8, anything that weir_script_new() takes */
WeirMockItem *weir_mock_item_new (const char *title, const char *text);
/* @bytes: any */
WeirMockItem *weir_mock_item_new_for_bytes (const char *title, GBytes *bytes);
/* Reads the file: see `loading`; what is wrong with it is the `error`. */
WeirMockItem *weir_mock_item_new_for_file (GFile *file);

/**
 * weir_mock_item_new_remembered:
 *
 * As it was. One that ran runs again, at the same address, when it is for this machine only: its URL is in someone's front end, and
 * nobody else can ask for it. One that others can reach waits until the person starts it.
 *
 * Returns: (nullable): %NULL: of @item no script is left, or it is no mock
 */
WeirMockItem *weir_mock_item_new_remembered (WeirWorkspaceItem *item);
/* What is to be remembered of it. @item: (nullable): what it came from. Returns: (transfer full) (nullable): %NULL: nothing, as its script
 * is too long and in no file */
WeirWorkspaceItem *weir_mock_item_remember (WeirMockItem *self, WeirWorkspaceItem *item);

/* (transfer none), never %NULL */
const char *weir_mock_item_get_title (WeirMockItem *self);
/* Whether the title is the person's. */
gboolean weir_mock_item_has_own_title (WeirMockItem *self);
void weir_mock_item_set_title (WeirMockItem *self, const char *title);
/* (transfer none), never %NULL; valid until it changes */
const char *weir_mock_item_get_text (WeirMockItem *self);
/* Nothing while it is loading or read-only. */
void weir_mock_item_set_text (WeirMockItem *self, const char *text);
/* What a run would serve. (transfer full) */
GBytes *weir_mock_item_dup_bytes (WeirMockItem *self);
/* (transfer none) (nullable) */
GFile *weir_mock_item_get_file (WeirMockItem *self);
/* (transfer none) */
WeirMock *weir_mock_item_get_mock (WeirMockItem *self);
gboolean weir_mock_item_get_running (WeirMockItem *self);
/* (transfer none) (nullable): what is served, %NULL while it is stopped; valid until it is run again */
WeirScript *weir_mock_item_get_served (WeirMockItem *self);
/* (transfer none) (nullable) */
const char *weir_mock_item_get_url (WeirMockItem *self);
/* What the control interface asks for; another one at each start. (transfer none) (nullable): %NULL while it is stopped */
const char *weir_mock_item_get_token (WeirMockItem *self);
/* The file of the certificate that clients have to trust. (transfer none) (nullable): %NULL: it is stopped, or without TLS */
const char *weir_mock_item_get_certificate (WeirMockItem *self);
/* (transfer none) (nullable) */
const char *weir_mock_item_get_error (WeirMockItem *self);

/* Looks for problems in the text: after a pause in the typing. Returns: whether it can be run */
gboolean weir_mock_item_check (WeirMockItem *self);
/* The same, of a long text in a thread: `problems-changed` follows, unless the text is another by then. */
void weir_mock_item_check_soon (WeirMockItem *self);
/* (transfer none) (element-type WeirDiagnostic): errors and warnings in the order of the file, as of the last check; valid until the next */
GPtrArray *weir_mock_item_get_problems (WeirMockItem *self);

/**
 * weir_mock_item_run:
 *
 * Checks the text, then starts the server, or goes on with the new script: who is connected stays with the old one, connections are
 * counted on. Of a script with errors nothing comes: what runs goes on.
 *
 * Errors: WEIR_CORE_ERROR_SYNTAX: the problems say more; GIOError: address in use, no permission, still loading
 */
gboolean weir_mock_item_run (WeirMockItem *self, GError **error);
/* The server may be in other hands, too (`/.weir/`): `speed`, `held` and `stale` are what it says. */
void weir_mock_item_take_state (WeirMockItem *self, const WeirServerState *state);
/* Whether another script, or none, is served in place of its own: it is `stale` then. */
gboolean weir_mock_item_get_replaced (WeirMockItem *self);
/* Ends who is connected. */
void weir_mock_item_stop (WeirMockItem *self);

/* To its file, which there must be. Errors: GIOError; G_IO_ERROR_WRONG_ETAG: the file was changed by someone else: to save all the same,
 * save as that file */
void weir_mock_item_save (WeirMockItem *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* To @file, which is its file from then on. An existing one is replaced. */
void weir_mock_item_save_as (WeirMockItem *self, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Of both. */
gboolean weir_mock_item_save_finish (WeirMockItem *self, GAsyncResult *result, GError **error);

G_END_DECLS
