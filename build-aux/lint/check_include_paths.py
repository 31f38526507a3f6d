# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""No compiler is shown the folder of a layer that the file may not use, by the commands the build really runs."""

import json
import os
import shlex

from check_layers import MAY_USE, layer_of
from lint import Skip

# Holds weir-config.h and nothing else.
CONFIG = 'src/config'


def include_folders(entry):
    words = shlex.split(entry['command'])
    for i, word in enumerate(words):
        if word in ('-I', '-isystem', '-iquote') and i + 1 < len(words):
            yield os.path.normpath(os.path.join(entry['directory'], words[i + 1]))
        elif word.startswith('-I') and len(word) > 2:
            yield os.path.normpath(os.path.join(entry['directory'], word[2:]))


def inside(folder, *roots):
    """The folder's path within the source or build tree, or None."""
    found = [os.path.relpath(folder, root) for root in roots if folder == root or folder.startswith(root + os.sep)]
    return min(found, key=len) if found else None


def check(tree):
    if tree.build is None:
        raise Skip('needs --build')
    build = os.path.abspath(tree.build)
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        entries = json.load(file)
    for entry in entries:
        entry['directory'] = os.path.join(build, entry['directory'])
    seen = set()
    for entry in entries:
        source = inside(os.path.normpath(os.path.join(entry['directory'], entry['file'])), tree.root)
        layer = layer_of(source) if source else None
        if layer not in MAY_USE:
            continue
        seen.add(layer)
        for folder in include_folders(entry):
            name = inside(folder, build, tree.root)
            # A target's private folder holds only what is generated for it.
            if name is None or name == CONFIG or name.endswith('.p'):
                continue
            # A layer's folders within are the layer's.
            if '/'.join(name.split('/')[:2]) not in {'src/' + usable for usable in MAY_USE[layer]}:
                yield f'{source}: compiled with -I {name}'
    if not seen:
        yield 'compile_commands.json names no file of any layer'


def _commands(flags):
    return json.dumps([{'directory': '.', 'file': 'src/net/a.c', 'command': f'cc {flags} -c src/net/a.c'}])


GOOD = {'compile_commands.json': _commands('-Isrc/core -Isrc/core/deep -I src/net -Isrc/config -I/usr/include -Isrc/net/libweir-net.a.p')}
BAD = [
    ({'compile_commands.json': _commands('-Isrc/store')}, 'src/net/a.c: compiled with -I src/store'),
    ({'compile_commands.json': _commands('-Isrc/store/deep')}, 'src/net/a.c: compiled with -I src/store/deep'),
    ({'compile_commands.json': _commands('-I.')}, 'compiled with -I .'),
    ({'compile_commands.json': _commands('-Isrc')}, 'compiled with -I src'),
    ({'compile_commands.json': '[]'}, 'names no file'),
]
