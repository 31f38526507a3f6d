/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "odd-resolver.h"

struct _OddResolver
{
  GResolver parent;
};

G_DEFINE_FINAL_TYPE (OddResolver, odd_resolver, G_TYPE_RESOLVER)

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
wait_for_ever (GTask *task, GCancellable *cancellable)
{
  GSource *source = g_cancellable_source_new (cancellable);

  g_task_attach_source (task, source, G_SOURCE_FUNC (on_cancelled));
  g_source_unref (source);
}

static void
lookup_async (GResolver *resolver, const char *name, GResolverNameLookupFlags flags, GCancellable *cancellable,
              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  if (g_str_has_prefix (name, "slow."))
    wait_for_ever (task, cancellable);
  else if (g_str_has_suffix (name, ".test") && flags != G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY)
    g_task_return_pointer (task, g_list_append (NULL, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4)),
                           (GDestroyNotify) g_resolver_free_addresses);
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no such host: %s", name);
}

static void
lookup_default_async (GResolver *resolver, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  lookup_async (resolver, name, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, callback, user_data);
}

static GList *
lookup_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
odd_resolver_class_init (OddResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_async = lookup_default_async;
  resolver_class->lookup_by_name_finish = lookup_finish;
  resolver_class->lookup_by_name_with_flags_async = lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = lookup_finish;
}

static void
odd_resolver_init (OddResolver *self)
{
}

void
odd_resolver_install (void)
{
  g_autoptr (GResolver) resolver = g_object_new (ODD_TYPE_RESOLVER, NULL);

  g_resolver_set_default (resolver);
}
