/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-recording.h"

G_BEGIN_DECLS

/**
 * weir_recording_open:
 * @progress: (nullable): called on this thread about every 16 MiB
 *
 * Opens a recording and builds its rows, surviving damage and a cut-off tail: what cannot be read becomes a DROPPED row that says
 * where. Blocks until all is read: call it on a thread that may, then publish; rows can be read from other threads meanwhile.
 * The file may still be growing under another writer. A plain event stream, as `curl -N` writes one, opens too: nothing in it is a
 * directive, all its rows have the time 0, which is when the file was written last.
 */
WeirRecording *weir_recording_open (const char *path, GError **error);
gboolean weir_recording_load (WeirRecording *self, void (*progress) (guint64 done, guint64 total, gpointer user_data), gpointer user_data,
                              GCancellable *cancellable, GError **error);
/* Whether it is an event stream that nobody recorded. */
gboolean weir_recording_is_plain (WeirRecording *self);
/* Whether the last connection has no end: the writer was interrupted. */
gboolean weir_recording_was_interrupted (WeirRecording *self);

/* Scratch files whose writer is gone, oldest first. @scratch_folder: (nullable): the cache folder's `weir`.
 * Returns: (transfer full) (element-type filename) */
GPtrArray *weir_recording_find_left_over (const char *scratch_folder);
/* As weir_recording_open(), and keeps the file from others until the end. It stays where it is unless it is saved or removed.
 * Errors: WEIR_STORE_ERROR_IN_USE: somebody else has it by now */
WeirRecording *weir_recording_adopt (const char *path, GError **error);
/* Removes a left-over file. Errors: WEIR_STORE_ERROR_IN_USE, GIOError */
gboolean weir_recording_remove_left_over (const char *path, GError **error);

/**
 * weir_recording_save:
 * @replace: an existing file is replaced, at the end
 *
 * Gives a scratch recording its name and place: as it is where possible (its writer then goes on in that file). A recording in
 * memory, one on another file system and one of which a part was given back is copied as it is now, the last from its first
 * `mark` on; @is_copy tells. Blocks; any thread, also while the writer writes.
 *
 * Errors: GIOError, WEIR_STORE_ERROR_IN_USE, WEIR_STORE_ERROR_GONE: it is given back faster than it can be copied
 */
gboolean weir_recording_save (WeirRecording *self, const char *path, gboolean replace, gboolean *is_copy, GCancellable *cancellable,
                              GError **error);

G_END_DECLS
