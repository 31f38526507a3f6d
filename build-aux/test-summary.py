#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums meson's test logs: test-summary.py LOG.json... prints what failed, then "N passed, N failed, N skipped".

A program that speaks TAP counts by its points, any other as one. No log, or one in which nothing passed, is a failure: a run that
tested nothing is not a green one.
"""

import json
import re
import sys

POINT = re.compile(r'( *)(not )?ok\b[^#]*(#\s*(skip|todo)\b)?', re.I)
MESON_PASSED = ('OK', 'EXPECTEDFAIL')
MESON_SKIPPED = ('SKIP',)


def points(output):
    """Counts of TAP points; a point that closes indented subtests repeats them and is left out."""
    passed = failed = skipped = 0
    deepest = 0
    for line in output.splitlines():
        match = POINT.match(line)
        if not match:
            continue
        depth = len(match.group(1))
        closes = depth < deepest
        deepest = depth
        if closes:
            continue
        if match.group(4):
            skipped += 1
        elif match.group(2):
            failed += 1
        else:
            passed += 1
    return passed, failed, skipped


def one(test):
    """The counts of one program."""
    result = test['result']
    passed, failed, skipped = points(test.get('stdout') or '')
    if passed + failed + skipped == 0:
        if result in MESON_SKIPPED:
            return 0, 0, 1
        return (1, 0, 0) if result in MESON_PASSED else (0, 1, 0)
    if result not in MESON_PASSED + MESON_SKIPPED and failed == 0:
        # It crashed, ran out of time or ended with an error beside its points.
        failed = 1
    return passed, failed, skipped


def main():
    total = [0, 0, 0]
    empty = not sys.argv[1:]
    for path in sys.argv[1:]:
        here = [0, 0, 0]
        try:
            with open(path, encoding='utf-8') as file:
                tests = [json.loads(line) for line in file if line.strip()]
        except OSError as error:
            print(f'no test log: {error}')
            tests = []
        for test in tests:
            counts = one(test)
            here = [a + b for a, b in zip(here, counts)]
            if counts[1]:
                print(f"failed: {test['name']} ({test['result']})")
        empty = empty or here[0] == 0
        total = [a + b for a, b in zip(total, here)]
    if empty:
        print('a run has no passed test')
    print(f'{total[0]} passed, {total[1]} failed, {total[2]} skipped')
    return 1 if empty or total[1] else 0


if __name__ == '__main__':
    sys.exit(main())
