#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scripts on raw sockets against the format's document: test-wire.py WEIR SOURCE, TAP. `tests/real/wire` does the same with all of them."""

import os
import sys
import tempfile

sys.dont_write_bytecode = True

WEIR, SOURCE = sys.argv[1:3]
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'support'))

import script_wire  # noqa: E402
from script_jobs import generated, hand_made  # noqa: E402

GENERATED = 12
TEMPLATES = 8
# A server that is this late on the whole is none, even on a busy machine.
MEDIAN_S = 0.5


def check(name, result, n_connections):
    problems = list(result.problems)
    if result.connections < n_connections:
        problems.append(f'{result.connections} connections, not {n_connections}')
    late = sorted(abs(deviation) for deviation, _, _ in result.deviations)
    if not late or late[len(late) // 2] > MEDIAN_S:
        problems.append('what is scripted does not come in its time')
    return name, problems


def run(files, jobs, horizon, *options):
    for job in jobs:
        job.horizon = horizon
    with script_wire.Server(WEIR, files, *options) as server:
        return script_wire.run(server.port, jobs, len(jobs))


def main():
    results = []
    with tempfile.TemporaryDirectory(prefix='weir-wire-') as folder:
        files, jobs = generated(folder, 7, GENERATED)
        results.append(check('generated scripts', run(files, jobs, 500000), 3 * GENERATED))
    files, jobs = hand_made(SOURCE, 100)[0]
    chosen = [(file, job) for file, job in zip(files, jobs) if os.sep + 'templates' + os.sep in file][:TEMPLATES]
    files, jobs = [file for file, _ in chosen], [job for _, job in chosen]
    results.append(check('templates', run(files, jobs, 200000, '--speed', '100', '--seed', '1'), 3 * TEMPLATES))
    print(f'1..{len(results)}')
    for number, (name, problems) in enumerate(results, 1):
        for problem in problems:
            print('# ' + problem)
            print(problem, file=sys.stderr)
        print(f"{'not ok' if problems else 'ok'} {number} - {name}")
    return 1 if any(problems for _, problems in results) else 0


if __name__ == '__main__':
    sys.exit(main())
