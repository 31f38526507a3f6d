/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <stdatomic.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* Stands for pwrite() in tests. */
typedef gssize (*WeirWriteFunc) (int fd, const void *bytes, gsize n_bytes, off_t offset, gpointer user_data);

/**
 * WeirStorage:
 *
 * The bytes of a recording by their offset: a file, then, from the place where the file could take no more, a ring in memory.
 * One writer; any thread reads.
 */
typedef struct
{
  int fd;                    /* -1: no file */
  int ring_fd;               /* -1: no ring; valid once ring_base says so */
  _Atomic guint64 ring_base; /* offset of the ring's first byte; %G_MAXUINT64: no ring */
  guint64 end;               /* writer: where the next byte goes */
  guint64 keep_head;         /* bytes at the file's start that are never given back */
  guint64 punched;           /* bytes before it (but the head) were given back */
  _Atomic guint64 published; /* every byte before it is there to be read */
  WeirWriteFunc write_func;
  gpointer write_data;
} WeirStorage;

void weir_storage_init (WeirStorage *self);
void weir_storage_clear (WeirStorage *self);

/* Writer. All of @bytes at the end. On %FALSE @n_written of them are there, and not yet counted in `end`. */
gboolean weir_storage_append (WeirStorage *self, const char *bytes, gsize n_bytes, gsize *n_written, GError **error);
/* The same, by another descriptor of the file; no ring. */
gboolean weir_storage_append_to (WeirStorage *self, int fd, const char *bytes, gsize n_bytes, gsize *n_written, GError **error);
/* Writer. The file ends at @end, which is where a unit does. */
void weir_storage_cut (WeirStorage *self, guint64 end);
/* Writer. Goes on in memory from @end on. */
gboolean weir_storage_start_ring (WeirStorage *self, guint64 end, GError **error);
/* Writer. Gives the blocks between the head and @before back. */
gboolean weir_storage_punch (WeirStorage *self, guint64 before, GError **error);
gboolean weir_storage_is_ring (WeirStorage *self);

/* Any thread. Returns: bytes read, fewer than asked only at the end; -1 with @error */
gssize weir_storage_read (WeirStorage *self, guint64 offset, char *bytes, gsize n_bytes, GError **error);

void weir_storage_set_error (GError **error, int code, const char *what);

G_END_DECLS
