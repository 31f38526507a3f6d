/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-curl-private.h"
#include "weir-limits.h"
#include "weir-text.h"

/* Of a command's word in a sentence. */
#define SHOWN_COLUMNS 60u
/* Enough bytes to fill them. */
#define LONGEST_SHOWN 1000u

static char *
shown (WeirSpan text)
{
  GString *out = g_string_new (NULL);

  weir_text_append_row (out, text, SHOWN_COLUMNS);

  return g_string_free (out, FALSE);
}

void
weir_curl_note (WeirCurlState *self, gboolean is_exact, const char *sentence, WeirSpan what)
{
  GPtrArray *notes = self->curl->ignored;
  const char *place = strstr (sentence, "%s");
  g_autofree char *text = shown (what);

  self->curl->is_exact = self->curl->is_exact && is_exact;
  if (notes->len == WEIR_LIMIT_CURL_NOTES)
    g_ptr_array_add (notes, g_strdup (_ ("There is more that has no effect here.")));
  else if (notes->len < WEIR_LIMIT_CURL_NOTES && place == NULL)
    g_ptr_array_add (notes, g_strdup (sentence));
  else if (notes->len < WEIR_LIMIT_CURL_NOTES)
    g_ptr_array_add (notes, g_strdup_printf ("%.*s%s%s", (int) (place - sentence), sentence, text, place + strlen ("%s")));
}

/* One sentence for all of them, however many there are. */
static void
note_printing (WeirCurlState *self, WeirSpan option)
{
  g_autofree char *text = shown (option);

  if (self->printing->len > 4 * SHOWN_COLUMNS)
    return;
  if (self->printing->len > 0)
    g_string_append (self->printing, ", ");
  g_string_append (self->printing, text);
}

/* Those that change nothing of what is asked. Returns: whether @action is one */
static gboolean
note_harmless (WeirCurlState *self, WeirCurlAction action, WeirSpan option, WeirSpan whole)
{
  switch ((int) action)
    {
    case WEIR_CURL_PRINTS:
      note_printing (self, option);
      return TRUE;
    case WEIR_CURL_SAVES:
      weir_curl_note (self, TRUE, _ ("“%s”: everything that is received is recorded; Save… writes it to a file."), whole);
      return TRUE;
    case WEIR_CURL_OTHER_PROTOCOL:
      weir_curl_note (self, TRUE, _ ("“%s”: this has no meaning for HTTP."), whole);
      return TRUE;
    case WEIR_CURL_RETRIES:
      weir_curl_note (self, TRUE, _ ("“%s”: “Connect again” says when it is tried again."), whole);
      return TRUE;
    case WEIR_CURL_REDIRECTS:
      weir_curl_note (self, TRUE, _ ("“%s”: redirects are followed as browsers do, at most 20 of them."), whole);
      return TRUE;
    case WEIR_CURL_ENDS:
      weir_curl_note (self, TRUE, _ ("“%s”: a stream is watched until you stop it."), whole);
      return TRUE;
    case WEIR_CURL_SPEED:
      weir_curl_note (self, TRUE, _ ("“%s”: a stream is read as fast as it comes."), whole);
      return TRUE;
    default:
      return FALSE;
    }
}

void
weir_curl_note_option (WeirCurlState *self, WeirCurlAction action, WeirSpan option, WeirSpan word)
{
  g_autoptr (GString) text = g_string_new_len (option.data, (gssize) MIN (option.len, LONGEST_SHOWN));
  WeirSpan whole;

  if (word.len > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_len (text, word.data, (gssize) MIN (word.len, LONGEST_SHOWN));
    }
  whole = weir_span (text->str, text->len);
  if (note_harmless (self, action, option, whole))
    return;
  switch ((int) action)
    {
    case WEIR_CURL_READS_FILE:
      weir_curl_note (self, FALSE, _ ("“%s”: files are not read. Put what the file holds here."), whole);
      break;
    case WEIR_CURL_FORM:
      weir_curl_note (self, FALSE, _ ("“%s”: forms of several parts (multipart/form-data) cannot be sent."), whole);
      break;
    case WEIR_CURL_COOKIE_JAR:
      weir_curl_note (self, TRUE, _ ("“%s”: cookies that the server sets are not kept."), whole);
      break;
    case WEIR_CURL_CERTIFICATE:
      weir_curl_note (self, FALSE, _ ("“%s”: a certificate of your own is taken from PEM files without a password."), option);
      break;
    case WEIR_CURL_TLS:
      weir_curl_note (self, FALSE, _ ("“%s”: the system chooses how a connection is encrypted."), option);
      break;
    case WEIR_CURL_AUTH:
      weir_curl_note (self, FALSE, _ ("“%s”: only Basic and Bearer authorization are available."), option);
      break;
    case WEIR_CURL_WAY:
      weir_curl_note (self, FALSE, _ ("“%s”: the system chooses the way to the host."), whole);
      break;
    case WEIR_CURL_PROXY_OTHER:
      weir_curl_note (self, FALSE, _ ("“%s”: of a proxy, only its address, a name and a password are used."), option);
      break;
    case WEIR_CURL_HTTP_OTHER:
      weir_curl_note (self, FALSE, _ ("“%s”: HTTP/1.1 is spoken here, or HTTP/2 where it is allowed."), option);
      break;
    default:
      weir_curl_note (self, FALSE, _ ("“%s”: this is not available here."), whole);
      break;
    }
}
