/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WeirLeftOver:
 * @path: weir_stream_adopt_async() takes it
 * @start_wall_us: when it was begun, µs since 1970
 * @size: bytes on the disk
 * @url: of its first request, redacted as recordings are, visible text; "" when the file does not say
 *
 * A scratch recording that a crash left behind.
 */
typedef struct
{
  char *path;
  gint64 start_wall_us;
  guint64 size;
  char *url;
} WeirLeftOver;

void weir_left_over_free (WeirLeftOver *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirLeftOver, weir_left_over_free)

/* Looks for them on another thread. @scratch_folder: (nullable): as in WeirRecordingOptions. Those that another Weir still writes are
 * not among them. */
void weir_left_over_list_async (const char *scratch_folder, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data);
/* Returns: (transfer full) (element-type WeirLeftOver): oldest first. Errors: G_IO_ERROR_CANCELLED */
GPtrArray *weir_left_over_list_finish (GAsyncResult *result, GError **error);

/* Removes the files, on another thread. @paths: %NULL-terminated */
void weir_left_over_remove_async (const char *const *paths, GAsyncReadyCallback done, gpointer user_data);
/* Errors: of the first that could not be removed: GIOError, WEIR_STORE_ERROR_IN_USE; the others are gone all the same */
gboolean weir_left_over_remove_finish (GAsyncResult *result, GError **error);

G_END_DECLS
