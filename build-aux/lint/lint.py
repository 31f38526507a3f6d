#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house rules, checked by machine: lint.py CHECK [--root DIR] [--build DIR] [--self-test], TAP on standard output.

A check is a module check_NAME.py beside this file with check (tree), which yields one line for each problem, and with examples:
GOOD, a dictionary of path to text in which it must find nothing, and BAD, a list of (a dictionary as GOOD, a word of the problem
it must find). --self-test tries them, so that no check can stop working unnoticed.
"""

import argparse
import importlib
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True


class Skip(Exception):
    """The check cannot be made here; the text says why."""


class Tree:
    """The files of a source tree: those git tracks or would, without git all that are no build output."""

    def __init__(self, root, build=None):
        self.root = os.path.abspath(root)
        self.build = build
        self._files = None

    def files(self, *suffixes, under=''):
        if self._files is None:
            self._files = sorted(self._from_git() or self._from_disk())
        return [f for f in self._files if f.startswith(under) and (not suffixes or f.endswith(suffixes))]

    def _from_git(self):
        if not os.path.exists(os.path.join(self.root, '.git')):
            return None
        done = subprocess.run(['git', '-c', 'safe.directory=*', '-C', self.root, 'ls-files', '-z', '--cached', '--others',
                               '--exclude-standard'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            return None
        names = os.fsdecode(done.stdout).split('\0')
        return {n for n in names if n and os.path.isfile(os.path.join(self.root, n))}

    def _from_disk(self):
        found = set()
        for folder, folders, names in os.walk(self.root):
            inside = os.path.relpath(folder, self.root)
            folders[:] = [f for f in folders if f not in ('.git', '.cache') and not (inside == '.' and f.startswith(('build-', '_build'))
                                                                                  and f != 'build-aux')]
            found.update(os.path.normpath(os.path.join(inside, n)) for n in names)
        return found

    def path(self, name):
        return os.path.join(self.root, name)

    def read_bytes(self, name):
        with open(self.path(name), 'rb') as file:
            return file.read()

    def read(self, name):
        return self.read_bytes(name).decode('utf-8', 'surrogateescape')

    def run(self, *command, **more):
        """Runs a tool in the root; its two outputs come back as one text."""
        return subprocess.run(command, cwd=self.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf-8',
                              errors='replace', check=False, **more)


def report(number, name, problems):
    for problem in problems:
        for line in problem.splitlines():
            print('# ' + line)
            # meson shows a failed test's standard error only.
            print(line, file=sys.stderr)
    print(f"{'not ok' if problems else 'ok'} {number} - {name}")
    return not problems


def write_tree(folder, files):
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        if name.startswith('tools/'):
            os.chmod(path, 0o755)


def try_example(module, files, build):
    with tempfile.TemporaryDirectory(prefix='weir-lint-') as folder:
        write_tree(folder, files)
        return list(module.check(Tree(folder, build=folder if build else None)))


def self_test(name, module):
    examples = [(module.GOOD, None)] + module.BAD
    print(f'1..{len(examples)}')
    fine = True
    for number, (files, wanted) in enumerate(examples, 1):
        try:
            found = try_example(module, files, True)
        except Skip as skip:
            print(f'ok {number} - {name} # SKIP {skip}')
            continue
        if wanted is None:
            problems = ['found in the good example: ' + f for f in found]
        else:
            problems = [] if any(wanted in f for f in found) else [f'did not find “{wanted}”, only:', *found]
        fine &= report(number, f"{name}: {wanted or 'the good example'}", problems)
    return fine


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('check')
    arguments.add_argument('--root', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
    arguments.add_argument('--build')
    arguments.add_argument('--self-test', action='store_true')
    options = arguments.parse_args()
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    sys.modules['lint'] = sys.modules['__main__']
    module = importlib.import_module('check_' + options.check.replace('-', '_'))
    if options.self_test:
        return 0 if self_test(options.check, module) else 1
    print('1..1')
    try:
        problems = list(module.check(Tree(options.root, options.build)))
    except Skip as skip:
        print(f'ok 1 - {options.check} # SKIP {skip}')
        return 0
    return 0 if report(1, options.check, problems) else 1


if __name__ == '__main__':
    sys.exit(main())
