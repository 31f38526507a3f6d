/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-sink.h"

G_BEGIN_DECLS

#define WEIR_STORE_ERROR (weir_store_error_quark ())

typedef enum
{
  WEIR_STORE_ERROR_IN_USE,  /* another program writes this file */
  WEIR_STORE_ERROR_DAMAGED, /* the place is in the message */
  WEIR_STORE_ERROR_GONE,    /* trimmed: the row is no longer kept */
  WEIR_STORE_ERROR_FORMAT,  /* no recording */
} WeirStoreError;

GQuark weir_store_error_quark (void);

typedef enum
{
  WEIR_ROW_EVENT, /* a block that dispatches */
  WEIR_ROW_BLOCK, /* a block that does not */
  WEIR_ROW_COMMENT,
  WEIR_ROW_RETRY,
  WEIR_ROW_CONNECTING,
  WEIR_ROW_REDIRECT,
  WEIR_ROW_HEAD,
  WEIR_ROW_OPEN,
  WEIR_ROW_ENDED,
  WEIR_ROW_WAITING,
  WEIR_ROW_FAILED,
  WEIR_ROW_UNFINISHED, /* the bytes that an end cut off */
  WEIR_ROW_DROPPED,    /* rows given back, or a part that could not be read */
} WeirRowKind;

typedef enum
{
  WEIR_ROW_FIRST_OF_READ = 1 << 0, /* the first row of a network read */
  WEIR_ROW_SETS_ID = 1 << 1,       /* the block sets the last event ID */
  WEIR_ROW_ODD = 1 << 2,           /* odd bytes (see the notes) */
  WEIR_ROW_IN_BLOCK = 1 << 3,      /* a line inside the block, or unfinished block, whose row follows */
  WEIR_ROW_ENCODED = 1 << 4,       /* the file does not hold the bytes as they are: `raw` lines, `:@@` */
} WeirRowFlags;

/**
 * WeirRow:
 * @kind: a WeirRowKind
 * @flags: WeirRowFlags
 * @name: number of the event type's name (weir_recording_dup_name()); 0 is "message", %G_MAXUINT16 one that only the block says
 * @length: bytes of the unit in the file
 * @offset: of the unit in the file
 * @time_us: since the recording's start
 * @id_distance: rows back to the one that set the last event ID; 0: this one, %G_MAXUINT32: none
 *
 * 32 bytes for each thing that happened; the payload stays in the file.
 */
typedef struct
{
  guint8 kind;
  guint8 flags;
  guint16 name;
  guint32 length;
  guint64 offset;
  gint64 time_us;
  guint32 id_distance;
  guint32 spare;
} WeirRow;

G_STATIC_ASSERT (sizeof (WeirRow) == 32);

/**
 * WeirRecordingOptions:
 * @path: (nullable): the file to create, which must not exist unless @replace; %NULL: a scratch file in @scratch_folder
 * @replace: an existing file is replaced when the first unit is written
 * @scratch_folder: (nullable): %NULL: the cache folder's `weir`
 * @in_memory: no file: a ring of WEIR_LIMIT_MEMORY_RING
 * @budget_bytes: of scratch and memory; 0: the default. A file that was named keeps all its bytes
 * @budget_rows: kept in memory, of any recording; 0: the default. Who only writes needs few
 * @keep_secrets: write Authorization, Cookie and the like as they are
 * @keep_body: write the request's body
 * @start_us: the monotonic time that is 0 in the rows
 * @start_wall_us: the wall clock then
 */
typedef struct
{
  const char *path;
  gboolean replace;
  const char *scratch_folder;
  gboolean in_memory;
  guint64 budget_bytes;
  guint64 budget_rows;
  gboolean keep_secrets;
  gboolean keep_body;
  gint64 start_us;
  gint64 start_wall_us;
} WeirRecordingOptions;

/**
 * WeirRecording:
 *
 * The log that is the recording: appended once, read by anyone. One writer thread; any number of readers, which look only at
 * rows from first to first + count; no lock between them.
 */
typedef struct _WeirRecording WeirRecording;

/* Without a folder to write in, a scratch recording is in memory and has a problem to tell (weir_recording_steal_problem()).
 * Errors: GIOError (no space, no permission, exists), WEIR_STORE_ERROR_IN_USE. The file is 0600 and locked while alive. */
WeirRecording *weir_recording_new (const WeirRecordingOptions *options, GError **error);
WeirRecording *weir_recording_ref (WeirRecording *self);
/* The last one ends the writing: what was reported is in the file. */
void weir_recording_unref (WeirRecording *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRecording, weir_recording_unref)

/* Writer. Units are written and published at READ_DONE and at every report of the connection's life. */
void weir_recording_report (WeirRecording *self, const WeirReport *report);
/* Writer, or any thread after the writer is done: `fdatasync`; meant for a thread that may block. */
gboolean weir_recording_sync (WeirRecording *self, GError **error);
/* What went wrong with writing (no space…) since it was last asked; the stream lives on in the memory ring. (transfer full) (nullable) */
GError *weir_recording_steal_problem (WeirRecording *self);

/* Readers, any thread. The first row that is kept. */
guint64 weir_recording_get_first (WeirRecording *self);
guint64 weir_recording_get_count (WeirRecording *self); /* first + number of rows */
/* Events that were given back, rows and bytes. Of a file with a name only rows are, and nothing is dropped. */
guint64 weir_recording_get_dropped (WeirRecording *self);
gboolean weir_recording_get_row (WeirRecording *self, guint64 number, WeirRow *row);
/**
 * weir_recording_get_rows:
 * @number: (inout): of the first row wanted; raised to the first one that is kept
 * @rows: (out): @n_rows of them at most
 *
 * Many rows at once. Returns: how many, in order
 */
gsize weir_recording_get_rows (WeirRecording *self, guint64 *number, WeirRow *rows, gsize n_rows);
/* The unit's bytes in the file. Errors: WEIR_STORE_ERROR_GONE, WEIR_STORE_ERROR_DAMAGED (always for DROPPED), GIOError */
GBytes *weir_recording_read (WeirRecording *self, guint64 number, GError **error);
/* At most @n_bytes of the unit from its byte @from on; fewer only at its end. Errors: as weir_recording_read() */
GBytes *weir_recording_read_part (WeirRecording *self, guint64 number, guint32 from, guint32 n_bytes, GError **error);
/* The same as received: directive lines taken out, `raw` lines decoded. For rows of the wire (EVENT, BLOCK, COMMENT, RETRY,
 * UNFINISHED); empty for the others. */
GBytes *weir_recording_read_wire (WeirRecording *self, guint64 number, GError **error);
/* As received, what the first @n_bytes of the unit hold; costs no more, however long it is. @is_whole: (out): that was all */
GBytes *weir_recording_read_wire_start (WeirRecording *self, guint64 number, guint32 n_bytes, gboolean *is_whole, GError **error);
/* Any part of the file, for the units of many rows. What was given back meanwhile reads as zeros: look at the first row afterwards.
 * Returns: bytes read, fewer than asked only at the end; -1 with @error (GIOError) */
gssize weir_recording_read_bytes (WeirRecording *self, guint64 offset, char *bytes, gsize n_bytes, GError **error);
/* Appends the bytes of a unit as received, see weir_recording_read_wire(). */
void weir_recording_append_wire (GString *wire, WeirSpan unit);
/* Returns: (transfer full) (nullable): NULL for %G_MAXUINT16: the block's own text says it */
char *weir_recording_dup_name (WeirRecording *self, guint16 name);
/* The last event ID that holds at the row. Returns: (transfer full) (nullable) */
char *weir_recording_dup_last_event_id (WeirRecording *self, guint64 number);

/**
 * weir_recording_set_note:
 * @number: of a row
 * @text: UTF-8; "": the row has no note any more. Control bytes become spaces, more than WEIR_LIMIT_NOTE bytes are cut off
 *
 * What a person says of a row. Writer; after the writer is done, and of an opened file that is loaded, one thread at a time. It is written
 * before it is seen: at the end of the recording, of an opened file too, and no other byte of that is changed. A file that cannot be
 * written, that another program writes, or that ends in the middle of something is left as it is: then the note is only in copies that
 * are saved, and there is a problem to tell (weir_recording_steal_problem()).
 *
 * Errors: WEIR_STORE_ERROR_GONE; WEIR_STORE_ERROR_DAMAGED: what is before the row cannot be read; WEIR_STORE_ERROR_FORMAT: a plain event
 * stream; GIOError: no space, too many notes
 */
gboolean weir_recording_set_note (WeirRecording *self, guint64 number, const char *text, GError **error);
/* Any thread. Any bytes but line ends may be in it. Returns: (transfer full) (nullable): NULL: it has none */
char *weir_recording_dup_note (WeirRecording *self, guint64 number);
/* Any thread. Grows whenever a note is made, changed or taken away. */
guint64 weir_recording_get_note_changes (WeirRecording *self);
/* Any thread. Whether notes on an opened file are not in that file. */
gboolean weir_recording_has_loose_notes (WeirRecording *self);

/* (nullable): NULL while in memory only */
const char *weir_recording_get_path (WeirRecording *self);
/* The wall clock at time 0 of the rows, µs since 1970. */
gint64 weir_recording_get_start_wall (WeirRecording *self);

G_END_DECLS
