/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-storage.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/mman.h>
#include <unistd.h>

/* Holes are made in whole blocks of this size; a file system with larger ones keeps the rest. */
#define BLOCK G_GUINT64_CONSTANT (4096)

static gssize
write_to_file (int fd, const void *bytes, gsize n_bytes, off_t offset, gpointer user_data)
{
  return pwrite (fd, bytes, n_bytes, offset);
}

void
weir_storage_init (WeirStorage *self)
{
  *self = (WeirStorage){ .fd = -1, .ring_fd = -1, .write_func = write_to_file };
  atomic_init (&self->ring_base, G_MAXUINT64);
}

void
weir_storage_clear (WeirStorage *self)
{
  /* Errors of close() come too late to be acted on; weir_recording_sync() is where they are asked for. */
  if (self->fd >= 0)
    close (self->fd);
  if (self->ring_fd >= 0)
    close (self->ring_fd);
  self->fd = -1;
  self->ring_fd = -1;
}

void
weir_storage_set_error (GError **error, int code, const char *what)
{
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s: %s", what, g_strerror (code));
}

gboolean
weir_storage_is_ring (WeirStorage *self)
{
  return atomic_load_explicit (&self->ring_base, memory_order_relaxed) != G_MAXUINT64;
}

/* @base: offset of the descriptor's first byte */
static gboolean
append_at (WeirStorage *self, int fd, guint64 base, const char *bytes, gsize n_bytes, gsize *n_written, GError **error)
{
  guint64 offset = self->end - base;
  gsize done = 0;

  while (done < n_bytes)
    {
      gssize n = self->write_func (fd, bytes + done, n_bytes - done, (off_t) (offset + done), self->write_data);

      if (n > 0)
        {
          done += (gsize) n;
        }
      else if (n == 0 || errno != EINTR)
        {
          int code = n == 0 ? ENOSPC : errno;

          *n_written = done;
          weir_storage_set_error (error, code, _ ("The recording could not be written"));
          return FALSE;
        }
    }
  self->end += n_bytes;
  *n_written = n_bytes;

  return TRUE;
}

gboolean
weir_storage_append (WeirStorage *self, const char *bytes, gsize n_bytes, gsize *n_written, GError **error)
{
  guint64 base = atomic_load_explicit (&self->ring_base, memory_order_relaxed);

  if (base != G_MAXUINT64)
    return append_at (self, self->ring_fd, base, bytes, n_bytes, n_written, error);

  return append_at (self, self->fd, 0, bytes, n_bytes, n_written, error);
}

gboolean
weir_storage_append_to (WeirStorage *self, int fd, const char *bytes, gsize n_bytes, gsize *n_written, GError **error)
{
  return append_at (self, fd, 0, bytes, n_bytes, n_written, error);
}

void
weir_storage_cut (WeirStorage *self, guint64 end)
{
  /* A failure leaves the beginning of a unit at the file's end, which a reader takes for what it is: cut off. */
  if (self->fd >= 0 && !weir_storage_is_ring (self) && ftruncate (self->fd, (off_t) end) < 0)
    g_debug ("cutting the recording at its last unit: %s", g_strerror (errno));
}

gboolean
weir_storage_start_ring (WeirStorage *self, guint64 end, GError **error)
{
  int ring = memfd_create ("weir-recording", MFD_CLOEXEC);

  if (ring < 0)
    {
      weir_storage_set_error (error, errno, _ ("No memory to record to"));
      return FALSE;
    }

  self->ring_fd = ring;
  self->end = end;
  self->write_func = write_to_file;
  atomic_store_explicit (&self->ring_base, end, memory_order_release);

  return TRUE;
}

static gboolean
punch (int fd, guint64 from, guint64 to)
{
  int result;

  do
    result = fallocate (fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (off_t) from, (off_t) (to - from));
  while (result < 0 && errno == EINTR);

  return result == 0;
}

gboolean
weir_storage_punch (WeirStorage *self, guint64 before, GError **error)
{
  guint64 base = atomic_load_explicit (&self->ring_base, memory_order_relaxed);
  gboolean in_ring = base != G_MAXUINT64 && before > base;
  guint64 low = in_ring && base > 0 ? base : (self->keep_head + BLOCK - 1) / BLOCK * BLOCK;
  guint64 from = MAX (self->punched, low);
  guint64 shift = in_ring ? base : 0;
  guint64 to = shift + (before - shift) / BLOCK * BLOCK;

  if (to <= from)
    return TRUE;
  if (!punch (in_ring ? self->ring_fd : self->fd, from - shift, to - shift))
    {
      weir_storage_set_error (error, errno, _ ("The file system cannot give back old parts of the recording"));
      return FALSE;
    }
  self->punched = to;

  return TRUE;
}

/* Returns: bytes read, -1 with errno */
static gssize
read_at (int fd, guint64 offset, char *bytes, gsize n_bytes)
{
  gsize done = 0;

  while (done < n_bytes)
    {
      gssize n = pread (fd, bytes + done, n_bytes - done, (off_t) (offset + done));

      if (n == 0)
        break;
      if (n > 0)
        done += (gsize) n;
      else if (errno != EINTR)
        return -1;
    }

  return (gssize) done;
}

gssize
weir_storage_read (WeirStorage *self, guint64 offset, char *bytes, gsize n_bytes, GError **error)
{
  guint64 base = atomic_load_explicit (&self->ring_base, memory_order_acquire);
  gsize in_file = offset < base ? (gsize) MIN (n_bytes, base - offset) : 0;
  gssize n = 0, n_ring = 0;

  if (in_file > 0)
    n = read_at (self->fd, offset, bytes, in_file);
  if (n == (gssize) in_file && in_file < n_bytes)
    n_ring = read_at (self->ring_fd, offset + in_file - base, bytes + in_file, n_bytes - in_file);
  if (n < 0 || n_ring < 0)
    {
      weir_storage_set_error (error, errno, _ ("The recording could not be read"));
      return -1;
    }

  return n + n_ring;
}
