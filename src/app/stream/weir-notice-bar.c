/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-notice-bar.h"

#include <string.h>

#include "weir-mnemonic.h"
#include "weir-text.h"

struct _WeirNoticeBar
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *text;
  GtkButton *button;

  char *put_away; /* nullable: the text that was */
};

G_DEFINE_FINAL_TYPE (WeirNoticeBar, weir_notice_bar, GTK_TYPE_BOX)

void
weir_notice_bar_show (WeirNoticeBar *self, const char *icon_name, const char *text, const char *label, const char *action)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  g_return_if_fail (WEIR_IS_NOTICE_BAR (self));
  g_return_if_fail (text != NULL);

  weir_text_append_visible (shown, weir_span (text, strlen (text)), WEIR_TEXT_NONE);
  if (g_strcmp0 (self->put_away, shown->str) == 0)
    return;

  g_clear_pointer (&self->put_away, g_free);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_text (self->text, shown->str);
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL && action != NULL);
  if (label != NULL && action != NULL)
    {
      weir_mnemonic_set_label (self->button, label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, shown->str, -1);
  gtk_widget_show (GTK_WIDGET (self));
}

void
weir_notice_bar_hide (WeirNoticeBar *self)
{
  g_return_if_fail (WEIR_IS_NOTICE_BAR (self));

  g_clear_pointer (&self->put_away, g_free);
  gtk_widget_hide (GTK_WIDGET (self));
}

static void
on_close (WeirNoticeBar *self)
{
  g_free (self->put_away);
  self->put_away = g_strdup (gtk_label_get_text (self->text));
  gtk_widget_hide (GTK_WIDGET (self));
}

static void
weir_notice_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_NOTICE_BAR);
  G_OBJECT_CLASS (weir_notice_bar_parent_class)->dispose (object);
}

static void
weir_notice_bar_finalize (GObject *object)
{
  g_free (WEIR_NOTICE_BAR (object)->put_away);
  G_OBJECT_CLASS (weir_notice_bar_parent_class)->finalize (object);
}

static void
weir_notice_bar_class_init (WeirNoticeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_notice_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_notice_bar_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/stream/weir-notice-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirNoticeBar, icon);
  gtk_widget_class_bind_template_child (widget_class, WeirNoticeBar, text);
  gtk_widget_class_bind_template_child (widget_class, WeirNoticeBar, button);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
weir_notice_bar_init (WeirNoticeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
weir_notice_bar_new (void)
{
  return g_object_new (WEIR_TYPE_NOTICE_BAR, NULL);
}
