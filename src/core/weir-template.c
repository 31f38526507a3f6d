/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-limits.h"
#include "weir-template-private.h"

typedef struct
{
  const char *name;
  const char *usage;
  const char *summary;
  const char *details; /* nullable */
  guint min_words;
  guint max_words; /* G_MAXUINT: the rest of the line, as it is */
} Template;

static const Template templates[] = {
  { "n", "{{n}}", N_ ("The round of the innermost loop."), N_ ("From 1; 1 outside a loop."), 0, 0 },
  { "i", "{{i}}", N_ ("The number of the event on this connection."), N_ ("From 1; what “resume” passes over counts too."), 0, 0 },
  { "next-id", "{{next-id}}", N_ ("One more than the last id."),
    N_ ("The last one sent; before the first it is the client's Last-Event-ID. 1 when that is no number of at most 18 digits."), 0, 0 },
  { "now", "{{now}}, {{now %H:%M:%S}}", N_ ("The wall clock in UTC."),
    N_ ("When the block is due: 2026-11-21T10:00:00.123Z, or as strftime writes it."), 0, G_MAXUINT },
  { "unix-ms", "{{unix-ms}}", N_ ("The wall clock in milliseconds since 1970."), NULL, 0, 0 },
  { "uuid", "{{uuid}}", N_ ("A random UUID."), NULL, 0, 0 },
  { "random", "{{random 1 6}}, {{random 10.00 20.00}}", N_ ("A number from the first to the second."),
    N_ ("Both included, with as many decimals as they have."), 2, 2 },
  { "pick", "{{pick red green \"light blue\"}}", N_ ("One of the words."), N_ ("Quoted ones can hold spaces."), 1, WEIR_TEMPLATE_WORDS },
  { "last-event-id", "{{last-event-id}}", N_ ("The last event ID that the client came with."),
    N_ ("Nothing when there is none, as with the two below. CR, LF and NUL of a request become spaces."), 0, 0 },
  { "query", "{{query NAME}}", N_ ("A parameter of the request's URL."), NULL, 1, 1 },
  { "header", "{{header NAME}}", N_ ("A header of the request."), NULL, 1, 1 },
};

gboolean
weir_template_get_nth (gsize i, const char **usage, const char **summary)
{
  if (i >= G_N_ELEMENTS (templates))
    return FALSE;

  *usage = templates[i].usage;
  *summary = templates[i].summary;
  return TRUE;
}

const char *
weir_template_get_details (gsize i)
{
  g_return_val_if_fail (i < G_N_ELEMENTS (templates), NULL);

  return templates[i].details;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* Takes a word, or a quoted one without its quotes, off @text. */
static WeirSpan
take_word (WeirSpan *text)
{
  const char *quote;
  gsize len = 0;
  WeirSpan word;

  *text = weir_span_trim_blanks (*text);
  if (text->len > 1 && text->data[0] == '"' && (quote = memchr (text->data + 1, '"', text->len - 1)) != NULL)
    {
      word = weir_span (text->data + 1, (gsize) (quote - text->data) - 1);
      len = word.len + 2;
    }
  else
    {
      while (len < text->len && !is_blank (text->data[len]))
        len++;
      word = weir_span (text->data, len);
    }
  *text = weir_span_trim_blanks (weir_span (text->data + len, text->len - len));

  return word;
}

static const Template *
find_template (WeirSpan name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
    if (weir_span_equals_string (name, templates[i].name))
      return &templates[i];

  return NULL;
}

/* @inside: between the braces. Returns: (nullable): %NULL: no such template; its words may still be wrong */
static const Template *
read_call (WeirSpan inside, WeirTemplateCall *call)
{
  WeirSpan rest = weir_span_trim_blanks (inside);
  const Template *template = find_template (take_word (&rest));

  if (template == NULL)
    return NULL;

  call->name = template->name;
  call->rest = rest;
  call->n_words = 0;
  if (template->max_words == G_MAXUINT)
    {
      /* Quotes around a format are allowed, as they are around words. */
      if (rest.len > 1 && rest.data[0] == '"' && rest.data[rest.len - 1] == '"')
        call->rest = weir_span (rest.data + 1, rest.len - 2);
      return template;
    }
  while (rest.len > 0 && call->n_words <= WEIR_TEMPLATE_WORDS)
    {
      WeirSpan word = take_word (&rest);

      if (call->n_words < WEIR_TEMPLATE_WORDS)
        call->words[call->n_words] = word;
      call->n_words++;
    }

  return template;
}

static gboolean
is_right (const Template *template, const WeirTemplateCall *call)
{
  WeirTemplateRange range;

  if (call->n_words < template->min_words || call->n_words > template->max_words)
    return FALSE;
  if (g_str_equal (template->name, "random"))
    return weir_template_parse_range (call, &range);
  if (g_str_equal (template->name, "now"))
    {
      g_autoptr (GString) text = g_string_new (NULL);
      WeirTemplateValues values = { 0 };

      return weir_template_evaluate (call, &values, text);
    }

  return TRUE;
}

/* The next `{{` at or behind @at; its closing braces on the same line. */
static gboolean
find_braces (WeirSpan text, gsize at, gsize *start, gboolean *is_literal, gsize *end)
{
  const char *open = at < text.len ? memmem (text.data + at, text.len - at, "{{", 2) : NULL;
  gsize line_end;
  const char *close;

  if (open == NULL)
    return FALSE;

  *start = (gsize) (open - text.data);
  *is_literal = text.len - *start >= 4 && memcmp (open, "{{{{", 4) == 0;
  *end = 0;
  if (*is_literal)
    return TRUE;
  for (line_end = *start; line_end < text.len && text.data[line_end] != '\n' && text.data[line_end] != '\r'; line_end++)
    ;
  close = memmem (open + 2, line_end - *start - 2, "}}", 2);
  if (close != NULL)
    *end = (gsize) (close - text.data) + 2;

  return TRUE;
}

gboolean
weir_template_is_in (WeirSpan text)
{
  return text.len >= 2 && memmem (text.data, text.len, "{{", 2) != NULL;
}

static char *
list_names (void)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", templates[i].name);

  return g_strdup_printf (_ ("there are: %s; {{{{ sends {{"), names->str);
}

gboolean
weir_template_check (WeirSpan text, gsize *offset, char **message, char **hint)
{
  gboolean is_literal;
  gsize end;

  for (gsize at = 0; find_braces (text, at, offset, &is_literal, &end); at = is_literal ? *offset + 4 : end)
    {
      WeirTemplateCall call;
      const Template *template;

      if (is_literal)
        continue;
      if (end == 0)
        {
          *message = g_strdup (_ ("{{ without }} on the same line"));
          *hint = g_strdup (_ ("{{{{ sends {{ as it is; :@ template off does so for all that follows"));
          return FALSE;
        }
      template = read_call (weir_span (text.data + *offset + 2, end - *offset - 4), &call);
      if (template == NULL)
        {
          *message = g_strdup (_ ("there is no such template"));
          *hint = list_names ();
          return FALSE;
        }
      if (!is_right (template, &call))
        {
          *message = g_strdup_printf (_ ("the template “%s” is not written like this"), template->name);
          *hint = g_strdup_printf (_ ("it is written: %s"), template->usage);
          return FALSE;
        }
    }

  return TRUE;
}

void
weir_template_escape (WeirSpan text, GString *out)
{
  for (gsize i = 0; i < text.len; i++)
    {
      gboolean is_open = i + 1 < text.len && text.data[i] == '{' && text.data[i + 1] == '{';

      g_string_append (out, is_open ? "{{{{" : "");
      if (is_open)
        i++;
      else
        g_string_append_c (out, text.data[i]);
    }
}

void
weir_template_fill (WeirSpan text, const WeirTemplateValues *values, GString *out)
{
  gboolean is_literal;
  gsize start;
  gsize end;
  gsize at = 0;

  while (find_braces (text, at, &start, &is_literal, &end))
    {
      WeirTemplateCall call;
      const Template *template = NULL;

      g_string_append_len (out, text.data + at, (gssize) (start - at));
      if (!is_literal && end > 0)
        template = read_call (weir_span (text.data + start + 2, end - start - 4), &call);
      if (template != NULL && out->len <= WEIR_LIMIT_BLOCK && is_right (template, &call))
        {
          weir_template_evaluate (&call, values, out);
          at = end;
        }
      else
        {
          g_string_append (out, "{{");
          at = start + (is_literal ? 4 : 2);
        }
    }
  g_string_append_len (out, text.data + at, (gssize) (text.len - at));
}

gboolean
weir_template_parse_id (WeirSpan id, guint64 *number)
{
  guint64 value = 0;

  if (id.len == 0 || id.len > 18)
    return FALSE;

  for (gsize i = 0; i < id.len; i++)
    {
      if (!g_ascii_isdigit (id.data[i]))
        return FALSE;
      value = value * 10 + (guint64) (id.data[i] - '0');
    }
  *number = value;

  return TRUE;
}
