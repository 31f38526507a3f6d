#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo as somebody watches it who does not see the screen, and with real keys."""

import shutil
import sys

sys.dont_write_bytecode = True

from desktop import Skip, Window, focus_window, press, run_tests, wait_until  # noqa: E402


def shows(window, text):
    """Whether a shown widget's name has the text."""
    return any(text in (widget.get_name() or '') for widget in window.find_all())


def watch_cut_and_reconnect(windows):
    window = Window()
    windows.append(window)
    window.click('Watch the demo')
    wait_until(lambda: shows(window, 'Mill Weir'), 'the first rows')
    window.click('Cut')
    window.click('Reconnect now')
    window.find(None, 'Cut')
    window.click('Stop')
    window.find(None, 'Start')


def real_keys(windows):
    if shutil.which('xdotool') is None:
        raise Skip('xdotool is not installed')
    window = Window()
    windows.append(window)
    window.click('Watch the demo')
    focus_window('Demo')
    press('ctrl+t')
    focus_window('New stream')
    press('ctrl+Next')
    focus_window('Demo')
    press('ctrl+w')
    focus_window('Weir')


if __name__ == '__main__':
    sys.exit(run_tests(watch_cut_and_reconnect, real_keys))
