/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-header-list.h"

void
weir_header_list_clear (WeirHeaderList *self)
{
  g_clear_pointer (&self->headers, g_array_unref);
  g_clear_pointer (&self->text, g_string_chunk_free);
}

void
weir_header_list_append (WeirHeaderList *self, const char *name, WeirSpan value)
{
  WeirHeader header;

  if (self->headers == NULL)
    {
      self->headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader));
      self->text = g_string_chunk_new (1024);
    }

  header.name = g_string_chunk_insert (self->text, name);
  header.value = g_string_chunk_insert_len (self->text, value.len > 0 ? value.data : "", (gssize) value.len);
  g_array_append_val (self->headers, header);
}

void
weir_header_list_append_soup (WeirHeaderList *self, SoupMessageHeaders *headers)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    weir_header_list_append (self, name, weir_span_from_string (value));
}

const WeirHeader *
weir_header_list_get (const WeirHeaderList *self, gsize *n_headers)
{
  *n_headers = self->headers != NULL ? self->headers->len : 0;

  return self->headers != NULL ? (const WeirHeader *) (gpointer) self->headers->data : NULL;
}

gboolean
weir_header_list_has (const WeirHeaderList *self, const char *name)
{
  gsize n_headers;
  const WeirHeader *headers = weir_header_list_get (self, &n_headers);

  for (gsize i = 0; i < n_headers; i++)
    {
      if (g_ascii_strcasecmp (headers[i].name, name) == 0)
        return TRUE;
    }

  return FALSE;
}
