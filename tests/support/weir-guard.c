/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-guard.h"

#include <sys/mman.h>
#include <unistd.h>

struct _WeirGuard
{
  char *map;
  gsize page;
  gsize room; /* whole pages */
};

WeirGuard *
weir_guard_new (gsize n_bytes)
{
  WeirGuard *self = g_new0 (WeirGuard, 1);

  self->page = (gsize) sysconf (_SC_PAGESIZE);
  self->room = MAX ((n_bytes + self->page - 1) / self->page, 1) * self->page;
  self->map = mmap (NULL, self->room + 2 * self->page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  g_assert_true (self->map != MAP_FAILED);
  g_assert_cmpint (mprotect (self->map + self->page, self->room, PROT_READ | PROT_WRITE), ==, 0);

  return self;
}

void
weir_guard_free (WeirGuard *self)
{
  munmap (self->map, self->room + 2 * self->page);
  g_free (self);
}

static const char *
copy_at (WeirGuard *self, gsize at, WeirSpan bytes)
{
  char *place = self->map + self->page + at;

  g_assert_cmpuint (at + bytes.len, <=, self->room);
  if (bytes.len > 0)
    memcpy (place, bytes.data, bytes.len);

  return place;
}

const char *
weir_guard_copy_last (WeirGuard *self, WeirSpan bytes)
{
  return copy_at (self, self->room - bytes.len, bytes);
}

const char *
weir_guard_copy_first (WeirGuard *self, WeirSpan bytes)
{
  return copy_at (self, 0, bytes);
}
