/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-templates.h"

#include <glib/gi18n-lib.h>

#include "weir-engine-resources.h"

#define FOLDER "/io/github/weir/Weir/templates/"
#define SUFFIX ".eventstream"

typedef struct
{
  const char *name;
  WeirTemplateKind kind;
  const char *title; /* as in the file */
} Template;

/* Sorted. */
static const Template templates[] = {
  { "anthropic-tool-use", WEIR_TEMPLATE_MODEL, N_ ("Anthropic messages: a text, then a tool call") },
  { "chat", WEIR_TEMPLATE_EXAMPLE, N_ ("A chat: named events with JSON, and an unnamed one of two lines") },
  { "connect-time", WEIR_TEMPLATE_EXAMPLE, N_ ("A retry first, then when the client connected, then a date each second") },
  { "datastar", WEIR_TEMPLATE_SERVICE, N_ ("Datastar: keyed lines in the data") },
  { "deepseek", WEIR_TEMPLATE_MODEL, N_ ("DeepSeek: keep-alive comments, reasoning, then the answer") },
  { "firebase", WEIR_TEMPLATE_SERVICE, N_ ("Firebase realtime database: put, patch, keep-alive, and the end by auth_revoked") },
  { "football", WEIR_TEMPLATE_EXAMPLE, N_ ("Football commentary that drops once") },
  { "four-data-lines", WEIR_TEMPLATE_EXAMPLE, N_ ("One event of four data lines; joined, they are not JSON: look at the third") },
  { "gemini", WEIR_TEMPLATE_MODEL, N_ ("Gemini streamGenerateContent with alt=sse") },
  { "home-assistant", WEIR_TEMPLATE_SERVICE, N_ ("Home Assistant: unnamed JSON and a literal ping") },
  { "mastodon", WEIR_TEMPLATE_SERVICE, N_ ("Mastodon streaming: named events, no ids, data that is not always JSON") },
  { "mcp", WEIR_TEMPLATE_MODEL, N_ ("MCP over streamable HTTP: a tool call with progress, a planned close and a resumption") },
  { "mercure", WEIR_TEMPLATE_SERVICE, N_ ("Mercure: URN ids, and a hub that answers which id it knows") },
  { "model-tokens", WEIR_TEMPLATE_MODEL, N_ ("A chat model's answer, token by token, slow to begin") },
  { "openai-chat", WEIR_TEMPLATE_MODEL, N_ ("OpenAI chat completions, streamed, with usage") },
  { "openai-responses", WEIR_TEMPLATE_MODEL, N_ ("OpenAI responses: named events with sequence numbers") },
  { "ping", WEIR_TEMPLATE_EXAMPLE, N_ ("A named ping each second, an unnamed message now and then") },
  { "slides", WEIR_TEMPLATE_EXAMPLE, N_ ("Slides: a name, an id in milliseconds, a retry behind the data, extra empty lines") },
  { "spring", WEIR_TEMPLATE_SERVICE, N_ ("Spring's SseEmitter: no space after the colon, ends after 30 s and is asked again") },
  { "stock-ticker", WEIR_TEMPLATE_EXAMPLE, N_ ("A stock ticker: a snapshot, then quotes and trades for ever") },
  { "stop-and-start", WEIR_TEMPLATE_EXAMPLE, N_ ("A server that is stopped and started: the browser comes back with the last id") },
  { "vercel-ai", WEIR_TEMPLATE_MODEL, N_ ("Vercel AI SDK, UI message stream") },
  { "wikimedia", WEIR_TEMPLATE_SERVICE, N_ ("Wikimedia recent changes: JSON ids, and a cut every minute") },
};

GStrv
weir_templates_list (void)
{
  GStrv names = g_new0 (char *, G_N_ELEMENTS (templates) + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
    names[i] = g_strdup (templates[i].name);

  return names;
}

static const Template *
find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
    if (g_str_equal (templates[i].name, name))
      return &templates[i];

  return NULL;
}

GBytes *
weir_templates_load (const char *name)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if (find (name) == NULL)
    return NULL;
  path = g_strconcat (FOLDER, name, SUFFIX, NULL);

  return g_resource_lookup_data (weir_engine_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

char *
weir_templates_dup_title (const char *name)
{
  const Template *found;

  g_return_val_if_fail (name != NULL, NULL);

  found = find (name);

  return g_strdup (found != NULL ? _ (found->title) : "");
}

WeirTemplateKind
weir_templates_get_kind (const char *name)
{
  const Template *found;

  g_return_val_if_fail (name != NULL, WEIR_TEMPLATE_EXAMPLE);

  found = find (name);
  g_return_val_if_fail (found != NULL, WEIR_TEMPLATE_EXAMPLE);

  return found->kind;
}
