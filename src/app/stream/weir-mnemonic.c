/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mnemonic.h"

void
weir_mnemonic_set_label (GtkButton *button, const char *label)
{
  gtk_button_set_label (button, label);
  /* The label inside names it already. */
  gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}
