/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-snippet.h"

#include <glib/gi18n.h>

#include "weir-json-write.h"
#include "weir-request-text.h"

/* More are a list of another kind. */
#define NAMES 12

static const struct
{
  const char *title;
  const char *language;
} kinds[WEIR_N_SNIPPETS] = {
  [WEIR_SNIPPET_EVENT_SOURCE] = { N_ ("JavaScript: EventSource"), "js" },
  [WEIR_SNIPPET_FETCH] = { N_ ("JavaScript: fetch"), "js" },
  [WEIR_SNIPPET_NODE] = { N_ ("Node.js"), "js" },
  [WEIR_SNIPPET_PYTHON] = { N_ ("Python"), "python3" },
  [WEIR_SNIPPET_CURL] = { N_ ("curl"), "sh" },
  [WEIR_SNIPPET_WATCH] = { N_ ("weir watch"), "sh" },
};

const char *
weir_snippet_get_title (WeirSnippet self)
{
  return gettext (kinds[self].title);
}

const char *
weir_snippet_get_language (WeirSnippet self)
{
  return kinds[self].language;
}

/* A string literal of JavaScript. */
static char *
quote (const char *text)
{
  GString *out = g_string_new (NULL);

  weir_json_append_text (out, weir_span_from_string (text));

  return g_string_free (out, FALSE);
}

static void
append_event_source (GString *out, const char *url, const char *const *names)
{
  g_autofree char *literal = quote (url);

  g_string_append_printf (out, "const source = new EventSource(%s);\n", literal);
  g_string_append (out, "source.onopen = () => console.log(\"open\");\n"
                        "source.onmessage = (event) => console.log(event.lastEventId, event.data);\n");
  for (guint i = 0; names != NULL && names[i] != NULL && i < NAMES; i++)
    {
      g_autofree char *name = quote (names[i]);

      if (!g_str_equal (names[i], "message"))
        g_string_append_printf (out, "source.addEventListener(%s, (event) => console.log(event.type, event.lastEventId, event.data));\n",
                                name);
    }
  g_string_append (out, "source.onerror = () => console.log(\"error, readyState\", source.readyState);\n");
}

static void
append_fetch (GString *out, const char *url)
{
  g_autofree char *literal = quote (url);

  g_string_append_printf (out, "const response = await fetch(%s, {\n", literal);
  g_string_append (out, "  headers: { Accept: \"text/event-stream\" },\n"
                        "});\n"
                        "const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();\n"
                        "for (;;) {\n"
                        "  const { done, value } = await reader.read();\n"
                        "  if (done) break;\n"
                        "  console.log(value);\n"
                        "}\n");
}

static void
append_of_request (GString *out, WeirSnippet self, const char *url, const char *certificate)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;
  g_autofree char *text = NULL;

  options.url = url;
  options.ca_file = certificate;
  request = weir_request_new (&options, NULL);
  if (request == NULL)
    return;
  text = self == WEIR_SNIPPET_CURL ? weir_request_to_curl (request, NULL, WEIR_REQUEST_TEXT_NONE)
                                   : weir_request_to_python (request, NULL, WEIR_REQUEST_TEXT_NONE);
  g_string_append (out, text);
}

char *
weir_snippet_to_text (WeirSnippet self, const char *url, const char *const *names, const char *certificate)
{
  GString *out = g_string_new (NULL);
  g_autofree char *quoted = g_shell_quote (url);
  g_autofree char *file = g_shell_quote (certificate != NULL ? certificate : "");

  switch (self)
    {
    case WEIR_SNIPPET_EVENT_SOURCE:
      append_event_source (out, url, names);
      break;
    case WEIR_SNIPPET_FETCH:
      append_fetch (out, url);
      break;
    case WEIR_SNIPPET_NODE:
      g_string_append (out, "// npm install eventsource; the file is a module: NAME.mjs\n"
                            "import { EventSource } from \"eventsource\";\n\n");
      if (certificate != NULL)
        g_string_append_printf (out, "// NODE_EXTRA_CA_CERTS=%s\n", file);
      append_event_source (out, url, names);
      break;
    case WEIR_SNIPPET_PYTHON:
    case WEIR_SNIPPET_CURL:
      append_of_request (out, self, url, certificate);
      break;
    case WEIR_SNIPPET_WATCH:
      g_string_append_printf (out, "weir watch %s%s%s%s\n", certificate != NULL ? "--cacert " : "", certificate != NULL ? file : "",
                              certificate != NULL ? " " : "", quoted);
      break;
    case WEIR_N_SNIPPETS:
    default:
      break;
    }

  return g_string_free (out, FALSE);
}
