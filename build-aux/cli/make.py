#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""make.py man|bash|zsh|fish WEIR OUTPUT [TEMPLATE VERSION]: what belongs to the command line, made from its own help."""

import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import command_help  # noqa: E402
import completions  # noqa: E402
import man_page  # noqa: E402
import reference  # noqa: E402


def main():
    kind, weir, output = sys.argv[1:4]
    commands, options = command_help.read(weir)
    if kind == 'man':
        with open(sys.argv[4], encoding='utf-8') as file:
            text = man_page.make(commands, options, reference.read(weir)[0], file.read(), sys.argv[5])
    else:
        make = {'bash': completions.make_bash, 'zsh': completions.make_zsh, 'fish': completions.make_fish}[kind]
        text = make(commands, options)
    with open(output, 'w', encoding='utf-8') as file:
        file.write(text)
    return 0


if __name__ == '__main__':
    sys.exit(main())
