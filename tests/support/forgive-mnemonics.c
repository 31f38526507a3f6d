/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <dlfcn.h>
#include <gtk/gtk.h>

/* GTK 4.18 forgets a list of labels for each widget with a mnemonic. A stack without frame pointers does not say so: no line of suppressions
 * could tell this leak from others. The list is made by a function of GLib, which is this one in the tests. */

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>

/* More than the function that makes the list is long. */
#define MOST_BYTES 256u

static gboolean
is_in (gconstpointer address, const char *function)
{
  gsize start = (gsize) dlsym (RTLD_DEFAULT, function);

  return start != 0 && (gsize) address - start < MOST_BYTES;
}

GList *
g_list_prepend (GList *list, gpointer data)
{
  GList *head = g_list_alloc ();

  head->data = data;
  head->next = list;
  if (list != NULL)
    {
      head->prev = list->prev;
      if (list->prev != NULL)
        list->prev->next = head;
      list->prev = head;
    }
  if (is_in (__builtin_return_address (0), "gtk_widget_list_mnemonic_labels"))
    __lsan_ignore_object (head);

  return head;
}
#endif
