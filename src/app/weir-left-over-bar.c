/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-left-over-bar.h"

#include "weir-recording-index.h"
#include "weir-toast.h"
#include "weir-toasts.h"
#include "weir-worker.h"

#include <glib/gi18n.h>

/* Long enough to see what was deleted by mistake. */
#define UNDO_SECONDS 8

struct _WeirLeftOverBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *text;
  GPtrArray *paths; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WeirLeftOverBar, weir_left_over_bar, ADW_TYPE_BIN)

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* "21 Nov 2026, 14:22", as the locale writes it; "" when it is not known. */
static char *
format_time (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_TIME_MODIFIED, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GDateTime) utc = info != NULL ? g_file_info_get_modification_date_time (info) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  /* Translators: a date and a time, see strftime () */
  return local != NULL ? g_date_time_format (local, _ ("%e %B, %H:%M")) : g_strdup ("");
}

static void
show (WeirLeftOverBar *self, gboolean shown)
{
  if (shown && self->paths->len == 1)
    {
      g_autofree char *time = format_time (g_ptr_array_index (self->paths, 0));
      /* Translators: %s is a date and a time */
      g_autofree char *text =
          g_strdup_printf (_ ("A recording of %s was left over: Weir did not end as it should have."), g_strchug (time));

      gtk_label_set_text (self->text, text);
    }
  else if (shown)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u recording was left over: Weir did not end as it should have.",
                                     "%u recordings were left over: Weir did not end as it should have.", self->paths->len),
                           self->paths->len);

      gtk_label_set_text (self->text, text);
    }
  if (shown)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, shown);
}

static void
on_revealed (WeirLeftOverBar *self)
{
  if (!gtk_revealer_get_child_revealed (self->revealer) && !gtk_revealer_get_reveal_child (self->revealer))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
on_open (WeirLeftOverBar *self)
{
  g_autoptr (GPtrArray) paths = g_steal_pointer (&self->paths);

  show (self, FALSE);
  for (guint i = 0; paths != NULL && i < paths->len; i++)
    g_signal_emit (self, signals[OPEN], 0, g_ptr_array_index (paths, i));
}

static void
on_close (WeirLeftOverBar *self)
{
  show (self, FALSE);
}

/* What somebody else has taken by now stays; it is no longer left over. */
static void
remove_paths (gpointer data)
{
  g_autoptr (GPtrArray) paths = data;

  for (guint i = 0; i < paths->len; i++)
    weir_recording_remove_left_over (g_ptr_array_index (paths, i), NULL);
}

static void
on_undo (AdwToast *toast, gpointer user_data)
{
  WeirLeftOverBar *self = user_data;

  g_clear_pointer (&self->paths, g_ptr_array_unref);
  self->paths = g_object_steal_data (G_OBJECT (toast), "paths");
  if (self->paths != NULL)
    show (self, TRUE);
}

/* The files go when the toast does. */
static void
on_delete (WeirLeftOverBar *self)
{
  AdwToast *toast;

  if (self->paths == NULL)
    return;
  toast = weir_toast_new (ngettext ("Left-over recording deleted", "Left-over recordings deleted", self->paths->len));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  g_object_set_data_full (G_OBJECT (toast), "paths", g_steal_pointer (&self->paths), remove_paths);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), self, 0);
  weir_toasts_offer_near (GTK_WIDGET (self), toast);
  show (self, FALSE);
}

static void
find (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, weir_recording_find_left_over (task_data), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WeirLeftOverBar) self = user_data;
  g_autoptr (GPtrArray) paths = g_task_propagate_pointer (G_TASK (result), NULL);

  if (paths == NULL || paths->len == 0 || self->revealer == NULL)
    return;
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  self->paths = g_steal_pointer (&paths);
  show (self, TRUE);
}

void
weir_left_over_bar_look (WeirLeftOverBar *self, const char *folder)
{
  g_return_if_fail (WEIR_IS_LEFT_OVER_BAR (self));

  weir_worker_run_blocking (find, g_strdup (folder), g_free, on_found, g_object_ref (self));
}

static void
weir_left_over_bar_dispose (GObject *object)
{
  WeirLeftOverBar *self = WEIR_LEFT_OVER_BAR (object);

  /* The bin must know that its child is gone before the template takes it away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_LEFT_OVER_BAR);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  G_OBJECT_CLASS (weir_left_over_bar_parent_class)->dispose (object);
}

static void
weir_left_over_bar_class_init (WeirLeftOverBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_left_over_bar_dispose;
  signals[OPEN] = g_signal_new ("open", WEIR_TYPE_LEFT_OVER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/weir-left-over-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirLeftOverBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, WeirLeftOverBar, text);
  gtk_widget_class_bind_template_callback (widget_class, on_revealed);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_delete);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
}

static void
weir_left_over_bar_init (WeirLeftOverBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
weir_left_over_bar_new (void)
{
  return g_object_new (WEIR_TYPE_LEFT_OVER_BAR, NULL);
}
