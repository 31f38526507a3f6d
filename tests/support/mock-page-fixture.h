/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app-fixture.h"
#include "stage.h"
#include "weir-mock-page-private.h"

G_BEGIN_DECLS

/* A mock and its page in a window. */
typedef struct
{
  WeirMockItem *item;
  WeirMockPage *page;
  GtkWidget *root;
  GtkWindow *window;
} MockPage;

/* @text: its script */
void mock_page_set_up (MockPage *self, const char *text);
/* Ends the test when the mock lives on. */
void mock_page_tear_down (MockPage *self);

gboolean mock_page_can (MockPage *self, const char *action);
void mock_page_act (MockPage *self, const char *action, GVariant *parameter);
/* A script, as if it was typed, once all of a long one is there. */
void mock_page_type (MockPage *self, const char *text);
GtkTextBuffer *mock_page_get_script (MockPage *self);
/* The state in words. */
const char *mock_page_get_state (MockPage *self);

G_END_DECLS
