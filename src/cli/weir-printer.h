/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-limits.h"

G_BEGIN_DECLS

/**
 * WeirPrinterState:
 * @WEIR_PRINTER_CLOSED: the reader closed its end
 * @WEIR_PRINTER_FAILED: see weir_printer_get_error()
 */
typedef enum
{
  WEIR_PRINTER_GOOD,
  WEIR_PRINTER_CLOSED,
  WEIR_PRINTER_FAILED,
} WeirPrinterState;

/**
 * WeirPrinterHandlers:
 * @pressure: (nullable): more than the limit is unprinted (%TRUE), or it has fallen to half of it (%FALSE)
 * @over: (nullable): once, when the state stops being good; nothing is printed after it
 * @drained: (nullable): each time everything is printed
 *
 * Called on the thread-default context of the thread that made the printer, @pressure also from within weir_printer_flush().
 */
typedef struct
{
  void (*pressure) (gboolean high, gpointer user_data);
  void (*over) (gpointer user_data);
  void (*drained) (gpointer user_data);
} WeirPrinterHandlers;

/**
 * WeirPrinter:
 *
 * A queue in front of a file descriptor, so that a slow reader never blocks the main loop. The descriptor's flags are left alone:
 * others share its open file description.
 */
typedef struct _WeirPrinter WeirPrinter;

/* @fd: borrowed; @limit: unprinted bytes before the pressure is high. @handlers: (nullable): copied */
WeirPrinter *weir_printer_new (int fd, gsize limit, const WeirPrinterHandlers *handlers, gpointer user_data);
/* What is unprinted is lost. */
void weir_printer_free (WeirPrinter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPrinter, weir_printer_free)

/* Where to append what is to be printed; only append. Valid as long as the printer. */
GString *weir_printer_get_buffer (WeirPrinter *self);
/* Prints what can be printed now without blocking; the main loop prints the rest. */
void weir_printer_flush (WeirPrinter *self);
gsize weir_printer_get_unprinted (const WeirPrinter *self);
WeirPrinterState weir_printer_get_state (const WeirPrinter *self);
/* Returns: (nullable): why it failed */
const GError *weir_printer_get_error (const WeirPrinter *self);

G_END_DECLS
