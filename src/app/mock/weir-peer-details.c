/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-peer-details.h"

#include <glib/gi18n.h>

#include "weir-fact-grid.h"
#include "weir-footer-words.h"
#include "weir-menu.h"
#include "weir-peer-words.h"
#include "weir-text.h"

/* Of a body: more makes the view slow and is copied anyway. */
#define BODY_SHOWN 8192u

struct _WeirPeerDetails
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkWidget *back;
  GtkMenuButton *menu_button;
  WeirFactGrid *facts;
  GtkBox *heads;

  WeirMockRequest *request; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WeirPeerDetails, weir_peer_details, ADW_TYPE_BIN)

enum
{
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

char *
weir_peer_details_dup_head (GBytes *head)
{
  GString *out = g_string_new (NULL);
  gsize size;
  const char *bytes = g_bytes_get_data (head, &size);
  const char *end = bytes + size;

  for (const char *line = bytes; line < end;)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));
      gsize length = stop != NULL ? (gsize) (stop - line) : (gsize) (end - line);
      gboolean is_proper = stop != NULL && length > 0 && line[length - 1] == '\r';

      weir_text_append_visible (out, weir_span (line, is_proper ? length - 1 : length), WEIR_TEXT_NONE);
      if (stop != NULL && !is_proper)
        weir_text_append_visible (out, WEIR_SPAN_LITERAL ("\n"), WEIR_TEXT_NONE);
      if (stop != NULL)
        g_string_append_c (out, '\n');
      line += stop != NULL ? length + 1 : length;
    }
  /* Every head ends with an empty line. */
  while (out->len > 0 && out->str[out->len - 1] == '\n')
    g_string_truncate (out, out->len - 1);

  return g_string_free (out, FALSE);
}

static void
add (WeirPeerDetails *self, const char *name, const char *value)
{
  if (value[0] != '\0')
    weir_fact_grid_add (self->facts, weir_span_from_string (name), weir_span_from_string (value), FALSE);
}

static void
add_number (WeirPeerDetails *self, const char *name, guint64 number)
{
  g_autofree char *text = weir_footer_dup_number (number);

  if (number > 0)
    add (self, name, text);
}

static char *
dup_date (gint64 wall_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%c") : g_strdup ("");
}

static void
add_judgements (WeirPeerDetails *self, const WeirMockRequestFacts *facts)
{
  if (facts->judgements->len > 0)
    weir_fact_grid_add_heading (self->facts, _ ("Expected"));
  for (guint i = 0; i < facts->judgements->len; i++)
    {
      const WeirMockJudgement *judgement = g_ptr_array_index (facts->judgements, i);
      g_autofree char *name = g_strdup_printf (judgement->ok ? _ ("Line %u held") : _ ("Line %u failed"), judgement->line);
      g_autofree char *mismatch = g_strdup_printf (_ ("wanted %s, got %s"), judgement->wanted, judgement->got);

      add (self, name, judgement->ok ? judgement->wanted : mismatch);
    }
}

static void
fill_facts (WeirPeerDetails *self, const WeirMockRequestFacts *facts)
{
  g_autofree char *date = dup_date (facts->wall_us);
  g_autofree char *fate = weir_peer_words_dup_fate (facts);
  g_autofree char *sent = weir_peer_words_dup_sent (facts);
  g_autofree char *unsent = weir_footer_dup_size (facts->n_unsent);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, facts->seed);

  weir_fact_grid_clear (self->facts);
  add (self, _ ("Came at"), date);
  if (facts->client == 0)
    {
      add (self, _ ("Notice"), facts->notice);
      return;
    }
  add_number (self, _ ("Client"), facts->client);
  add (self, _ ("Address"), facts->remote);
  add (self, _ ("Session"), facts->session);
  add (self, _ ("Last event ID"), facts->last_event_id);
  add (self, _ ("Script"), facts->script);
  add_number (self, _ ("Connection"), facts->connection);
  if (facts->connection > 0)
    add (self, _ ("Seed"), seed);
  add (self, _ ("State"), fate);
  add (self, _ ("Sent"), sent);
  if (facts->n_unsent > 0)
    add (self, _ ("Not read yet"), unsent);
  if (facts->notice != NULL)
    add (self, _ ("Notice"), facts->notice);
  add_judgements (self, facts);
}

static void
add_text (WeirPeerDetails *self, const char *heading, const char *text, gboolean is_code)
{
  GtkWidget *title = gtk_label_new (heading);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_margin_top (title, 12);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, is_code ? "weir-head" : "dim-label");
  if (is_code)
    {
      gtk_widget_add_css_class (label, "monospace");
      /* So HTTP is written. */
      gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, heading, -1);
  gtk_box_append (self->heads, title);
  gtk_box_append (self->heads, label);
}

static void
add_head (WeirPeerDetails *self, const char *heading, GBytes *head, const char *missing)
{
  g_autofree char *text = head != NULL ? weir_peer_details_dup_head (head) : NULL;

  add_text (self, heading, text != NULL ? text : missing, text != NULL);
}

static void
add_body (WeirPeerDetails *self, const WeirMockRequestFacts *facts)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize size;
  const char *bytes;

  if (facts->body_is_left_out)
    add_text (self, _ ("Its body"), _ ("It is too long to be kept."), FALSE);
  if (facts->body == NULL)
    return;

  bytes = g_bytes_get_data (facts->body, &size);
  weir_text_append_visible (text, weir_span (bytes, MIN (size, BODY_SHOWN)), WEIR_TEXT_LINES);
  add_text (self, _ ("Its body"), text->str, TRUE);
  if (size > BODY_SHOWN)
    {
      g_autofree char *rest = weir_footer_dup_size (size - BODY_SHOWN);
      g_autofree char *words = g_strdup_printf (_ ("%s more, which are copied with the command"), rest);

      add_text (self, "…", words, FALSE);
    }
}

static void
fill_heads (WeirPeerDetails *self, const WeirMockRequestFacts *facts)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->heads))) != NULL)
    gtk_box_remove (self->heads, child);
  if (facts->client == 0)
    return;

  add_head (self, _ ("The request"), facts->head, _ ("It came before it was shown here."));
  add_body (self, facts);
  add_head (self, _ ("The answer"), facts->answer,
            facts->head != NULL ? _ ("None: the script does not answer, or the connection was broken off.")
                                : _ ("It went out before it was shown here."));
}

static void
on_changed (WeirPeerDetails *self)
{
  fill_facts (self, weir_mock_request_get_facts (self->request));
}

static void
let_go (WeirPeerDetails *self)
{
  if (self->request == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->request, self);
  weir_mock_request_look_away (self->request);
  g_clear_object (&self->request);
}

void
weir_peer_details_set_request (WeirPeerDetails *self, WeirMockRequest *request)
{
  const WeirMockRequestFacts *facts;
  g_autofree char *asked = NULL;

  g_return_if_fail (WEIR_IS_PEER_DETAILS (self));

  if (request == self->request)
    return;
  let_go (self);
  if (request == NULL)
    return;

  self->request = g_object_ref (request);
  weir_mock_request_look (request);
  facts = weir_mock_request_get_facts (request);
  asked = weir_peer_words_dup_asked (facts, FALSE);
  gtk_label_set_label (self->title, facts->client > 0 ? asked : _ ("Notice"));
  fill_facts (self, facts);
  fill_heads (self, facts);
  g_signal_connect_swapped (request, "changed", G_CALLBACK (on_changed), self);
}

WeirMockRequest *
weir_peer_details_get_request (WeirPeerDetails *self)
{
  g_return_val_if_fail (WEIR_IS_PEER_DETAILS (self), NULL);

  return self->request;
}

static void
on_back (WeirPeerDetails *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  on_back (WEIR_PEER_DETAILS (widget));

  return TRUE;
}

static gboolean
weir_peer_details_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (WEIR_PEER_DETAILS (widget)->back);
}

static void
weir_peer_details_dispose (GObject *object)
{
  WeirPeerDetails *self = WEIR_PEER_DETAILS (object);

  let_go (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_PEER_DETAILS);

  G_OBJECT_CLASS (weir_peer_details_parent_class)->dispose (object);
}

static void
weir_peer_details_class_init (WeirPeerDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_peer_details_dispose;
  widget_class->grab_focus = weir_peer_details_grab_focus;
  signals[CLOSE] = g_signal_new ("close", WEIR_TYPE_PEER_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (WEIR_TYPE_FACT_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/mock/weir-peer-details.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirPeerDetails, title);
  gtk_widget_class_bind_template_child (widget_class, WeirPeerDetails, back);
  gtk_widget_class_bind_template_child (widget_class, WeirPeerDetails, facts);
  gtk_widget_class_bind_template_child (widget_class, WeirPeerDetails, heads);
  gtk_widget_class_bind_template_child (widget_class, WeirPeerDetails, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
weir_peer_details_init (WeirPeerDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->menu_button, weir_menu_get ("copy"));
}
