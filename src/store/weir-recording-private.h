/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-recording-index.h"
#include "weir-recording-mutex.h"
#include "weir-recording-rows.h"
#include "weir-recording-storage.h"
#include "weir-recording-target.h"
#include "weir-recording-writer.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_KEEP_SAVED,   /* a file with a name: keeps its bytes */
  WEIR_KEEP_SCRATCH, /* a file that goes with its last user */
  WEIR_KEEP_MEMORY,
  WEIR_KEEP_OPENED, /* somebody else's file, only read */
} WeirKeep;

struct _WeirRecording
{
  gatomicrefcount ref_count;
  WeirKeep keep;
  WeirTarget *target; /* (nullable): the file that is written */
  _Atomic (char *) path;
  gint64 start_wall_us;

  WeirStorage storage;
  WeirRows *rows;
  WeirNames *names;
  WeirRowNotes *notes;

  /* Writer (or loader) only. */
  WeirRowBuilder builder;
  WeirWriter writer;
  guint64 budget_bytes;
  guint64 budget_rows;
  guint64 ring_bytes;
  gboolean started; /* the preamble is written */
  gboolean is_dead; /* neither file nor memory takes anything */
  gboolean was_interrupted;
  gboolean is_plain;  /* opened: an event stream without directives */
  gboolean is_loaded; /* opened: to its end */
  gboolean ends_lost; /* opened: nothing can be read at its end */
  guint64 whole_end;  /* opened: where the file's last whole unit ends */

  _Atomic guint64 dropped;
  _Atomic guint64 trim_from; /* offset of the oldest payload that is kept; raised before anything is given back */

  GMutex mutex;      /* of what follows */
  GArray *known_ids; /* WeirKnownId, by number */
  GError *problem;
  gboolean is_saved; /* a scratch file that has got a name: neither removed nor given back */
  GPtrArray *paths;  /* every name it ever had */
};

/* An object that holds nothing yet. @budget_rows: 0: all */
WeirRecording *weir_recording_allocate (WeirKeep keep, guint64 budget_rows);
/* The file's name from now on. */
void weir_recording_take_path (WeirRecording *self, char *path);
/* The error of a row that is no longer kept. */
void weir_recording_set_gone (guint64 number, GError **error);
void weir_recording_set_problem (WeirRecording *self, GError *problem);
/* Writer. Publishes the builder's rows, with the ids known from them on. */
void weir_recording_publish (WeirRecording *self);
/* Writer. Writes what there is to write, then lets its rows be seen. */
void weir_recording_flush (WeirRecording *self);
/* Writer. Keeps the budget, with room for @n_coming rows: raises first, gives the old part back. */
void weir_recording_trim (WeirRecording *self, guint64 n_coming);
/* The last event ID that the row sets, from its bytes. Returns: (transfer full) (nullable) */
char *weir_recording_read_id (WeirRecording *self, guint64 number);

G_END_DECLS
