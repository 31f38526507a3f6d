# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every file: licence lines, clean text, nothing that points outside the project; a translated page keeps up with the page,
and every tool explains itself."""

import os
import re

SPDX = ('SPDX-FileCopyrightText: ', 'SPDX-License-Identifier: GPL-3.0-or-later')
# Data of which every byte counts, and formats without comments.
BYTES = ('tests/cases/', 'tests/fuzz/corpus/')
NO_COMMENTS = ('.json', '.eventstream', '.png', '.gitkeep')
NO_LICENCE = ('COPYING',)
# Markdown is read as it is: no lines before the title, the licence is named in the README.
PROSE = ('.md', 'NEWS')
OUTSIDE = [(r'\.\./' + r'shared\b', 'names a folder outside the project'),
           (r'/' + r'work/', 'names a folder of one machine'),
           (r'/tmp/' + r'weir\b', 'names a folder of one machine')]


def problems_of_text(path, text):
    if '\r' in text:
        yield f'{path}: a CR'
    if text and not text.endswith('\n'):
        yield f'{path}: no line end at the end'
    if text.endswith('\n\n'):
        yield f'{path}: an empty line at the end'
    for number, line in enumerate(text.split('\n'), 1):
        if line != line.rstrip():
            yield f'{path}:{number}: white space at the end of the line'
        if '\t' in line and os.path.basename(path) not in ('.gitmodules',):
            yield f'{path}:{number}: a tab'
        for pattern, what in OUTSIDE:
            if re.search(pattern, line):
                yield f'{path}:{number}: {what}'


def problems_of_script(tree, path, text):
    """What an interpreter says without running it."""
    first = text.split('\n', 1)[0]
    if path.endswith('.py') or 'python' in first:
        try:
            compile(text, path, 'exec')
        except SyntaxError as error:
            yield f'{path}:{error.lineno}: {error.msg}'
    elif re.match(r'#!/bin/(sh|bash)$', first):
        done = tree.run(first[2:], '-n', path)
        if done.returncode != 0:
            yield f'{path}: {done.stdout.strip()}'
    if first.startswith('#!') and not os.access(tree.path(path), os.X_OK):
        yield f'{path}: begins with #! but cannot be run'


def problems_of_links(tree, path, text):
    for target in re.findall(r'\]\(([^)#\s]+)', text):
        if not re.match(r'[a-z]+:', target) and not os.path.exists(os.path.join(tree.root, os.path.dirname(path), target)):
            yield f'{path}: links to {target}, which is not there'


def skeleton(text):
    """What a translated page has in common with the page: its examples, and how many headings, items and rows stand around them."""
    examples = re.findall(r'^```.*?^```$', text, re.M | re.S)
    prose = re.sub(r'^```.*?^```$', '', text, flags=re.M | re.S)
    return examples, [len(re.findall(start, prose, re.M)) for start in (r'^#+ ', r'^(?:-|\d+\.) ', r'^\|')]


def problems_of_translation(tree, path):
    """README.zh_CN.md says what README.md does."""
    original = re.sub(r'\.[a-z]{2}(?:_[A-Z]{2})?\.md$', '.md', path)
    if original == path or original not in tree.files():
        return
    examples, counts = skeleton(tree.read(path))
    wanted_examples, wanted_counts = skeleton(tree.read(original))
    for number, (example, wanted) in enumerate(zip(examples, wanted_examples), 1):
        if example != wanted:
            yield f'{path}: example {number} is not that of {original}'
    if len(examples) != len(wanted_examples) or counts != wanted_counts:
        yield f'{path}: {len(examples)} examples and {counts} headings, items and rows; {original} has {len(wanted_examples)} and {wanted_counts}'


def problems_of_tool(tree, path):
    """What a contributor runs is in CONTRIBUTING.md, and says itself what it is for."""
    if path not in tree.read('CONTRIBUTING.md'):
        yield f'{path}: not in CONTRIBUTING.md'
    done = tree.run(tree.path(path), '--help', timeout=10)
    if done.returncode != 0 or not done.stdout.startswith(path + ' '):
        yield f'{path}: --help does not begin with “{path} ”'


def check(tree):
    for path in tree.files(under='tools/'):
        if os.access(tree.path(path), os.X_OK):
            yield from problems_of_tool(tree, path)
    for path in tree.files():
        if path.startswith(BYTES) or path.endswith(('.eventstream', '.png')):
            continue
        data = tree.read_bytes(path)
        try:
            text = data.decode()
        except UnicodeDecodeError:
            yield f'{path}: not UTF-8'
            continue
        if path not in NO_LICENCE and not path.endswith(NO_COMMENTS + PROSE):
            head = text[:600]
            for wanted in SPDX:
                if wanted not in head:
                    yield f'{path}: no line “{wanted}…”'
        if path.endswith('.md'):
            yield from problems_of_links(tree, path, text)
            yield from problems_of_translation(tree, path)
        yield from problems_of_script(tree, path, text)
        if path != 'COPYING':
            yield from problems_of_text(path, text)


_HEAD = '# SPDX-FileCopyrightText: X\n# SPDX-License-Identifier: GPL-3.0-or-later\n'
_TOOL = '#!/bin/sh\n' + _HEAD + 'echo "tools/a  does it"\n'
GOOD = {'a.md': '# A\n\n```\nx\n```\n', 'a.zh_CN.md': '# 甲\n\n```\nx\n```\n', 'CONTRIBUTING.md': 'tools/a\n', 'tools/a': _TOOL, 'a.py': _HEAD + 'x\n', 'README.md': '# [x](a.py) [y](https://a.example/)\n', 'tests/cases/a': b'\xff\r \n\n', 'COPYING': 'a\tb \n\n', 'a.json': '{}\n'}
BAD = [
    ({'a.py': 'x\n'}, 'a.py: no line “SPDX-FileCopyrightText'),
    ({'a.py': '# SPDX-FileCopyrightText: X\n'}, 'no line “SPDX-License'),
    ({'a.json': '{} \n'}, 'a.json:1: white space'),
    ({'a.json': '{}'}, 'no line end'),
    ({'a.json': '{}\n\n'}, 'an empty line'),
    ({'a.json': '\t{}\n'}, 'a tab'),
    ({'a.json': '{}\r\n'}, 'a CR'),
    ({'a.json': b'"\xff"\n'}, 'not UTF-8'),
    ({'a.py': _HEAD + 'x = (\n'}, 'a.py:3: '),
    ({'a': '#!/bin/sh\n' + _HEAD + 'if\n'}, 'yntax error'),
    ({'a': '#!/bin/sh\n' + _HEAD}, 'cannot be run'),
    ({'README.md': '[a](docs/b.md)\n'}, 'links to docs/b.md'),
    ({'a.md': '```\nx\n```\n', 'a.zh_CN.md': '```\ny\n```\n'}, 'a.zh_CN.md: example 1 is not that of a.md'),
    ({'a.md': '- a\n- b\n', 'a.zh_CN.md': '- a\n'}, '1, 0] headings, items and rows; a.md has 0 and [0, 2, 0]'),
    ({'CONTRIBUTING.md': 'x\n', 'tools/a': _TOOL}, 'tools/a: not in CONTRIBUTING'),
    ({'CONTRIBUTING.md': 'tools/a\n', 'tools/a': _TOOL + 'exit 1\n'}, 'tools/a: --help does not'),
    ({'README.md': 'see ../' + 'shared/x\n'}, 'outside the project'),
]
