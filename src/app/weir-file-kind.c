/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-file-kind.h"

#include "weir-limits.h"
#include "weir-paste.h"
#include "weir-script-lines.h"

/* `recorded` stands within so many bytes. */
#define LOOKED_AT (64u * 1024)

/* Returns: (nullable): the start of a file that can be read twice */
static GBytes *
read_start (GFile *file, goffset *size)
{
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return NULL;
  *size = g_file_info_get_size (info);
  stream = g_file_read (file, NULL, NULL);

  return stream != NULL ? g_input_stream_read_bytes (G_INPUT_STREAM (stream), LOOKED_AT, NULL, NULL) : NULL;
}

WeirFileKind
weir_file_kind_of_path (const char *path, char **text)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) start = NULL;
  g_autofree char *whole = NULL;
  WeirPasteKind kind;
  WeirSpan span, rest;
  goffset size;
  gsize n;

  *text = NULL;
  start = read_start (file, &size);
  if (start == NULL)
    return WEIR_FILE_RECORDING;
  span.data = g_bytes_get_data (start, &span.len);
  if (weir_script_lines_find_magic (span, &rest) != WEIR_MAGIC_NONE)
    return weir_script_lines_is_recording (span) ? WEIR_FILE_RECORDING : WEIR_FILE_SCRIPT;

  if (size > WEIR_LIMIT_IMPORT || span.len == 0 || (span.data[0] != '[' && span.data[0] != '{'))
    return WEIR_FILE_RECORDING;
  if (!g_file_load_contents (file, NULL, &whole, &n, NULL, NULL) || !g_utf8_validate_len (whole, n, NULL))
    return WEIR_FILE_RECORDING;
  kind = weir_paste_guess (weir_span (whole, n));
  if (kind != WEIR_PASTE_JSON && kind != WEIR_PASTE_JSON_LINES)
    return WEIR_FILE_RECORDING;

  *text = g_steal_pointer (&whole);
  return WEIR_FILE_JSON;
}
