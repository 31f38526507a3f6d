/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-curl-private.h"
#include "weir-error.h"
#include "weir-limits.h"
#include "weir-text.h"

static void
header_clear (gpointer data)
{
  WeirHeader *header = data;

  g_free ((char *) header->name);
  g_free ((char *) header->value);
}

static WeirCurl *
curl_new (void)
{
  WeirCurl *self = g_new0 (WeirCurl, 1);

  self->headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader));
  g_array_set_clear_func (self->headers, header_clear);
  self->connect_timeout_us = -1;
  self->blanks = g_ptr_array_new_with_free_func (g_free);
  self->ignored = g_ptr_array_new_with_free_func (g_free);
  self->is_exact = TRUE;

  return self;
}

void
weir_curl_free (WeirCurl *self)
{
  g_free (self->url);
  g_free (self->method);
  g_array_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->user);
  g_free (self->bearer);
  g_free (self->last_event_id);
  g_free (self->proxy);
  g_free (self->ca_file);
  g_free (self->cert_file);
  g_free (self->key_file);
  g_ptr_array_unref (self->blanks);
  g_ptr_array_unref (self->ignored);
  g_free (self);
}

static void
state_clear (WeirCurlState *self)
{
  GString *const texts[] = { self->url, self->data, self->query, self->cookies, self->printing };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      g_string_free (texts[i], TRUE);
  g_free (self->method);
  g_free (self->agent);
  g_free (self->referer);
  g_free (self->range);
  g_free (self->proxy_user);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirCurlState, state_clear)

/* The reading of one command. */
typedef struct
{
  WeirCurlState *state;
  WeirCurlWords words;
  gboolean only_urls; /* behind `--` */
  gboolean is_over;   /* behind --next */
} Reader;

/* The next word; redirections on the way are said. */
static WeirCurlWordKind
next_word (Reader *self)
{
  WeirCurlWordKind kind;

  while ((kind = weir_curl_words_next (&self->words)) == WEIR_CURL_WORD_REDIRECT)
    {
      const WeirSpan lexeme = self->words.lexeme;

      weir_curl_note (self->state, memchr (lexeme.data, '<', lexeme.len) == NULL,
                      _ ("“%s”: this is the shell's; files are neither read nor written."), lexeme);
    }

  return kind;
}

static gboolean
fail_words (const Reader *self, GError **error)
{
  g_set_error_literal (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, self->words.problem);
  return FALSE;
}

/* Takes @option, with the rest of the word or the next word if it wants one. @attached: (nullable) */
static gboolean
take_option (Reader *self, const WeirCurlOption *option, WeirSpan shown, const WeirSpan *attached, gboolean on, GError **error)
{
  if (option->action == WEIR_CURL_NEXT)
    self->is_over = TRUE;
  else if (!option->wants || !on)
    weir_curl_take (self->state, option->action, shown, WEIR_SPAN_EMPTY, on);
  else if (attached != NULL)
    weir_curl_take (self->state, option->action, shown, *attached, TRUE);
  else
    {
      const WeirSpan place = self->words.lexeme;
      g_autoptr (GString) text = g_string_new (NULL);
      const WeirCurlWordKind kind = next_word (self);

      if (kind == WEIR_CURL_WORD_ERROR)
        return fail_words (self, error);
      if (kind != WEIR_CURL_WORD)
        {
          self->words.lexeme = place;
          weir_text_append_row (text, shown, 60);
          g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("What belongs to “%s” is missing behind it"), text->str);
          return FALSE;
        }
      weir_curl_take (self->state, option->action, shown, weir_span (self->words.text->str, self->words.text->len), TRUE);
    }

  return TRUE;
}

static gboolean
take_long (Reader *self, WeirSpan word, GError **error)
{
  const WeirSpan name = weir_span (word.data + 2, word.len - 2);
  const char *equals = memchr (word.data, '=', word.len);
  const WeirCurlOption *option = weir_curl_option_find (name);
  WeirSpan value;
  gboolean on = TRUE;

  if (option == NULL && name.len > 3 && memcmp (name.data, "no-", 3) == 0)
    {
      option = weir_curl_option_find (weir_span (name.data + 3, name.len - 3));
      on = FALSE;
    }
  if (option != NULL)
    return take_option (self, option, word, NULL, on, error);

  if (equals != NULL)
    option = weir_curl_option_find (weir_span (name.data, (gsize) (equals - name.data)));
  if (option == NULL || !option->wants)
    {
      weir_curl_note (self->state, FALSE, _ ("“%s”: curl has no such option."), word);
      return TRUE;
    }
  weir_curl_note (self->state, FALSE, _ ("“%s”: curl wants a space where the “=” is, and is given it here."), word);
  value = weir_span (equals + 1, (gsize) (word.data + word.len - equals - 1));

  return take_option (self, option, weir_span (word.data, (gsize) (equals - word.data)), &value, TRUE, error);
}

/* `-sSN`, `-XPOST`, `-X POST` */
static gboolean
take_short (Reader *self, WeirSpan word, GError **error)
{
  for (gsize i = 1; i < word.len; i++)
    {
      const char shown_bytes[] = { '-', word.data[i] };
      const WeirSpan shown = weir_span (shown_bytes, sizeof shown_bytes);
      const WeirCurlOption *option = weir_curl_option_find_letter (word.data[i]);
      const WeirSpan rest = weir_span (word.data + i + 1, word.len - i - 1);

      if (option == NULL)
        {
          weir_curl_note (self->state, FALSE, _ ("“%s”: curl has no such option."), weir_span (word.data, word.len));
          return TRUE;
        }
      if (!take_option (self, option, shown, option->wants && rest.len > 0 ? &rest : NULL, TRUE, error))
        return FALSE;
      if (option->wants)
        return TRUE;
    }

  return TRUE;
}

static gboolean
take_word (Reader *self, GError **error)
{
  /* Its own, as the words of its options are read while it is needed. */
  g_autofree char *copy = weir_span_dup (weir_span (self->words.text->str, self->words.text->len));
  const WeirSpan word = weir_span (copy, self->words.text->len);

  if (self->only_urls || word.len < 2 || word.data[0] != '-')
    weir_curl_take (self->state, WEIR_CURL_URL, word, word, TRUE);
  else if (weir_span_equals_string (word, "--"))
    self->only_urls = TRUE;
  else if (word.data[1] == '-')
    return take_long (self, word, error);
  else
    return take_short (self, word, error);

  return TRUE;
}

/* What is behind the command and how it was read. */
static void
note_reading (Reader *self)
{
  const char *rest = self->words.cursor;
  const char *end = self->words.end;

  while (rest < end && g_ascii_isspace (*rest))
    rest++;
  while (end > rest && g_ascii_isspace (end[-1]))
    end--;
  if (rest < end && !weir_span_equals_string (weir_span (rest, (gsize) (end - rest)), "```"))
    weir_curl_note (self->state, TRUE, _ ("Only the first command is taken. Left out: “%s”"), weir_span (rest, (gsize) (end - rest)));
  if (self->words.is_cut)
    weir_curl_note (self->state, TRUE, _ ("A shell would end the command at “%s”. Here it is a part of the URL; put quotes around it."),
                    WEIR_SPAN_LITERAL ("&"));
  if (self->words.is_joined)
    weir_curl_note (self->state, TRUE, _ ("A line break without “%s” before it was read as a space."),
                    self->words.shell == WEIR_CURL_SHELL_CMD ? WEIR_SPAN_LITERAL ("^") : WEIR_SPAN_LITERAL ("\\"));
}

static gboolean
read_command (Reader *self, GError **error)
{
  WeirCurlWordKind kind = WEIR_CURL_WORD;

  while (!self->is_over && (kind = next_word (self)) == WEIR_CURL_WORD)
    {
      if (!take_word (self, error))
        return FALSE;
    }
  if (kind == WEIR_CURL_WORD_ERROR)
    return fail_words (self, error);
  note_reading (self);
  if (self->state->url == NULL)
    {
      g_set_error_literal (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("The command has no URL"));
      self->words.lexeme = weir_span (self->words.end, 0);
      return FALSE;
    }

  return TRUE;
}

WeirCurl *
weir_curl_parse (const char *text, gsize *error_offset, GError **error)
{
  const gsize n_bytes = strlen (text);
  g_autoptr (WeirCurl) self = curl_new ();
  g_auto (WeirCurlState) state = { .curl = self };
  Reader reader = { .state = &state };
  WeirCurlPlace place;
  gboolean is_read;

  if (error_offset != NULL)
    *error_offset = 0;
  if (n_bytes > WEIR_LIMIT_CURL)
    {
      g_set_error_literal (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_LIMIT, _ ("The command is longer than 1 MiB"));
      return NULL;
    }
  if (!weir_curl_find (text, n_bytes, &place))
    {
      g_set_error_literal (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("This is no curl command"));
      return NULL;
    }
  if (place.other == NULL)
    weir_curl_find_shell (&place);
  if (place.other != NULL)
    {
      g_set_error_literal (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_UNSUPPORTED, place.other);
      return NULL;
    }

  state.query = g_string_new (NULL);
  state.cookies = g_string_new (NULL);
  state.printing = g_string_new (NULL);
  weir_curl_words_init (&reader.words, place.command, place.shell, place.has_prompt, self->blanks);
  if (place.before.len > 0)
    weir_curl_note (&state, TRUE, _ ("“%s”: what stands before curl is not run."), place.before);
  is_read = read_command (&reader, error);
  if (!is_read && error_offset != NULL)
    *error_offset = (gsize) (reader.words.lexeme.data - text);
  weir_curl_words_clear (&reader.words);
  if (!is_read)
    return NULL;
  weir_curl_finish (&state);

  return g_steal_pointer (&self);
}
