/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WeirTarget:
 *
 * The file a recording is written to: created 0600, and locked as long as this lives, so that two writers never share one.
 */
typedef struct _WeirTarget WeirTarget;

/* A new file. With @replace an existing one stays until weir_target_commit(). Errors: GIOError, WEIR_STORE_ERROR_IN_USE */
WeirTarget *weir_target_new (const char *path, gboolean replace, GError **error);
/* A new file with a name of its own in @folder (nullable: the cache folder's `weir`), which is made if need be. */
WeirTarget *weir_target_new_scratch (const char *folder, gint64 wall_us, GError **error);
/* A file that is there, nobody writes, and shall be kept from others. */
WeirTarget *weir_target_adopt (const char *path, GError **error);
/* Closes a replaced file's temporary name when it was never committed. Does not close the descriptor. */
void weir_target_free (WeirTarget *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTarget, weir_target_free)

int weir_target_get_fd (const WeirTarget *self);
const char *weir_target_get_path (const WeirTarget *self);
/* The first unit is about to be written: the file takes the place of the one it replaces. */
gboolean weir_target_commit (WeirTarget *self, GError **error);
/* Gives the file another name. @other_system: (out): it did not work because that is on another file system */
gboolean weir_target_move (WeirTarget *self, const char *path, gboolean replace, gboolean *other_system, GError **error);

/* Nothing came of it: the file that was made goes, one that was to be replaced stays. */
void weir_target_discard (WeirTarget *self);

/* The folder of scratch files. (transfer full) */
char *weir_target_dup_scratch_folder (const char *folder);
/* Takes the lock of an open file, which goes when it is closed. Returns: FALSE with errno; EWOULDBLOCK: someone has it */
gboolean weir_target_lock (int fd);
/* Whether someone holds the lock of the open file @fd. */
gboolean weir_target_is_locked (int fd);
/* "(process 1234, weir)" or "": who holds the lock of the open file @fd. (transfer full) */
char *weir_target_describe_owner (int fd);

G_END_DECLS
