#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The player against the format's document, in virtual time, to the µs: test-script-timeline.py PLAY-SCRIPT SOURCE [SEED N], TAP.

Every script of the cases, templates and documents, and N generated ones; the first connections of each, with and without a Last-Event-ID.
"""

import itertools
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

PROGRAM, SOURCE = sys.argv[1:3]
SEED, N = (int(word) for word in sys.argv[3:5]) if len(sys.argv) > 4 else (1, 100)
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'support'))

import script_maker  # noqa: E402
from script_draws import Request  # noqa: E402
from script_jobs import document_examples, is_right, read, script_files  # noqa: E402
from script_law import Script  # noqa: E402
from script_play import Answer  # noqa: E402

MOST_SENDS = 400
HORIZON = 20 * 10**6


def timeline(script, request):
    """(time, what, bytes) as play-script tells them."""
    if script.section_of(request.connection) is None:
        return [(0, 'no-section', b'')]
    answer = Answer(script, request)
    found = []
    for due, data, _, is_keepalive in answer.sends():
        if due > HORIZON or len(found) >= MOST_SENDS:
            return found
        if data is None:
            found.append((due, *head_of(answer)))
        elif data:
            found.append((due, 'keepalive' if is_keepalive else 'send', data))
    if answer.ending != 'open' and answer.last <= HORIZON and len(found) < MOST_SENDS:
        found.append((answer.last, answer.ending, b''))
    return found


def head_of(answer):
    if answer.none:
        return 'none', b''
    lines = [b'%d %s' % (answer.status, answer.phrase)] + [name.encode() + b': ' + value for name, value, _ in answer.headers]
    return 'head', b'\n'.join(lines) + b'\n' + (b'\n' + answer.body if answer.body is not None else b'')


def questions(path):
    """(request, line for the program) of each connection."""
    for connection in (1, 2, 3):
        for last_id in (b'', b'9') if connection > 1 else (b'',):
            speed = 10 if last_id or connection == 3 else 1
            longest = 20000 if connection == 3 else 1 << 40
            request = Request('', connection, seed=connection, speed=speed, longest_pause=longest, last_event_id=last_id)
            yield request, f'{connection} {connection} {speed} {longest} {HORIZON} {last_id.decode() or "-"} {path}\n'


def first_difference(wanted, got):
    for i, (one, other) in enumerate(zip(wanted + [None], got + [None])):
        if one != other:
            return f'entry {i}: wanted {one}, got {other}'
    return None


def compare(path, answers):
    """A problem, or None."""
    script = Script(read(path))
    found = [(request, line, next(answers)) for request, line in questions(path)]
    for request, line, answer in found:
        got = [(int(time), what, bytes.fromhex(text)) for time, what, text in (entry.split(' ') for entry in answer.split('\n') if entry)]
        wanted = timeline(script, request)
        problem = first_difference(wanted, got)
        if problem is not None:
            return f'{line.strip()}: {problem}'
    return None


def main():
    with tempfile.TemporaryDirectory(prefix='weir-timeline-') as folder:
        paths = [path for path in script_files(SOURCE) if is_right(path)] + document_examples(SOURCE, folder)
        for i in range(N):
            paths.append(os.path.join(folder, f'generated-{SEED * 100000 + i}.eventstream'))
            with open(paths[-1], 'wb') as file:
                file.write(script_maker.make(SEED * 100000 + i, tight=True))
        lines = ''.join(line for path in paths for _, line in questions(path))
        done = subprocess.run([PROGRAM], input=lines, stdout=subprocess.PIPE, encoding='ascii', check=False)
        answers = itertools.chain(done.stdout.split('.\n'), itertools.repeat(''))
        print(f'1..{len(paths) + 1}')
        problems = 0
        for number, path in enumerate(paths, 1):
            problem = compare(path, answers)
            problems += problem is not None
            print(f"{'not ok' if problem else 'ok'} {number} - {os.path.basename(path)}" + (f'\n# {problem}' if problem else ''))
            if problem:
                print(problem, file=sys.stderr)
        is_fine = done.returncode == 0 and len(paths) >= N + 200
        print(f"{'ok' if is_fine else 'not ok'} {len(paths) + 1} - all {len(paths)} were played")
    return 1 if problems or not is_fine else 0


if __name__ == '__main__':
    sys.exit(main())
