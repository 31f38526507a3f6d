/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "forgive-quarks.h"

#include <link.h>
#include <string.h>

/* GLib lets go of its table of quarks whenever another 2,048 have come, on purpose: somebody may be reading it. A program with
 * many widgets gets there. The table was made when GLib was loaded, and a stack without frame pointers does not say so: no line of
 * suppressions could tell this leak from others. */

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>

/* Of sanitizer/allocator_interface.h, which gcc does not install. */
int __sanitizer_get_ownership (const volatile void *p);
size_t __sanitizer_get_allocated_size (const volatile void *p);

#define TABLE_STEP (2048 * sizeof (char *))

static gboolean
is_table (char *const *words)
{
  return __sanitizer_get_ownership (words) && __sanitizer_get_allocated_size (words) % TABLE_STEP == 0 &&
         words[1] == g_quark_to_string (1) && words[2] == g_quark_to_string (2);
}

static int
look_at (struct dl_phdr_info *object, size_t size, void *data)
{
  if (strstr (object->dlpi_name, "/libglib-2.0.so") == NULL)
    return 0;

  for (guint i = 0; i < object->dlpi_phnum; i++)
    {
      const ElfW (Phdr) *segment = &object->dlpi_phdr[i];
      char *const **words = (char *const **) (object->dlpi_addr + segment->p_vaddr);

      if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W) == 0)
        continue;
      for (gsize j = 0; j < segment->p_memsz / sizeof *words; j++)
        if (is_table (words[j]))
          __lsan_ignore_object (words[j]);
    }

  return 1;
}

void
forgive_quarks (void)
{
  dl_iterate_phdr (look_at, NULL);
}

__attribute__ ((constructor)) static void
forgive_first (void)
{
  forgive_quarks ();
}
#else
void
forgive_quarks (void)
{
}
#endif
