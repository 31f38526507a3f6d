/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-failure-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-failure-words.h"
#include "weir-mnemonic.h"
#include "weir-text.h"

/* Bytes of the body that are shown: a text view breaks one line of this length in a moment. */
#define SHOWN_BODY (16u * 1024)
/* Columns of the content type in the heading. */
#define TYPE_COLUMNS 80

struct _WeirFailurePage
{
  GtkBox parent_instance;

  AdwStatusPage *status;
  GtkLabel *message;
  GtkLabel *advice;
  GtkWidget *remedies;
  GtkButton *first;
  GtkButton *second;
  GtkWidget *answer;
  GtkLabel *answer_title;
  GtkTextView *body;
  GtkWidget *answer_goes_on;
};

G_DEFINE_FINAL_TYPE (WeirFailurePage, weir_failure_page, GTK_TYPE_BOX)

static void
show_text (GtkLabel *label, const char *text)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  if (text != NULL)
    weir_text_append_visible (shown, weir_span (text, strlen (text)), WEIR_TEXT_NONE);
  gtk_label_set_text (label, shown->str);
  gtk_widget_set_visible (GTK_WIDGET (label), shown->len > 0);
}

static void
show_remedy (GtkButton *button, const WeirFailureRemedy *remedy)
{
  gtk_widget_set_visible (GTK_WIDGET (button), remedy->action != NULL);
  if (remedy->action == NULL)
    return;

  weir_mnemonic_set_label (button, remedy->label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), remedy->action);
}

/* What is done anyway needs no button. */
static void
show_remedies (WeirFailurePage *self, const WeirFailureWords *words, gboolean trying)
{
  const WeirFailureRemedy none = { 0 };
  WeirFailureRemedy first = words->first;
  WeirFailureRemedy second = words->second;

  if (trying && g_strcmp0 (first.action, "stream.start") == 0)
    {
      first = second;
      second = none;
    }
  else if (trying && g_strcmp0 (second.action, "stream.start") == 0)
    second = none;

  show_remedy (self->first, &first);
  show_remedy (self->second, &second);
  if (trying)
    gtk_widget_remove_css_class (GTK_WIDGET (self->first), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->first), "suggested-action");
  gtk_widget_set_visible (self->remedies, first.action != NULL);
}

static void
show_answer (WeirFailurePage *self, const WeirFailureShown *shown)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) type = g_string_new (NULL);
  g_autofree char *title = NULL;

  gtk_widget_set_visible (self->answer, shown->body.len > 0);
  weir_text_append_visible (text, weir_span (shown->body.data, MIN (shown->body.len, SHOWN_BODY)), WEIR_TEXT_LINES);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->body), text->str, (int) text->len);
  gtk_widget_set_visible (self->answer_goes_on, shown->body_is_cut || shown->body.len > SHOWN_BODY);

  if (shown->content_type != NULL)
    weir_text_append_row (type, weir_span (shown->content_type, strlen (shown->content_type)), TYPE_COLUMNS);
  if (type->len > 0)
    /* Translators: a heading over the body of a response; %s is its content type. */
    title = g_strdup_printf (_ ("The response, %s"), type->str);
  gtk_label_set_text (self->answer_title, title != NULL ? title : _ ("The response"));
}

void
weir_failure_page_show (WeirFailurePage *self, const WeirFailureShown *shown)
{
  g_auto (WeirFailureWords) words = { 0 };

  g_return_if_fail (WEIR_IS_FAILURE_PAGE (self));
  g_return_if_fail (shown != NULL);

  weir_failure_words_init (&words, shown->reason, shown->status, shown->content_type, shown->untrusted);
  adw_status_page_set_icon_name (self->status, words.icon_name);
  adw_status_page_set_title (self->status, words.title);
  show_text (self->message, shown->message);
  show_text (self->advice, shown->trying ? _ ("Weir tries again by itself.") : words.advice);
  show_remedies (self, &words, shown->trying);
  show_answer (self, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words.title, -1);
}

/* To what can be done: a message that is given the focus selects all of itself. */
static gboolean
weir_failure_page_grab_focus (GtkWidget *widget)
{
  WeirFailurePage *self = WEIR_FAILURE_PAGE (widget);

  gtk_label_select_region (self->message, 0, 0);
  return gtk_widget_grab_focus (GTK_WIDGET (self->first));
}

static void
weir_failure_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_FAILURE_PAGE);
  G_OBJECT_CLASS (weir_failure_page_parent_class)->dispose (object);
}

static void
weir_failure_page_class_init (WeirFailurePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_failure_page_dispose;
  widget_class->grab_focus = weir_failure_page_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/stream/weir-failure-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirFailurePage, status);
  gtk_widget_class_bind_template_child (widget_class, WeirFailurePage, message);
  gtk_widget_class_bind_template_child (widget_class, WeirFailurePage, advice);
  gtk_widget_class_bind_template_child (widget_class, WeirFailurePage, remedies);
  gtk_widget_class_bind_template_child (widget_class, WeirFailurePage, first);
  gtk_widget_class_bind_template_child (widget_class, WeirFailurePage, second);
  gtk_widget_class_bind_template_child (widget_class, WeirFailurePage, answer);
  gtk_widget_class_bind_template_child (widget_class, WeirFailurePage, answer_title);
  gtk_widget_class_bind_template_child (widget_class, WeirFailurePage, body);
  gtk_widget_class_bind_template_child (widget_class, WeirFailurePage, answer_goes_on);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
weir_failure_page_init (WeirFailurePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
weir_failure_page_new (void)
{
  return g_object_new (WEIR_TYPE_FAILURE_PAGE, NULL);
}
