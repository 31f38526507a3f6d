/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-send-now.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-mock-control.h"
#include "weir-text.h"

/* What was sent before that is remembered. */
#define RECENT 20

struct _WeirSendNow
{
  AdwBin parent_instance;

  GtkWidget *title;
  GtkWidget *fields;
  GtkEditable *event;
  GtkEditable *id;
  GtkEditable *retry;
  GtkToggleButton *raw;
  GtkMenuButton *recent;
  GtkTextBuffer *buffer;
  GtkWidget *data;
  GtkLabel *placeholder;
  GtkButton *send;
  GtkLabel *outcome;

  WeirMock *mock;
  GArray *selected; /* nullable */
  GPtrArray *sent;  /* WeirPush, the newest last */
  guint at;         /* of those, what is shown; their number: something new */
  WeirPush *draft;  /* nullable: what was being written when older ones were looked at */
};

G_DEFINE_FINAL_TYPE (WeirSendNow, weir_send_now, ADW_TYPE_BIN)

WeirPush *
weir_send_now_dup_push (WeirSendNow *self)
{
  WeirPush push = { 0 };
  g_autofree char *data = NULL;
  GtkTextIter start, end;

  g_return_val_if_fail (WEIR_IS_SEND_NOW (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  data = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  push.event = (char *) gtk_editable_get_text (self->event);
  push.id = (char *) gtk_editable_get_text (self->id);
  push.retry = (char *) gtk_editable_get_text (self->retry);
  push.data = data;
  push.is_raw = gtk_toggle_button_get_active (self->raw);

  return weir_push_copy (&push);
}

void
weir_send_now_set_push (WeirSendNow *self, const WeirPush *push)
{
  g_return_if_fail (WEIR_IS_SEND_NOW (self));
  g_return_if_fail (push != NULL);

  gtk_toggle_button_set_active (self->raw, push->is_raw);
  gtk_editable_set_text (self->event, push->event);
  gtk_editable_set_text (self->id, push->id);
  gtk_editable_set_text (self->retry, push->retry);
  gtk_text_buffer_set_text (self->buffer, push->data, -1);
}

static void
tell (WeirSendNow *self, const char *text, gboolean is_error)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  if (text != NULL)
    weir_text_append_visible (shown, weir_span_from_string (text), WEIR_TEXT_NONE);
  gtk_label_set_text (self->outcome, shown->str);
  gtk_widget_set_css_classes (GTK_WIDGET (self->outcome), (const char *[]){ "caption", is_error ? "error" : "dim-label", NULL });
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), text != NULL);
}

static void
update_recent (WeirSendNow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = self->sent->len; i > 0; i--)
    {
      g_autofree char *summary = weir_push_to_summary (g_ptr_array_index (self->sent, i - 1));
      g_auto (GStrv) parts = g_strsplit (summary, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autofree char *action = g_strdup_printf ("send.recall(uint32 %u)", i - 1);

      g_menu_append (menu, label, action);
    }
  gtk_menu_button_set_menu_model (self->recent, G_MENU_MODEL (menu));
  gtk_widget_set_sensitive (GTK_WIDGET (self->recent), self->sent->len > 0);
}

static void
remember (WeirSendNow *self, const WeirPush *push)
{
  for (guint i = 0; i < self->sent->len; i++)
    if (weir_push_equal (g_ptr_array_index (self->sent, i), push))
      {
        g_ptr_array_remove_index (self->sent, i);
        break;
      }
  if (self->sent->len == RECENT)
    g_ptr_array_remove_index (self->sent, 0);
  g_ptr_array_add (self->sent, weir_push_copy (push));
  /* Up gives the one before. */
  self->at = self->sent->len - 1;
  g_clear_pointer (&self->draft, weir_push_free);
  update_recent (self);
}

void
weir_send_now_send (WeirSendNow *self)
{
  WeirSelection selection = WEIR_SELECTION_ALL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  WeirPushed pushed;
  WeirPush *push;

  g_return_if_fail (WEIR_IS_SEND_NOW (self));

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->send)))
    return;

  push = weir_send_now_dup_push (self);
  bytes = weir_push_to_bytes (push, &error);
  if (self->selected != NULL)
    {
      selection.clients = (const guint64 *) (gpointer) self->selected->data;
      selection.n_clients = self->selected->len;
    }
  if (bytes == NULL || !weir_mock_push (self->mock, &selection, bytes, &pushed, &error))
    tell (self, error->message, TRUE);
  else
    {
      remember (self, push);
      text = weir_pushed_to_text (&pushed);
      tell (self, text, pushed.sent + pushed.waiting == 0);
    }
  weir_push_free (push);
}

static void
show (WeirSendNow *self, guint at)
{
  WeirPush *shown = weir_send_now_dup_push (self);

  if (self->at == self->sent->len)
    {
      g_clear_pointer (&self->draft, weir_push_free);
      self->draft = g_steal_pointer (&shown);
    }
  weir_push_free (shown);
  self->at = at;
  if (at < self->sent->len)
    weir_send_now_set_push (self, g_ptr_array_index (self->sent, at));
  else if (self->draft != NULL)
    weir_send_now_set_push (self, self->draft);
}

static gboolean
is_at_edge (WeirSendNow *self, gboolean up)
{
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor, gtk_text_buffer_get_insert (self->buffer));
  if (up)
    return gtk_text_iter_get_line (&cursor) == 0;

  return gtk_text_iter_get_line (&cursor) == gtk_text_buffer_get_line_count (self->buffer) - 1;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer user_data)
{
  WeirSendNow *self = user_data;
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  WeirPush *shown;
  gboolean is_last;

  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && held == GDK_CONTROL_MASK)
    {
      weir_send_now_send (self);
      return TRUE;
    }
  if (held != 0)
    return FALSE;
  if (key == GDK_KEY_Up && self->sent->len > 0 && is_at_edge (self, TRUE))
    {
      /* What was just sent stands there still. */
      shown = weir_send_now_dup_push (self);
      is_last = self->at < self->sent->len && weir_push_equal (g_ptr_array_index (self->sent, self->at), shown);
      weir_push_free (shown);
      if (!is_last)
        self->at = self->sent->len;
      if (self->at > 0)
        show (self, self->at - 1);
      return TRUE;
    }
  if (key == GDK_KEY_Down && self->at < self->sent->len && is_at_edge (self, FALSE))
    {
      show (self, self->at + 1);
      return TRUE;
    }

  return FALSE;
}

static void
on_recall (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirSendNow *self = user_data;

  show (self, MIN (g_variant_get_uint32 (parameter), self->sent->len - 1));
  gtk_widget_grab_focus (GTK_WIDGET (self->send));
}

static void
mark_retry (WeirSendNow *self)
{
  GtkWidget *retry = GTK_WIDGET (self->retry);
  gboolean is_right = weir_push_is_retry (gtk_editable_get_text (GTK_EDITABLE (retry)));

  if (is_right)
    gtk_widget_remove_css_class (retry, "error");
  else
    gtk_widget_add_css_class (retry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (retry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_right ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
on_edited (WeirSendNow *self)
{
  mark_retry (self);
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), gtk_text_buffer_get_char_count (self->buffer) == 0);
  tell (self, NULL, FALSE);
}

static void
on_raw (WeirSendNow *self)
{
  gboolean is_raw = gtk_toggle_button_get_active (self->raw);

  gtk_widget_set_sensitive (self->fields, !is_raw);
  gtk_label_set_text (self->placeholder,
                      is_raw ? _ ("event: goal ↵ data: every line as it is sent ↵ ↵") : _ ("Data, in as many lines as you like"));
  on_edited (self);
}

void
weir_send_now_set_mock (WeirSendNow *self, WeirMock *mock)
{
  g_return_if_fail (WEIR_IS_SEND_NOW (self));

  g_set_object (&self->mock, mock);
}

void
weir_send_now_set_who (WeirSendNow *self, GArray *selected, guint n_clients)
{
  g_autofree char *label = NULL;
  guint n;

  g_return_if_fail (WEIR_IS_SEND_NOW (self));

  if (selected != NULL)
    g_array_ref (selected);
  g_clear_pointer (&self->selected, g_array_unref);
  self->selected = selected;
  n = selected != NULL ? selected->len : n_clients;
  if (selected != NULL)
    /* Translators: a button: to so many clients that are selected. */
    label = g_strdup_printf (ngettext ("Send to %u selected", "Send to %u selected", n), n);
  else if (n_clients > 0)
    label = g_strdup_printf (ngettext ("Send to %u client", "Send to all %u", n), n);
  else
    label = g_strdup (_ ("Send"));
  gtk_button_set_label (self->send, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->send), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
weir_send_now_set_running (WeirSendNow *self, gboolean running)
{
  g_return_if_fail (WEIR_IS_SEND_NOW (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->send), running);
}

void
weir_send_now_set_narrow (WeirSendNow *self, gboolean narrow)
{
  g_return_if_fail (WEIR_IS_SEND_NOW (self));

  gtk_widget_set_visible (self->title, !narrow);
}

static gboolean
weir_send_now_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (WEIR_SEND_NOW (widget)->data);
}

static void
weir_send_now_dispose (GObject *object)
{
  WeirSendNow *self = WEIR_SEND_NOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_SEND_NOW);
  g_clear_object (&self->mock);
  G_OBJECT_CLASS (weir_send_now_parent_class)->dispose (object);
}

static void
weir_send_now_finalize (GObject *object)
{
  WeirSendNow *self = WEIR_SEND_NOW (object);

  g_clear_pointer (&self->selected, g_array_unref);
  g_clear_pointer (&self->draft, weir_push_free);
  g_ptr_array_unref (self->sent);
  G_OBJECT_CLASS (weir_send_now_parent_class)->finalize (object);
}

static void
weir_send_now_class_init (WeirSendNowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_send_now_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_send_now_finalize;
  widget_class->grab_focus = weir_send_now_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/mock/weir-send-now.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirSendNow, title);
  gtk_widget_class_bind_template_child (widget_class, WeirSendNow, fields);
  gtk_widget_class_bind_template_child (widget_class, WeirSendNow, event);
  gtk_widget_class_bind_template_child (widget_class, WeirSendNow, id);
  gtk_widget_class_bind_template_child (widget_class, WeirSendNow, retry);
  gtk_widget_class_bind_template_child (widget_class, WeirSendNow, raw);
  gtk_widget_class_bind_template_child (widget_class, WeirSendNow, recent);
  gtk_widget_class_bind_template_child (widget_class, WeirSendNow, buffer);
  gtk_widget_class_bind_template_child (widget_class, WeirSendNow, data);
  gtk_widget_class_bind_template_child (widget_class, WeirSendNow, placeholder);
  gtk_widget_class_bind_template_child (widget_class, WeirSendNow, send);
  gtk_widget_class_bind_template_child (widget_class, WeirSendNow, outcome);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_raw);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, weir_send_now_send);
}

static void
weir_send_now_init (WeirSendNow *self)
{
  static const GActionEntry actions[] = {
    { .name = "recall", .activate = on_recall, .parameter_type = "u" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->sent = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_push_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "send", G_ACTION_GROUP (group));
  on_raw (self);
  weir_send_now_set_who (self, NULL, 0);
}

GtkWidget *
weir_send_now_new (void)
{
  return g_object_new (WEIR_TYPE_SEND_NOW, NULL);
}
