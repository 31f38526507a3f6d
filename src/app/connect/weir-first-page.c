/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-first-page.h"

#include <glib/gi18n.h>

#include "weir-dialect.h"
#include "weir-drop-down.h"
#include "weir-paste-field.h"
#include "weir-paste-file.h"
#include "weir-paste-reading.h"
#include "weir-paste-serve.h"
#include "weir-recent-group.h"
#include "weir-request-edit.h"
#include "weir-wrap.h"

struct _WeirFirstPage
{
  AdwBin parent_instance;

  WeirPasteField *field;
  GtkLabel *hint;
  GtkButton *button;
  GtkWidget *open_button;
  GtkWidget *dialect_row;
  GtkDropDown *dialect;
  WeirRecentGroup *recents;

  WeirPasteReader *reader;
  WeirPasteReading *reading;
  WeirKeyring *keyring; /* (nullable) */
  gboolean remember;    /* what is being handed out */
};

G_DEFINE_FINAL_TYPE (WeirFirstPage, weir_first_page, ADW_TYPE_BIN)

enum
{
  OPEN,
  SERVE,
  WATCH,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_hint (WeirFirstPage *self, const char *hint, gboolean is_wrong)
{
  gtk_label_set_text (self->hint, hint);
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
}

/* (nullable): what a text is sent as */
static const WeirDialect *
get_dialect (WeirFirstPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->dialect);

  return self->reading->takes_dialect && chosen > 0 && chosen != GTK_INVALID_LIST_POSITION ? weir_dialect_get (chosen - 1) : NULL;
}

static void
show_text_hint (WeirFirstPage *self)
{
  const WeirDialect *dialect = get_dialect (self);
  g_autofree char *hint = NULL;

  if (dialect != NULL)
    /* Translators: %s is the name of a model's interface */
    hint = g_strdup_printf (_ ("A text: it becomes a mock server that answers with it token by token, as %s does"), dialect->name);
  show_hint (self, hint != NULL ? hint : self->reading->hint, self->reading->is_wrong);
}

static void
show_reading (WeirFirstPage *self)
{
  const WeirPasteReading *reading = self->reading;

  show_text_hint (self);
  gtk_button_set_label (self->button, weir_paste_reading_get_verb (reading));
  gtk_widget_set_sensitive (GTK_WIDGET (self->button),
                            reading->request != NULL || reading->path != NULL || reading->can_serve || reading->curl != NULL);
  gtk_widget_set_visible (self->open_button, reading->can_serve && reading->kind == WEIR_PASTE_STREAM && !reading->is_script);
  gtk_widget_set_visible (self->dialect_row, reading->takes_dialect);
}

static void
on_read (WeirPasteReading *reading, gpointer user_data)
{
  WeirFirstPage *self = user_data;

  g_clear_pointer (&self->reading, weir_paste_reading_free);
  self->reading = reading;
  show_reading (self);
}

static void
on_changed (WeirFirstPage *self)
{
  weir_paste_reader_read (self->reader, weir_paste_field_get_text (self->field));
}

static void
on_dialect (WeirFirstPage *self)
{
  if (self->reading != NULL)
    show_text_hint (self);
}

static void
on_open_clicked (WeirFirstPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = weir_paste_file_write (weir_paste_field_get_text (self->field), &error);

  if (path == NULL)
    {
      show_hint (self, error->message, TRUE);
      return;
    }
  weir_paste_field_set_text (self->field, "");
  g_signal_emit (self, signals[OPEN], 0, path);
}

static void
on_script_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WeirFirstPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) script = weir_paste_serve_finish (result, &error);

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (script == NULL)
    {
      show_hint (self, error->message, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->field));
      return;
    }
  weir_paste_field_set_text (self->field, "");
  g_signal_emit (self, signals[SERVE], 0, script);
}

static void
serve (WeirFirstPage *self)
{
  const WeirDialect *dialect = get_dialect (self);

  /* What is being made is what is in the field. */
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  weir_paste_serve_async (weir_paste_field_get_text (self->field), dialect != NULL ? dialect->nick : NULL, on_script_made,
                          g_object_ref (self));
}

static void
watch (WeirFirstPage *self, WeirRequest *request, gboolean start)
{
  g_autoptr (WeirRequest) kept = weir_request_ref (request);

  weir_paste_field_set_text (self->field, "");
  g_signal_emit (self, signals[WATCH], 0, kept, start);
}

static void
on_accepted (WeirFirstPage *self, WeirRequest *request, WeirRequestDialog *dialog)
{
  self->remember = weir_request_dialog_get_remember (dialog);
  watch (self, request, TRUE);
  self->remember = FALSE;
}

static void
present (WeirFirstPage *self, GtkWidget *dialog, gboolean remembers)
{
  weir_request_dialog_set_remember (WEIR_REQUEST_DIALOG (dialog), self->keyring != NULL, remembers);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_accepted), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_request (WeirFirstPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  present (self, weir_request_dialog_new_for_curl (GTK_WINDOW (root), self->reading->curl), FALSE);
}

static void
on_activated (WeirFirstPage *self)
{
  const WeirPasteReading *reading = self->reading;

  if (reading->can_serve)
    serve (self);
  else if (reading->path != NULL)
    {
      g_autofree char *path = g_strdup (reading->path);

      weir_paste_field_set_text (self->field, "");
      g_signal_emit (self, signals[OPEN], 0, path);
    }
  else if (reading->curl != NULL && reading->asks)
    show_request (self);
  else if (reading->request != NULL)
    watch (self, reading->request, TRUE);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* What would be sent again, or lacks something, is shown first. */
static void
show_recent (WeirFirstPage *self, WeirRequest *request, const char *const *missing, const char *why, gboolean remembers)
{
  const WeirRequestOptions *options = weir_request_get_options (request);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;

  if (missing[0] == NULL && options->policy != WEIR_POLICY_ONCE)
    {
      self->remember = remembers;
      g_signal_emit (self, signals[WATCH], 0, request, TRUE);
      self->remember = FALSE;
      return;
    }
  dialog = weir_request_dialog_new (GTK_WINDOW (root), options, strcmp (options->method, "GET") == 0 ? _ ("Watch") : _ ("Send"));
  weir_request_dialog_show_missing (WEIR_REQUEST_DIALOG (dialog), missing, why);
  present (self, dialog, remembers);
}

/* What the keyring does not have is asked for, whatever the reason. */
static void
on_completed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WeirFirstPage *self = g_task_get_source_object (task);
  WeirWorkspaceItem *item = g_task_get_task_data (task);
  g_auto (GStrv) missing = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRequest) request = weir_keyring_complete_finish (WEIR_KEYRING (object), result, &missing, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (request != NULL)
    show_recent (self, request, (const char *const *) missing, weir_request_edit_explain (NULL), TRUE);
  else
    show_recent (self, item->request, (const char *const *) item->missing, weir_request_edit_explain (error), TRUE);
}

static void
recall (WeirFirstPage *self, WeirWorkspaceItem *item)
{
  GTask *task;

  if (self->keyring == NULL || !item->remembers || item->missing[0] == NULL)
    {
      show_recent (self, item->request, (const char *const *) item->missing, NULL, self->keyring != NULL && item->remembers);
      return;
    }

  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_task_data (task, weir_workspace_item_ref (item), (GDestroyNotify) weir_workspace_item_unref);
  weir_keyring_complete_async (self->keyring, item, on_completed, task);
}

static void
on_recent (WeirFirstPage *self, WeirWorkspaceItem *item)
{
  if (item->path != NULL)
    g_signal_emit (self, signals[OPEN], 0, item->path);
  else
    recall (self, item);
}

static void
on_recents_cleared (WeirFirstPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->field));
}

void
weir_first_page_set_workspace (WeirFirstPage *self, WeirWorkspace *workspace)
{
  g_return_if_fail (WEIR_IS_FIRST_PAGE (self));

  weir_recent_group_set_workspace (self->recents, workspace);
}

void
weir_first_page_take_text (WeirFirstPage *self, const char *text)
{
  g_return_if_fail (WEIR_IS_FIRST_PAGE (self));
  g_return_if_fail (text != NULL);

  weir_paste_field_set_text (self->field, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->field));
}

void
weir_first_page_set_keyring (WeirFirstPage *self, WeirKeyring *keyring)
{
  g_return_if_fail (WEIR_IS_FIRST_PAGE (self));

  g_set_object (&self->keyring, keyring);
}

gboolean
weir_first_page_get_remember (WeirFirstPage *self)
{
  g_return_val_if_fail (WEIR_IS_FIRST_PAGE (self), FALSE);

  return self->remember;
}

static gboolean
weir_first_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WEIR_FIRST_PAGE (widget)->field));
}

static void
weir_first_page_finalize (GObject *object)
{
  g_clear_object (&WEIR_FIRST_PAGE (object)->keyring);
  weir_paste_reader_free (WEIR_FIRST_PAGE (object)->reader);
  g_clear_pointer (&WEIR_FIRST_PAGE (object)->reading, weir_paste_reading_free);
  G_OBJECT_CLASS (weir_first_page_parent_class)->finalize (object);
}

static void
weir_first_page_class_init (WeirFirstPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = weir_first_page_finalize;
  widget_class->grab_focus = weir_first_page_grab_focus;
  signals[OPEN] = g_signal_new ("open", WEIR_TYPE_FIRST_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SERVE] = g_signal_new ("serve", WEIR_TYPE_FIRST_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
  signals[WATCH] =
      g_signal_new ("watch", WEIR_TYPE_FIRST_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);
  g_type_ensure (WEIR_TYPE_PASTE_FIELD);
  g_type_ensure (WEIR_TYPE_RECENT_GROUP);
  g_type_ensure (WEIR_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/connect/weir-first-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirFirstPage, field);
  gtk_widget_class_bind_template_child (widget_class, WeirFirstPage, hint);
  gtk_widget_class_bind_template_child (widget_class, WeirFirstPage, button);
  gtk_widget_class_bind_template_child (widget_class, WeirFirstPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, WeirFirstPage, dialect_row);
  gtk_widget_class_bind_template_child (widget_class, WeirFirstPage, dialect);
  gtk_widget_class_bind_template_child (widget_class, WeirFirstPage, recents);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_dialect);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_recent);
  gtk_widget_class_bind_template_callback (widget_class, on_recents_cleared);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
list_dialects (WeirFirstPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("An event for each line"));
  for (guint i = 0; weir_dialect_get (i) != NULL; i++)
    gtk_string_list_append (names, weir_dialect_get (i)->name);
  gtk_drop_down_set_model (self->dialect, G_LIST_MODEL (names));
}

static void
weir_first_page_init (WeirFirstPage *self)
{
  self->reader = weir_paste_reader_new (on_read, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  list_dialects (self);
  weir_drop_down_set_label (self->dialect, _ ("Sent as"));
  on_changed (self);
}

GtkWidget *
weir_first_page_new (void)
{
  return g_object_new (WEIR_TYPE_FIRST_PAGE, NULL);
}
