/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-serializer.h"

#include <glib/gi18n-lib.h>

#include "weir-error.h"
#include "weir-limits.h"
#include "weir-utf8.h"

/* The block being written. */
typedef struct
{
  GString *wire;
  WeirEol eol;
  gsize longest_line;
} Writer;

static void
append_eol (GString *wire, WeirEol eol)
{
  switch (eol)
    {
    case WEIR_EOL_CRLF:
      g_string_append_len (wire, "\r\n", 2);
      break;
    case WEIR_EOL_CR:
      g_string_append_c (wire, '\r');
      break;
    case WEIR_EOL_LF:
    default:
      g_string_append_c (wire, '\n');
      break;
    }
}

/* `name: value`, or `name:` when the value is empty. */
static void
append_field (Writer *writer, const char *name, WeirSpan value)
{
  gsize start = writer->wire->len;

  g_string_append (writer->wire, name);
  g_string_append_c (writer->wire, ':');
  if (value.len > 0)
    {
      g_string_append_c (writer->wire, ' ');
      g_string_append_len (writer->wire, value.data, (gssize) value.len);
    }
  writer->longest_line = MAX (writer->longest_line, writer->wire->len - start);
  append_eol (writer->wire, writer->eol);
}

/* Takes the next line of @text, which always has one more line than line ends. */
static gboolean
take_line (WeirSpan text, gsize *position, WeirSpan *line)
{
  gsize start = *position;
  gsize end = start;

  if (start > text.len)
    return FALSE;

  while (end < text.len && text.data[end] != '\n' && text.data[end] != '\r')
    end++;
  *line = end > start ? weir_span (text.data + start, end - start) : WEIR_SPAN_EMPTY;
  *position = end + 1;
  if (end + 1 < text.len && text.data[end] == '\r' && text.data[end + 1] == '\n')
    *position = end + 2;

  return TRUE;
}

static gboolean
check_value (const char *name, const char *value, GError **error)
{
  if (value == NULL)
    return TRUE;

  if (strpbrk (value, "\r\n") != NULL)
    {
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX,
                   _ ("The field “%s” cannot hold a line break. Write its value on one line."), name);
      return FALSE;
    }
  if (!weir_utf8_is_valid (value, strlen (value)))
    {
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("The field “%s” is not valid UTF-8. Convert its value first."), name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_fields (const WeirFields *fields, GError **error)
{
  if (!check_value ("event", fields->event, error) || !check_value ("id", fields->id, error))
    return FALSE;

  if (fields->data != NULL && !weir_utf8_is_valid (fields->data->data, fields->data->len))
    {
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("The field “%s” is not valid UTF-8. Convert its value first."),
                   "data");
      return FALSE;
    }
  if (fields->retry_ms > (gint64) WEIR_LIMIT_RETRY_MS)
    {
      g_set_error_literal (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX,
                           _ ("The reconnection time is too long. Use at most 9007199254740991 ms."));
      return FALSE;
    }

  return TRUE;
}

/* Whether a parser takes the block that starts at @start. */
static gboolean
check_limits (const Writer *writer, gsize start, GError **error)
{
  if (writer->longest_line <= WEIR_LIMIT_LINE && writer->wire->len - start <= WEIR_LIMIT_BLOCK)
    return TRUE;

  g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_LIMIT,
               _ ("The event is too long to be read again. Use lines of at most %u MiB and %u MiB in all."),
               WEIR_LIMIT_LINE / (1024 * 1024), WEIR_LIMIT_BLOCK / (1024 * 1024));

  return FALSE;
}

gboolean
weir_serializer_append (GString *wire, const WeirFields *fields, WeirEol eol, GError **error)
{
  Writer writer = { .wire = wire, .eol = eol };
  gsize start = wire->len;
  gsize position = 0;
  WeirSpan line;

  if (!check_fields (fields, error))
    return FALSE;

  if (fields->event != NULL)
    append_field (&writer, "event", weir_span_from_string (fields->event));
  if (fields->id != NULL)
    append_field (&writer, "id", weir_span_from_string (fields->id));
  if (fields->retry_ms >= 0)
    {
      char digits[24];

      g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, fields->retry_ms);
      append_field (&writer, "retry", weir_span_from_string (digits));
    }
  while (fields->data != NULL && take_line (*fields->data, &position, &line))
    append_field (&writer, "data", line);
  append_eol (wire, eol);

  if (!check_limits (&writer, start, error))
    {
      g_string_truncate (wire, start);
      return FALSE;
    }

  return TRUE;
}

void
weir_serializer_append_comment (GString *wire, WeirSpan text, WeirEol eol)
{
  gsize position = 0;
  WeirSpan line;

  while (take_line (text, &position, &line))
    {
      g_string_append_c (wire, ':');
      g_string_append_len (wire, line.data, (gssize) line.len);
      append_eol (wire, eol);
    }
}
