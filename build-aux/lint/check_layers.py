# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""core <- store, net <- engine <- cli, app, by the include lines: nothing upward, store and net never meet."""

import os
import re

from csource import includes

MAY_USE = {
    'core': {'core'},
    'store': {'core', 'store'},
    'net': {'core', 'net'},
    'engine': {'core', 'store', 'net', 'engine'},
    'cli': {'core', 'store', 'net', 'engine', 'cli'},
    'app': {'core', 'store', 'net', 'engine', 'app'},
}
# core: values and state machines. Of the C library it takes what computes, nothing that waits, opens or asks the time.
PURE = {'errno.h', 'float.h', 'inttypes.h', 'limits.h', 'math.h', 'stdbool.h', 'stddef.h', 'stdint.h', 'stdlib.h', 'string.h',
        'immintrin.h', 'emmintrin.h', 'arm_neon.h', 'glib.h', 'glib/gi18n-lib.h'}
# Libraries by the beginning of the included name, and the layers that link them.
LIBRARIES = [
    ('libsoup/', {'net', 'engine'}),
    ('json-glib/', {'store', 'engine', 'cli'}),
    ('libsecret/', {'engine'}),
    ('gnutls/', {'net'}),
    ('gtk/', {'app'}),
    ('gdk/', {'app'}),
    ('adwaita.h', {'app'}),
]


def layer_of(path):
    parts = path.split('/')
    return parts[1] if len(parts) > 2 and parts[0] == 'src' else None


def homes(tree):
    """Header name -> layer."""
    return {os.path.basename(path): layer_of(path) for path in tree.files('.h', under='src/') if layer_of(path)}


def problem_with_system(layer, name):
    if layer == 'core' and name not in PURE:
        return f'core may not include <{name}>: it has no I/O, no threads and no clock'
    for start, layers in LIBRARIES:
        if name.startswith(start) and layer not in layers:
            return f'{layer} may not include <{name}>'
    return None


def problem_with_own(layer, name, where):
    if '/' in name:
        return f'"{name}": a file is named without its folder, the layer decides where it may come from'
    if name in ('weir-config.h', f'weir-{layer}-resources.h'):  # made by the build
        return None
    if name not in where:
        return f'"{name}" is no header of any layer'
    if where[name] not in MAY_USE[layer]:
        return f'{layer} may not include "{name}" of {where[name]}'
    if where[name] != layer and name.endswith('-private.h'):
        return f'"{name}" is private to {where[name]}'
    return None


def check(tree):
    where = homes(tree)
    for path in tree.files('.c', '.h', under='src/'):
        layer = layer_of(path)
        if layer not in MAY_USE:
            yield f'{path}: in no known layer'
            continue
        for line, written in includes(tree.read(path)):
            name = written.strip('<>"')
            if '..' in name.split('/'):
                problem = f'{written}: no ".." in includes'
            elif not re.fullmatch(r'<[^<>"]+>|"[^<>"]+"', written):
                problem = f'{written}: no computed includes'
            elif written.startswith('<'):
                problem = problem_with_system(layer, name)
            else:
                problem = problem_with_own(layer, name, where)
            if problem:
                yield f'{path}:{line}: {problem}'


_HEADERS = {'src/core/weir-a.h': '', 'src/store/weir-b.h': '', 'src/net/weir-c.h': '', 'src/engine/weir-d.h': '',
            'src/net/weir-c-private.h': ''}


def _with(path, text):
    return {**_HEADERS, path: text}


GOOD = {
    **_HEADERS,
    'src/core/weir-a.c': '#include "weir-config.h"\n#include "weir-a.h"\n#include <string.h>\n/* #include "weir-b.h" */\n',
    'src/net/weir-c.c': '#include "weir-a.h"\n#include "weir-c-private.h"\n#include <libsoup/soup.h>\n#include <sys/socket.h>\n',
    'src/engine/weir-d.c': '#include "weir-b.h"\n#include "weir-c.h"\n',
}
BAD = [
    (_with('src/core/weir-a.c', '#include "weir-b.h"\n'), 'weir-a.c:1: core may not include "weir-b.h" of store'),
    (_with('src/store/weir-b.c', '\n#include "weir-c.h"\n'), 'weir-b.c:2: store may not include "weir-c.h" of net'),
    (_with('src/net/weir-c.c', '#include "weir-b.h"\n'), 'net may not include "weir-b.h" of store'),
    (_with('src/net/weir-c.c', '#include "weir-d.h"\n'), 'net may not include "weir-d.h" of engine'),
    (_with('src/engine/weir-d.c', '#include "weir-c-private.h"\n'), 'is private to net'),
    (_with('src/engine/weir-d.c', '#include "../core/weir-a.h"\n'), 'no ".."'),
    (_with('src/engine/weir-d.c', '#include "core/weir-a.h"\n'), 'without its folder'),
    (_with('src/engine/weir-d.c', '#include "weir-missing.h"\n'), 'no header of any layer'),
    (_with('src/engine/weir-d.c', '#include HEADER\n'), 'no computed includes'),
    (_with('src/core/weir-a.c', '#  include <gio/gio.h>\n'), 'core may not include <gio/gio.h>'),
    (_with('src/core/weir-a.c', '#include <pthread.h>\n'), 'core may not include <pthread.h>'),
    (_with('src/core/weir-a.c', '#include <time.h>\n'), 'core may not include <time.h>'),
    (_with('src/store/weir-b.c', '#include <libsoup/soup.h>\n'), 'store may not include <libsoup/soup.h>'),
    (_with('src/engine/weir-d.c', '#include <gtk/gtk.h>\n'), 'engine may not include <gtk/gtk.h>'),
    (_with('src/other/weir-e.c', ''), 'in no known layer'),
]
