/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GMutex, said aloud: GLib is not built with the thread sanitizer, which would not see what a lock of GLib's orders. */

#ifdef __has_feature
#if __has_feature(thread_sanitizer)
#define WEIR_HAS_THREAD_SANITIZER 1
#endif
#endif
#ifdef __SANITIZE_THREAD__
#define WEIR_HAS_THREAD_SANITIZER 1
#endif

#ifdef WEIR_HAS_THREAD_SANITIZER
void __tsan_acquire (void *address);
void __tsan_release (void *address);
#endif

static inline void
weir_mutex_lock (GMutex *mutex)
{
  g_mutex_lock (mutex);
#ifdef WEIR_HAS_THREAD_SANITIZER
  __tsan_acquire (mutex);
#endif
}

static inline void
weir_mutex_unlock (GMutex *mutex)
{
#ifdef WEIR_HAS_THREAD_SANITIZER
  __tsan_release (mutex);
#endif
  g_mutex_unlock (mutex);
}

G_END_DECLS
