/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-assertion.h"
#include "weir-error.h"
#include "weir-match.h"

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

struct _WeirAssertion
{
  char *text;
  WeirFilter *filter;
  Comparison comparison;
  guint64 wanted;
  guint64 seen;
};

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
  query = split_comparison (self, text);
  if (query == NULL)
    {
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX,
                   _ ("“%s” does not end with an operator (>= <= == != > <) and a number; a whole one is 'event:trade >= 3'"), text);
      return NULL;
    }
  self->filter = weir_filter_new (query, NULL, NULL, error);
  if (self->filter == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

void
weir_assertion_free (WeirAssertion *self)
{
  g_free (self->text);
  g_clear_pointer (&self->filter, weir_filter_unref);
  g_free (self);
}

void
weir_assertion_see (WeirAssertion *self, const WeirReport *report)
{
  gboolean is_event = report->kind == WEIR_REPORT_FRAME && report->frame->dispatches;

  /* A comment has come in a report of its own before. */
  if (report->kind == WEIR_REPORT_FRAME && report->frame->kind == WEIR_FRAME_COMMENT)
    return;
  if ((is_event || weir_filter_has_kinds (self->filter)) && weir_match_report (self->filter, report))
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
