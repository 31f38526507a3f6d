#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fuzz driver finds what it is made to find: try-driver.py BAD-TARGET, TAP on standard output."""

import os
import re
import subprocess
import sys
import tempfile


def run(folder, *arguments):
    done = subprocess.run([sys.argv[1], '--crash-folder', folder, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          encoding='utf-8', check=False)
    return done.returncode, done.stdout


def finds(folder, word):
    """Mutates until the word from the dictionary stands at the start, then replays what was saved."""
    seed = os.path.join(folder, 'seed')
    words = os.path.join(folder, 'a.dict')
    with open(seed, 'w', encoding='utf-8') as file:
        file.write('x')
    with open(words, 'w', encoding='utf-8') as file:
        file.write('# a comment\nname="\\x' + format(ord(word[0]), '02x') + word[1:] + '"\n')
    status, output = run(folder, '--seconds', '30', '--seed', '7', seed, words)
    saved = re.search(r'--replay (\S+)', output)
    if status != 1 or 'not ok 1' not in output or not saved:
        return False
    with open(saved.group(1), 'rb') as file:
        if not file.read().startswith(word.encode()):
            return False
    status, output = run(folder, '--replay', saved.group(1))
    return status == 1


def is_quiet(folder):
    seed = os.path.join(folder, 'seed')
    with open(seed, 'wb') as file:
        file.write(b'')
    status, output = run(folder, '--seconds', '0.2', seed)
    return status == 0 and 'ok 1' in output and os.listdir(folder) == ['seed']


def main():
    tests = [(f'finds {word}', lambda folder, word=word: finds(folder, word)) for word in ('abort', 'exit', 'segv')]
    tests.append(('is quiet when nothing is wrong', is_quiet))
    print(f'1..{len(tests)}')
    fine = True
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory(prefix='weir-fuzz-') as folder:
            passed = test(folder)
        print(f"{'ok' if passed else 'not ok'} {number} - {name}")
        fine &= passed
    return 0 if fine else 1


if __name__ == '__main__':
    sys.exit(main())
