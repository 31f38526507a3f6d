/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-dialect.h"
#include "weir-json.h"

/* A token is at most so many characters. */
#define LONGEST_TOKEN 6

/* `@` stands for a piece of the text as a JSON string, `#` for the number of the piece. */
typedef struct
{
  WeirDialect dialect;
  const char *before;
  const char *piece;
  const char *after;
} Form;

#define OPENAI_CHUNK                                                                                                                       \
  "data: {\"id\":\"chatcmpl-weir\",\"object\":\"chat.completion.chunk\",\"created\":1767225600,\"model\":\"mock-1\",\"choices\":[{\"index\":0,"

static const Form forms[] = {
  { { "openai", "OpenAI chat completions" },
    OPENAI_CHUNK "\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n",
    OPENAI_CHUNK "\"delta\":{\"content\":@},\"finish_reason\":null}]}\n\n",
    OPENAI_CHUNK "\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n" },
  { { "openai-responses", "OpenAI responses" },
    "event: response.created\n"
    "data: {\"type\":\"response.created\",\"sequence_number\":0,\"response\":{\"id\":\"resp_weir\",\"status\":\"in_progress\",\"output\":[]}}\n\n"
    "event: response.output_item.added\n"
    "data: {\"type\":\"response.output_item.added\",\"sequence_number\":0,\"output_index\":0,\"item\":{\"id\":\"msg_weir\",\"type\":\"message\","
    "\"role\":\"assistant\",\"content\":[]}}\n\n",
    "event: response.output_text.delta\n"
    "data: {\"type\":\"response.output_text.delta\",\"sequence_number\":#,\"item_id\":\"msg_weir\",\"output_index\":0,\"content_index\":0,"
    "\"delta\":@}\n\n",
    "event: response.completed\n"
    "data: {\"type\":\"response.completed\",\"sequence_number\":#,\"response\":{\"id\":\"resp_weir\",\"status\":\"completed\",\"usage\":"
    "{\"input_tokens\":12,\"output_tokens\":#}}}\n\n" },
  { { "anthropic", "Anthropic messages" },
    "event: message_start\n"
    "data: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_weir\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"mock-1\",\"content\":[],"
    "\"stop_reason\":null,\"usage\":{\"input_tokens\":12,\"output_tokens\":1}}}\n\n"
    "event: content_block_start\n"
    "data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
    "event: ping\ndata: {\"type\":\"ping\"}\n\n",
    "event: content_block_delta\n"
    "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":@}}\n\n",
    "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
    "event: message_delta\n"
    "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":#}}\n\n"
    "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n" },
  { { "gemini", "Gemini" },
    "",
    "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":@}],\"role\":\"model\"},\"index\":0}],\"modelVersion\":\"mock-1\"}\n\n",
    "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}],\"role\":\"model\"},\"finishReason\":\"STOP\",\"index\":0}],"
    "\"usageMetadata\":{\"promptTokenCount\":12,\"candidatesTokenCount\":#},\"modelVersion\":\"mock-1\"}\n\n" },
  { { "vercel", "Vercel AI SDK" },
    "data: {\"type\":\"start\",\"messageId\":\"msg_weir\"}\n\ndata: {\"type\":\"text-start\",\"id\":\"text_1\"}\n\n",
    "data: {\"type\":\"text-delta\",\"id\":\"text_1\",\"delta\":@}\n\n",
    "data: {\"type\":\"text-end\",\"id\":\"text_1\"}\n\ndata: {\"type\":\"finish\"}\n\ndata: [DONE]\n\n" },
  { { "deepseek", "DeepSeek" },
    ": keep-alive\n\n" OPENAI_CHUNK
    "\"delta\":{\"role\":\"assistant\",\"content\":null,\"reasoning_content\":\"Let me think. \"},\"finish_reason\":null}]}\n\n",
    OPENAI_CHUNK "\"delta\":{\"content\":@,\"reasoning_content\":null},\"finish_reason\":null}]}\n\n",
    OPENAI_CHUNK "\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":#}}\n\n"
                 "data: [DONE]\n\n" },
};

const WeirDialect *
weir_dialect_find (const char *nick)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i].dialect.nick, nick))
      return &forms[i].dialect;

  return NULL;
}

const WeirDialect *
weir_dialect_get (guint n)
{
  return n < G_N_ELEMENTS (forms) ? &forms[n].dialect : NULL;
}

gsize
weir_dialect_cut (WeirSpan text)
{
  const char *end = text.data + text.len;
  const char *at = text.data;
  guint n = 0;

  while (at < end && n < LONGEST_TOKEN)
    {
      gunichar c = g_utf8_get_char (at);

      /* Without spaces between words, a character is a token. */
      if (n > 0 && (g_unichar_isspace (c) || g_unichar_iswide (c) || (g_unichar_ispunct (c) && c < 0x80)))
        break;
      at = g_utf8_next_char (at);
      n++;
      if (g_unichar_iswide (c))
        break;
    }

  return (gsize) (MIN (at, end) - text.data);
}

static void
append_form (GString *out, const char *form, WeirSpan piece, guint number)
{
  for (; *form != '\0'; form++)
    {
      if (*form == '@')
        weir_json_append_string (out, piece);
      else if (*form == '#')
        g_string_append_printf (out, "%u", number);
      else
        g_string_append_c (out, *form);
    }
}

void
weir_dialect_append (const WeirDialect *self, WeirSpan text, GString *out)
{
  const Form *form = (const Form *) (gconstpointer) self; /* its first member */
  guint number = 0;

  append_form (out, form->before, WEIR_SPAN_EMPTY, 0);
  while (text.len > 0)
    {
      gsize len = weir_dialect_cut (text);

      append_form (out, form->piece, weir_span (text.data, len), ++number);
      text = weir_span (text.data + len, text.len - len);
    }
  append_form (out, form->after, WEIR_SPAN_EMPTY, number + 1);
}
