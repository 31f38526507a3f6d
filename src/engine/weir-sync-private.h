/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* GLib's locks and main contexts are not built with the thread sanitizer, which therefore does not see what they order. It is told
 * here: what came before a release is seen after an acquire of the same address. Nothing in any other build. */
#if defined(__SANITIZE_THREAD__)
#define WEIR_SYNC_TOLD 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define WEIR_SYNC_TOLD 1
#endif
#endif

#ifdef WEIR_SYNC_TOLD
#include <sanitizer/tsan_interface.h>
#define WEIR_SYNC_RELEASE(address) __tsan_release ((void *) (address))
#define WEIR_SYNC_ACQUIRE(address) __tsan_acquire ((void *) (address))
#else
#define WEIR_SYNC_RELEASE(address) ((void) (address))
#define WEIR_SYNC_ACQUIRE(address) ((void) (address))
#endif

static inline void
weir_sync_lock (GMutex *mutex)
{
  g_mutex_lock (mutex);
  WEIR_SYNC_ACQUIRE (mutex);
}

static inline void
weir_sync_unlock (GMutex *mutex)
{
  WEIR_SYNC_RELEASE (mutex);
  g_mutex_unlock (mutex);
}

static inline void
weir_sync_wait (GCond *cond, GMutex *mutex)
{
  WEIR_SYNC_RELEASE (mutex);
  g_cond_wait (cond, mutex);
  WEIR_SYNC_ACQUIRE (mutex);
}
