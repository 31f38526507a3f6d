/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-script-completion.h"

#include <string.h>

#include "weir-script-words.h"
#include "weir-text-scale.h"

/* Lines up and down that are looked through for names, and names that are offered. */
#define NAME_LINES 2000
#define NAMES 200
/* A longer line is data, not something that is being put together. */
#define LINE_CHARS 1000
/* Below this, with letters of the usual size, a window has no room for what may follow a word. */
#define NARROW 600

/* A proposal: one word. */
#define WEIR_TYPE_SCRIPT_PROPOSAL (weir_script_proposal_get_type ())
G_DECLARE_FINAL_TYPE (WeirScriptProposal, weir_script_proposal, WEIR, SCRIPT_PROPOSAL, GObject)

struct _WeirScriptProposal
{
  GObject parent_instance;

  WeirScriptWord *word;
};

struct _WeirScriptCompletion
{
  GObject parent_instance;
};

static char *
proposal_get_typed_text (GtkSourceCompletionProposal *proposal)
{
  return g_strdup (WEIR_SCRIPT_PROPOSAL (proposal)->word->text);
}

static void
proposal_iface_init (GtkSourceCompletionProposalInterface *iface)
{
  iface->get_typed_text = proposal_get_typed_text;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirScriptProposal, weir_script_proposal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROPOSAL, proposal_iface_init))

static void
weir_script_proposal_finalize (GObject *object)
{
  weir_script_word_free (WEIR_SCRIPT_PROPOSAL (object)->word);
  G_OBJECT_CLASS (weir_script_proposal_parent_class)->finalize (object);
}

static void
weir_script_proposal_class_init (WeirScriptProposalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_script_proposal_finalize;
}

static void
weir_script_proposal_init (WeirScriptProposal *self)
{
}

/* But for the one that is being written. */
static GStrv
list_names (GtkTextBuffer *buffer, const GtkTextIter *cursor)
{
  GtkTextIter start, line, end;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;

  start = line = end = *cursor;
  gtk_text_iter_set_line_offset (&line, 0);
  gtk_text_iter_set_line (&start, MAX (gtk_text_iter_get_line (cursor) - NAME_LINES, 0));
  gtk_text_iter_forward_lines (&end, NAME_LINES);
  before = gtk_text_iter_get_slice (&start, &line);
  gtk_text_iter_forward_line (&line);
  after = gtk_text_iter_get_slice (&line, &end);
  text = g_strconcat (before, after, NULL);

  return weir_script_list_names (text, NAMES);
}

/* Where the cursor is. Returns: (transfer full) (element-type WeirScriptWord). @start: (out): of the part that is there */
static GPtrArray *
list_words (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *cursor)
{
  g_autofree char *line = NULL;
  g_auto (GStrv) names = NULL;
  GPtrArray *words;
  gsize part;

  gtk_text_buffer_get_iter_at_mark (buffer, cursor, gtk_text_buffer_get_insert (buffer));
  *start = *cursor;
  if (gtk_text_iter_get_line_offset (cursor) > LINE_CHARS)
    return g_ptr_array_new ();

  gtk_text_iter_set_line_offset (start, 0);
  line = gtk_text_iter_get_slice (start, cursor);
  if (g_str_has_prefix (line, "event:"))
    names = list_names (buffer, cursor);
  words = weir_script_words_list (line, gtk_text_iter_get_line (cursor) == 0, (const char *const *) names, &part);
  *start = *cursor;
  gtk_text_iter_backward_chars (start, (int) g_utf8_strlen (line + strlen (line) - part, (gssize) part));

  return words;
}

static void
fill (GListStore *store, GtkSourceCompletionContext *context)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (gtk_source_completion_context_get_buffer (context));
  g_autoptr (GPtrArray) proposals = g_ptr_array_new_with_free_func (g_object_unref);
  GtkTextIter start, cursor;
  g_autoptr (GPtrArray) words = list_words (buffer, &start, &cursor);

  g_ptr_array_set_free_func (words, NULL);
  for (guint i = 0; i < words->len; i++)
    {
      WeirScriptProposal *proposal = g_object_new (WEIR_TYPE_SCRIPT_PROPOSAL, NULL);

      proposal->word = g_ptr_array_index (words, i);
      g_ptr_array_add (proposals, proposal);
    }
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), proposals->pdata, proposals->len);
}

static GListModel *
populate (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context, GError **error)
{
  GListStore *store = g_list_store_new (WEIR_TYPE_SCRIPT_PROPOSAL);

  fill (store, context);

  return G_LIST_MODEL (store);
}

static void
refilter (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context, GListModel *model)
{
  fill (G_LIST_STORE (model), context);
}

static gboolean
is_trigger (GtkSourceCompletionProvider *provider, const GtkTextIter *iter, gunichar ch)
{
  return ch == '@' || ch == ' ' || ch == '{' || ch == '-';
}

static gboolean
is_in_narrow_window (GtkSourceView *view)
{
  GtkRoot *root = view != NULL ? gtk_widget_get_root (GTK_WIDGET (view)) : NULL;

  return root != NULL && gtk_widget_get_width (GTK_WIDGET (root)) < NARROW * weir_text_scale (GTK_WIDGET (view));
}

static void
display (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context, GtkSourceCompletionProposal *proposal,
         GtkSourceCompletionCell *cell)
{
  const WeirScriptWord *word = WEIR_SCRIPT_PROPOSAL (proposal)->word;

  switch (gtk_source_completion_cell_get_column (cell))
    {
    case GTK_SOURCE_COMPLETION_COLUMN_TYPED_TEXT:
      gtk_source_completion_cell_set_text (cell, word->text);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_AFTER:
      /* In a narrow window the words themselves would be left out for it. */
      gtk_source_completion_cell_set_text (cell,
                                           is_in_narrow_window (gtk_source_completion_context_get_view (context)) ? NULL : word->syntax);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_COMMENT:
      gtk_source_completion_cell_set_text (cell, word->summary);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_ICON:
    case GTK_SOURCE_COMPLETION_COLUMN_BEFORE:
    case GTK_SOURCE_COMPLETION_COLUMN_DETAILS:
    default:
      gtk_source_completion_cell_set_text (cell, NULL);
      break;
    }
}

static void
activate (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context, GtkSourceCompletionProposal *proposal)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (gtk_source_completion_context_get_buffer (context));
  const char *text = WEIR_SCRIPT_PROPOSAL (proposal)->word->text;
  GtkTextIter start, cursor, behind;
  g_autoptr (GPtrArray) words = list_words (buffer, &start, &cursor);
  g_autofree char *ahead = NULL;

  /* The closing braces may be there already. */
  behind = cursor;
  gtk_text_iter_forward_chars (&behind, 2);
  ahead = gtk_text_iter_get_slice (&cursor, &behind);
  if (g_str_has_suffix (text, "}}") && g_str_equal (ahead, "}}"))
    cursor = behind;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &cursor);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
provider_iface_init (GtkSourceCompletionProviderInterface *iface)
{
  iface->populate = populate;
  iface->refilter = refilter;
  iface->is_trigger = is_trigger;
  iface->display = display;
  iface->activate = activate;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirScriptCompletion, weir_script_completion, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROVIDER, provider_iface_init))

static void
weir_script_completion_class_init (WeirScriptCompletionClass *klass)
{
}

static void
weir_script_completion_init (WeirScriptCompletion *self)
{
}

WeirScriptCompletion *
weir_script_completion_new (void)
{
  return g_object_new (WEIR_TYPE_SCRIPT_COMPLETION, NULL);
}
