/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-sync-private.h"
#include "weir-worker.h"
#include "weir-workspace-private.h"

#define WRITE_DELAY_MS 1000

struct _WeirWorkspace
{
  GObject parent_instance;

  char *path;
  gboolean may_write;
  JsonObject *root; /* with what nobody here knows */
  GPtrArray *items;
  GPtrArray *recents;
  char *problem;        /* nullable */
  gboolean not_written; /* that is the problem */
  guint timer;
  guint64 wanted; /* grows with each change */

  GMutex mutex; /* of what follows, and held while the file is written */
  guint64 written;
};

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_RECENTS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirWorkspace, weir_workspace, G_TYPE_OBJECT)

/* @problem: (transfer full) (nullable) */
static void
take_problem (WeirWorkspace *self, char *problem)
{
  gboolean same = g_strcmp0 (self->problem, problem) == 0;

  g_free (self->problem);
  self->problem = problem;
  if (!same)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static char *
dup_text (WeirWorkspace *self)
{
  json_object_set_int_member (self->root, "version", 1);
  weir_workspace_write_items (self->root, "items", self->items);
  weir_workspace_write_items (self->root, "recents", self->recents);

  return weir_json_write_object (self->root, TRUE);
}

/* Any thread. Not over something newer. */
static gboolean
write_text (WeirWorkspace *self, const char *text, guint64 number, GError **error)
{
  gboolean done = TRUE;

  weir_sync_lock (&self->mutex);
  if (number > self->written)
    {
      done = weir_workspace_write (self->path, text, error);
      if (done)
        self->written = number;
    }
  weir_sync_unlock (&self->mutex);

  return done;
}

typedef struct
{
  WeirWorkspace *workspace; /* held by whoever waits for the end */
  char *text;
  guint64 number;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *self = data;

  g_free (self->text);
  g_free (self);
}

static void
write_on_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Writing *self = task_data;
  GError *error = NULL;

  if (write_text (self->workspace, self->text, self->number, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static char *
say_not_written (const WeirWorkspace *self, const GError *error)
{
  g_autofree char *path = g_filename_display_name (self->path);

  return g_strdup_printf (_ ("What is open cannot be remembered: “%s” was not written: %s"), path, error->message);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirWorkspace) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    take_problem (self, say_not_written (self, error));
  else if (self->not_written)
    take_problem (self, NULL);
  self->not_written = error != NULL;
}

static gboolean
on_timer (gpointer data)
{
  WeirWorkspace *self = data;
  Writing *writing = g_new (Writing, 1);

  self->timer = 0;
  *writing = (Writing){ self, dup_text (self), self->wanted };
  weir_worker_run_blocking (write_on_thread, writing, writing_free, on_written, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
changed (WeirWorkspace *self)
{
  if (!self->may_write)
    return;

  self->wanted++;
  if (self->timer == 0)
    self->timer = g_timeout_add (WRITE_DELAY_MS, on_timer, self);
}

gboolean
weir_workspace_flush (WeirWorkspace *self, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (WEIR_IS_WORKSPACE (self), FALSE);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->may_write || self->wanted == 0)
    return TRUE;
  text = dup_text (self);

  return write_text (self, text, self->wanted, error);
}

static void
read_file (WeirWorkspace *self)
{
  char *problem;
  guint n_bad;

  self->root = weir_workspace_read (self->path, &self->may_write, &problem);
  if (self->root == NULL)
    self->root = json_object_new ();
  n_bad = weir_workspace_read_items (self->root, "items", self->items, G_MAXUINT);
  n_bad += weir_workspace_read_items (self->root, "recents", self->recents, WEIR_WORKSPACE_RECENTS);
  if (n_bad > 0)
    {
      g_autofree char *aside = weir_workspace_keep_aside (self->path);
      g_autofree char *shown = g_filename_display_name (aside != NULL ? aside : self->path);

      /* Translators: %2$s is the name of a file. */
      problem = g_strdup_printf (ngettext ("%1$u entry of what was open could not be read. The file is kept as “%2$s”.",
                                           "%1$u entries of what was open could not be read. The file is kept as “%2$s”.", n_bad),
                                 n_bad, shown);
      self->may_write = aside != NULL;
    }
  take_problem (self, problem);
}

WeirWorkspace *
weir_workspace_new (const char *path)
{
  WeirWorkspace *self = g_object_new (WEIR_TYPE_WORKSPACE, NULL);

  self->path = path != NULL ? g_strdup (path) : g_build_filename (g_get_user_config_dir (), "weir", "workspace.json", NULL);
  read_file (self);

  return self;
}

const char *
weir_workspace_get_problem (WeirWorkspace *self)
{
  g_return_val_if_fail (WEIR_IS_WORKSPACE (self), NULL);

  return self->problem;
}

GPtrArray *
weir_workspace_get_items (WeirWorkspace *self)
{
  g_return_val_if_fail (WEIR_IS_WORKSPACE (self), NULL);

  return self->items;
}

static gpointer
ref_item (gconstpointer item, gpointer data)
{
  return weir_workspace_item_ref ((WeirWorkspaceItem *) item);
}

void
weir_workspace_set_items (WeirWorkspace *self, GPtrArray *items)
{
  GPtrArray *old;

  g_return_if_fail (WEIR_IS_WORKSPACE (self));
  g_return_if_fail (items != NULL);

  old = self->items;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_workspace_item_unref);
  g_ptr_array_extend (self->items, items, ref_item, NULL);
  g_ptr_array_unref (old);
  changed (self);
}

GPtrArray *
weir_workspace_get_recents (WeirWorkspace *self)
{
  g_return_val_if_fail (WEIR_IS_WORKSPACE (self), NULL);

  return self->recents;
}

static void
recents_changed (WeirWorkspace *self)
{
  changed (self);
  g_signal_emit (self, signals[SIGNAL_RECENTS_CHANGED], 0);
}

void
weir_workspace_add_recent (WeirWorkspace *self, WeirWorkspaceItem *item)
{
  g_return_if_fail (WEIR_IS_WORKSPACE (self));
  g_return_if_fail (item != NULL);

  weir_workspace_item_ref (item);
  for (guint i = 0; i < self->recents->len; i++)
    if (weir_workspace_item_is_like (g_ptr_array_index (self->recents, i), item))
      {
        g_ptr_array_remove_index (self->recents, i);
        break;
      }
  g_ptr_array_insert (self->recents, 0, item);
  g_ptr_array_set_size (self->recents, (int) MIN (self->recents->len, WEIR_WORKSPACE_RECENTS));
  recents_changed (self);
}

void
weir_workspace_remove_recent (WeirWorkspace *self, WeirWorkspaceItem *item)
{
  g_return_if_fail (WEIR_IS_WORKSPACE (self));

  if (g_ptr_array_remove (self->recents, item))
    recents_changed (self);
}

void
weir_workspace_clear_recents (WeirWorkspace *self)
{
  g_return_if_fail (WEIR_IS_WORKSPACE (self));

  if (self->recents->len == 0)
    return;

  g_ptr_array_set_size (self->recents, 0);
  recents_changed (self);
}

static void
weir_workspace_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PROBLEM)
    g_value_set_string (value, WEIR_WORKSPACE (object)->problem);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
weir_workspace_dispose (GObject *object)
{
  WeirWorkspace *self = WEIR_WORKSPACE (object);

  g_clear_handle_id (&self->timer, g_source_remove);

  G_OBJECT_CLASS (weir_workspace_parent_class)->dispose (object);
}

static void
weir_workspace_finalize (GObject *object)
{
  WeirWorkspace *self = WEIR_WORKSPACE (object);

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->recents);
  g_clear_pointer (&self->root, json_object_unref);
  g_free (self->path);
  g_free (self->problem);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (weir_workspace_parent_class)->finalize (object);
}

static void
weir_workspace_class_init (WeirWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_workspace_get_property;
  object_class->dispose = weir_workspace_dispose;
  object_class->finalize = weir_workspace_finalize;

  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_RECENTS_CHANGED] =
      g_signal_new ("recents-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_workspace_init (WeirWorkspace *self)
{
  g_mutex_init (&self->mutex);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_workspace_item_unref);
  self->recents = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_workspace_item_unref);
  self->may_write = TRUE;
}
