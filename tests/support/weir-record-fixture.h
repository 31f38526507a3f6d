/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-recording.h"

G_BEGIN_DECLS

/* A folder of its own, and a place for a recording in it. For g_test_add (). */
typedef struct
{
  char *folder;
  char *path;
} WeirRecordFixture;

void weir_record_fixture_set_up (WeirRecordFixture *self, gconstpointer data);
/* Ends the test when anything but the file at its place was left behind. */
void weir_record_fixture_tear_down (WeirRecordFixture *self, gconstpointer data);

/* A recording at its place, or in a scratch file in its folder. Returns: (transfer full) (nullable) */
WeirRecording *weir_record_fixture_start (WeirRecordFixture *self, gboolean saved, gboolean replace, GError **error);
/* One connection with one event. */
void weir_record_fixture_record (WeirRecording *recording);
/* Returns: (transfer full) */
char *weir_record_fixture_get_text (const char *path);

G_END_DECLS
