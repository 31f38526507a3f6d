/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-stream-log.h"

static void
append_escaped (GString *log, guchar byte)
{
  switch (byte)
    {
    case '\n':
      g_string_append (log, "\\n");
      break;
    case '\r':
      g_string_append (log, "\\r");
      break;
    case '\t':
      g_string_append (log, "\\t");
      break;
    case '"':
      g_string_append (log, "\\\"");
      break;
    case '\\':
      g_string_append (log, "\\\\");
      break;
    default:
      if (byte < 0x20 || byte == 0x7F)
        g_string_append_printf (log, "\\x%02X", byte);
      else
        g_string_append_c (log, (char) byte);
      break;
    }
}

void
weir_stream_log_quote (GString *log, WeirSpan bytes)
{
  gsize start = 0;

  g_string_append_c (log, '"');
  for (gsize i = 0; i < bytes.len; i++)
    {
      guchar byte = (guchar) bytes.data[i];

      if (byte >= 0x20 && byte != 0x7F && byte != '"' && byte != '\\')
        continue;
      g_string_append_len (log, bytes.data + start, (gssize) (i - start));
      append_escaped (log, byte);
      start = i + 1;
    }
  if (bytes.len > start)
    g_string_append_len (log, bytes.data + start, (gssize) (bytes.len - start));
  g_string_append_c (log, '"');
}

static void
end_line (GString *log, WeirNotes notes)
{
  for (guint bits = (guint) notes; bits != 0; bits &= bits - 1)
    {
      g_string_append_c (log, ' ');
      g_string_append (log, weir_note_get_nick ((WeirNotes) (bits & -bits)));
    }
  g_string_append_c (log, '\n');
}

void
weir_stream_log_event (GString *log, WeirSpan type, WeirSpan data, WeirSpan last_event_id, WeirNotes notes)
{
  g_string_append (log, "event ");
  weir_stream_log_quote (log, type);
  g_string_append_c (log, ' ');
  weir_stream_log_quote (log, data);
  g_string_append_c (log, ' ');
  weir_stream_log_quote (log, last_event_id);
  end_line (log, notes);
}

void
weir_stream_log_none (GString *log, WeirSpan type, WeirSpan last_event_id, WeirNotes notes)
{
  g_string_append (log, "none ");
  weir_stream_log_quote (log, type);
  g_string_append_c (log, ' ');
  weir_stream_log_quote (log, last_event_id);
  end_line (log, notes);
}

void
weir_stream_log_comment (GString *log, WeirSpan text)
{
  g_string_append (log, "comment ");
  weir_stream_log_quote (log, text);
  end_line (log, WEIR_NOTE_NONE);
}

void
weir_stream_log_retry (GString *log, guint64 ms)
{
  g_string_append_printf (log, "retry %" G_GUINT64_FORMAT "\n", ms);
}

void
weir_stream_log_odd (GString *log, WeirNotes note)
{
  g_string_append (log, "odd");
  end_line (log, note);
}

void
weir_stream_log_end (GString *log, WeirSpan last_event_id, gsize unfinished)
{
  g_string_append (log, "end ");
  weir_stream_log_quote (log, last_event_id);
  g_string_append_printf (log, " %" G_GSIZE_FORMAT "\n", unfinished);
}
