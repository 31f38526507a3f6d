/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-frame.h"

const char *
weir_note_get_nick (WeirNotes note)
{
  switch (note)
    {
    case WEIR_NOTE_INVALID_UTF8:
      return "invalid-utf8";
    case WEIR_NOTE_NUL_IN_ID:
      return "nul-in-id";
    case WEIR_NOTE_BAD_RETRY:
      return "bad-retry";
    case WEIR_NOTE_UNKNOWN_FIELD:
      return "unknown-field";
    case WEIR_NOTE_FULLWIDTH_COLON:
      return "fullwidth-colon";
    case WEIR_NOTE_NAME_CASE:
      return "name-case";
    case WEIR_NOTE_NO_DATA:
      return "no-data";
    case WEIR_NOTE_MIXED_EOL:
      return "mixed-eol";
    case WEIR_NOTE_RETRY_SATURATED:
      return "retry-saturated";
    case WEIR_NOTE_NUL:
      return "nul";
    case WEIR_NOTE_NONE:
    default:
      return "none";
    }
}
