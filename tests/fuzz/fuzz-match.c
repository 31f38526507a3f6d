/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>
#include <string.h>

#include "weir-query.h"
#include "weir-script.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Which requests a script takes. The input: directives (`on`, `match`, `count`), a line each, and an empty line; then the request: its
 * line (METHOD PATH?QUERY), its headers, an empty line, its body. */

#define HEADERS 8

typedef struct
{
  char *method, *path;
  WeirHeader headers[HEADERS];
  WeirHeader other_case[HEADERS];
  WeirAsked asked;
  char *bytes;
} Request;

/* Cuts the next line off; lines end with LF alone here. */
static char *
take_line (char **rest)
{
  char *line = *rest;
  char *end = strchr (line, '\n');

  *rest = end != NULL ? end + 1 : line + strlen (line);
  if (end != NULL)
    *end = '\0';

  return line;
}

static void
read_request (Request *self, char *rest)
{
  char *query;
  char *line = take_line (&rest);

  self->method = line;
  self->path = strchr (line, ' ');
  if (self->path != NULL)
    *self->path++ = '\0';
  else
    self->path = (char *) "/";
  query = strchr (self->path, '?');
  if (query != NULL)
    {
      *query++ = '\0';
      self->asked.query = weir_span_from_string (query);
    }

  while (self->asked.n_headers < HEADERS && *(line = take_line (&rest)) != '\0')
    {
      char *value = strchr (line, ':');

      if (value == NULL)
        continue;
      *value++ = '\0';
      self->headers[self->asked.n_headers] = (WeirHeader){ line, g_strchug (value) };
      self->other_case[self->asked.n_headers++] = (WeirHeader){ g_ascii_strup (line, -1), value };
    }
  self->asked.headers = self->headers;
  self->asked.body = weir_span_from_string (rest);
}

/* The same names in other letters make the same request. */
static void
check_case (const Request *request, WeirScript *script)
{
  WeirAsked other = request->asked;
  g_autofree char *key = weir_script_dup_key (script, &request->asked);
  g_autofree char *other_key = NULL;
  gboolean accepts = weir_script_accepts (script, &request->asked);

  other.headers = request->other_case;
  other_key = weir_script_dup_key (script, &other);
  g_assert (key != NULL && g_str_equal (key, other_key));
  g_assert (accepts == weir_script_accepts (script, &other));
}

static void
check_values (const Request *request)
{
  for (gsize i = 0; i < request->asked.n_headers; i++)
    {
      WeirSpan name = weir_span_from_string (request->headers[i].name);
      g_autoptr (GString) value = g_string_new (NULL);
      g_autoptr (GString) cookie = g_string_new (NULL);
      g_autoptr (GString) parameter = g_string_new (NULL);

      g_assert (weir_query_get_header (request->asked.headers, request->asked.n_headers, name, value));
      g_assert (value->len >= strlen (request->headers[i].value));
      if (!weir_query_get_cookie (request->asked.headers, request->asked.n_headers, name, cookie))
        g_assert (cookie->len == 0);
      if (!weir_query_get (request->asked.query, name, parameter))
        g_assert (parameter->len == 0);
      g_assert (parameter->len <= request->asked.query.len);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  Request request = { 0 };
  g_autoptr (GString) text = g_string_new (":@ weir 1\n");
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean path_matches = FALSE;
  char *rest;
  char *line;

  request.bytes = rest = g_strndup ((const char *) data, size);
  while (*(line = take_line (&rest)) != '\0')
    g_string_append_printf (text, ":@ %s\n", line);
  g_string_append (text, "data: x\n\n");
  read_request (&request, rest);

  bytes = g_bytes_new (text->str, text->len);
  script = weir_script_new (bytes, &diagnostics);
  if (script != NULL)
    {
      check_case (&request, script);
      if (weir_script_matches (script, request.method, request.path, &path_matches))
        g_assert (path_matches && weir_script_has_routes (script));
      /* A path that it says it answers is one. */
      if (weir_script_get_path (script) != NULL)
        g_assert (*weir_script_get_path (script) == '/');
    }
  check_values (&request);

  for (gsize i = 0; i < request.asked.n_headers; i++)
    g_free ((char *) request.other_case[i].name);
  g_free (request.bytes);
  return 0;
}
