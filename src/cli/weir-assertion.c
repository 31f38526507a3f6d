/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-assertion.h"
#include "weir-error.h"

typedef enum
{
  OPERATOR_GE,
  OPERATOR_LE,
  OPERATOR_EQ,
  OPERATOR_NE,
  OPERATOR_GT,
  OPERATOR_LT,
} Comparison;

/* Longer ones first: the text is compared from its end. */
static const struct
{
  const char *text;
  Comparison comparison;
} operators[] = {
  { ">=", OPERATOR_GE }, { "<=", OPERATOR_LE }, { "==", OPERATOR_EQ }, { "!=", OPERATOR_NE },
  { "=", OPERATOR_EQ },  { ">", OPERATOR_GT },  { "<", OPERATOR_LT },
};

/* The kinds that can be asked for. READ and the like are no things that happen to a stream. */
static const struct
{
  const char *name;
  WeirReportKind kind;
} kinds[] = {
  { "event", WEIR_REPORT_FRAME },           { "comment", WEIR_REPORT_COMMENT },   { "retry", WEIR_REPORT_RETRY },
  { "connecting", WEIR_REPORT_CONNECTING }, { "redirect", WEIR_REPORT_REDIRECT }, { "open", WEIR_REPORT_OPEN },
  { "ended", WEIR_REPORT_ENDED },           { "waiting", WEIR_REPORT_WAITING },   { "failed", WEIR_REPORT_FAILED },
};

/* The filter language has more; it is refused here rather than taken for text. */
static const char *const reserved_prefixes[] = { "data:", "size>", "size<", "gap>", "gap<", "time>", "time<", "$.", "-", "(", ")" };

struct _WeirAssertion
{
  char *text;
  WeirReportKind kind;
  char *event; /* nullable */
  char *id;    /* nullable */
  GPtrArray *words;
  Comparison comparison;
  guint64 wanted;
  guint64 seen;
};

static gboolean
set_kind (WeirAssertion *self, const char *name, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].name, name))
        {
          self->kind = kinds[i].kind;
          return TRUE;
        }
    }

  g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX,
               _ ("there is no kind “%s”; there are event, comment, retry, connecting, redirect, open, ended, waiting and failed"), name);
  return FALSE;
}

static gboolean
add_term (WeirAssertion *self, const char *term, GError **error)
{
  if (g_str_has_prefix (term, "event:"))
    {
      g_free (self->event);
      self->event = g_strdup (term + strlen ("event:"));
      return TRUE;
    }
  if (g_str_has_prefix (term, "id:"))
    {
      g_free (self->id);
      self->id = g_strdup (term + strlen ("id:"));
      return TRUE;
    }
  if (g_str_has_prefix (term, "kind:"))
    return set_kind (self, term + strlen ("kind:"), error);

  for (gsize i = 0; i < G_N_ELEMENTS (reserved_prefixes); i++)
    {
      if (g_str_has_prefix (term, reserved_prefixes[i]))
        {
          g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_UNSUPPORTED,
                       _ ("“%s” is not available in an expectation; put text that is meant as it stands in \"quotes\""), term);
          return FALSE;
        }
    }

  g_ptr_array_add (self->words, g_strdup (term));

  return TRUE;
}

/* Takes the next term or quoted text off the front. */
static gboolean
take_term (WeirAssertion *self, const char **rest, GError **error)
{
  const char *start = *rest;
  g_autofree char *term = NULL;
  const char *end;

  if (*start != '"')
    {
      end = start + strcspn (start, " \t");
      term = g_strndup (start, (gsize) (end - start));
      *rest = end;
      return add_term (self, term, error);
    }

  end = strchr (start + 1, '"');
  if (end == NULL)
    {
      g_set_error_literal (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("the quoted text has no end"));
      return FALSE;
    }
  g_ptr_array_add (self->words, g_strndup (start + 1, (gsize) (end - start) - 1));
  *rest = end + 1;

  return TRUE;
}

static gboolean
parse_query (WeirAssertion *self, const char *query, GError **error)
{
  const char *rest = query;

  for (;;)
    {
      rest += strspn (rest, " \t");
      if (*rest == '\0')
        break;
      if (!take_term (self, &rest, error))
        return FALSE;
    }

  if ((self->event != NULL || self->id != NULL) && self->kind != WEIR_REPORT_FRAME)
    {
      g_set_error_literal (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("only events have a name and an id"));
      return FALSE;
    }
  if (self->words->len > 0 && self->kind != WEIR_REPORT_FRAME && self->kind != WEIR_REPORT_COMMENT)
    {
      g_set_error_literal (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("only events and comments hold text"));
      return FALSE;
    }

  return TRUE;
}

/* Cuts operator and number off the end. Returns: (transfer full) (nullable): the query */
static char *
split_comparison (WeirAssertion *self, const char *text)
{
  g_autofree char *query = g_strchomp (g_strdup (text));
  gsize length = strlen (query);
  gsize digits = 0;

  while (digits < length && g_ascii_isdigit (query[length - digits - 1]))
    digits++;
  if (digits == 0 || !g_ascii_string_to_unsigned (query + length - digits, 10, 0, G_MAXUINT64, &self->wanted, NULL))
    return NULL;

  query[length - digits] = '\0';
  g_strchomp (query);
  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      if (g_str_has_suffix (query, operators[i].text))
        {
          self->comparison = operators[i].comparison;
          query[strlen (query) - strlen (operators[i].text)] = '\0';
          return g_steal_pointer (&query);
        }
    }

  return NULL;
}

WeirAssertion *
weir_assertion_new (const char *text, GError **error)
{
  g_autoptr (WeirAssertion) self = g_new0 (WeirAssertion, 1);
  g_autofree char *query = NULL;

  self->text = g_strdup (text);
  self->kind = WEIR_REPORT_FRAME;
  self->words = g_ptr_array_new_with_free_func (g_free);

  query = split_comparison (self, text);
  if (query == NULL)
    {
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX,
                   _ ("“%s” does not end with an operator (>= <= == != > <) and a number; a whole one is 'event:trade >= 3'"), text);
      return NULL;
    }
  if (!parse_query (self, query, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
weir_assertion_free (WeirAssertion *self)
{
  g_free (self->text);
  g_free (self->event);
  g_free (self->id);
  g_ptr_array_unref (self->words);
  g_free (self);
}

static gboolean
holds_words (const WeirAssertion *self, WeirSpan text)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      const char *word = g_ptr_array_index (self->words, i);
      gsize length = strlen (word);

      if (length > 0 && (text.len < length || memmem (text.data, text.len, word, length) == NULL))
        return FALSE;
    }

  return TRUE;
}

static gboolean
matches_event (const WeirAssertion *self, const WeirFrame *frame)
{
  if (!frame->dispatches)
    return FALSE;
  if (self->event != NULL && !weir_span_equals_string (frame->event, self->event))
    return FALSE;
  if (self->id != NULL && (!frame->has_id || !weir_span_equals_string (frame->id, self->id)))
    return FALSE;

  return holds_words (self, frame->data);
}

void
weir_assertion_see (WeirAssertion *self, const WeirReport *report)
{
  gboolean matches;

  if (report->kind != self->kind)
    return;

  if (report->kind == WEIR_REPORT_FRAME)
    matches = matches_event (self, report->frame);
  else if (report->kind == WEIR_REPORT_COMMENT)
    matches = holds_words (self, report->comment.text);
  else
    matches = TRUE;

  if (matches)
    self->seen++;
}

gboolean
weir_assertion_holds (const WeirAssertion *self)
{
  switch (self->comparison)
    {
    case OPERATOR_GE:
      return self->seen >= self->wanted;
    case OPERATOR_LE:
      return self->seen <= self->wanted;
    case OPERATOR_EQ:
      return self->seen == self->wanted;
    case OPERATOR_NE:
      return self->seen != self->wanted;
    case OPERATOR_GT:
      return self->seen > self->wanted;
    case OPERATOR_LT:
      return self->seen < self->wanted;
    default:
      g_assert_not_reached ();
    }
}

gboolean
weir_assertion_is_lower_bound (const WeirAssertion *self)
{
  return self->comparison == OPERATOR_GE || self->comparison == OPERATOR_GT;
}

guint64
weir_assertion_get_seen (const WeirAssertion *self)
{
  return self->seen;
}

const char *
weir_assertion_get_text (const WeirAssertion *self)
{
  return self->text;
}
