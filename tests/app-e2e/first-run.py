#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long it takes somebody new: from tools/run in a fresh clone, on a new account, to the first event; and what the demo shows then.

By hand; needs what the tests from outside need, and ImageMagick:
  tests/app-e2e/first-run.py REPOSITORY FOLDER
Clicks are made with the mouse. In FOLDER are a picture a second, and demo.png with all of them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True

HERE = os.path.dirname(os.path.abspath(__file__))
INSIDE = 'WEIR_FIRST_RUN'
SECONDS = 22


def main():
    repository, folder = (os.path.abspath(path) for path in sys.argv[1:3])
    if INSIDE not in os.environ:
        python = shutil.which('python3', path='/usr/bin') or sys.executable
        environment = dict(os.environ, **{INSIDE: '1', 'LC_ALL': 'C.UTF-8', 'WEIR_TEST_SCREEN': '1040x720'})
        return subprocess.run([os.path.join(HERE, '../support/with-display'), os.path.join(HERE, 'on-a-bus'), python, *sys.argv],
                              env=environment, check=False).returncode

    os.makedirs(folder, exist_ok=True)
    desktop.Atspi.init()
    desktop.TIMEOUT = 1800
    with tempfile.TemporaryDirectory() as clone:
        subprocess.run(['git', 'clone', '--quiet', repository, clone], check=True)
        os.environ['WEIR_TEST_WINDOW'] = os.path.join(clone, 'tools/run')
        os.chdir(clone)
        for start in ('from nothing', 'a second time'):
            begin = time.monotonic()
            with desktop.Window(settings='gtk-font-name=Cantarell 11\n') as window:
                window.find('push button', 'Watch the demo')
                shown = time.monotonic()
                print(f'{start}: the window after {shown - begin:.1f} s', flush=True)
                watch_demo(window, folder if start == 'from nothing' else None)
    return 0


def watch_demo(window, folder):
    """One click, then @SECONDS pictures."""
    place = desktop.Atspi.Component.get_extents(window.find('push button', 'Watch the demo'), desktop.Atspi.CoordType.WINDOW)
    subprocess.run(['xdotool', 'mousemove', str(place.x + place.width // 2), str(place.y + place.height // 2), 'click', '1'], check=True)
    click = time.monotonic()
    window.wait_name('list item', lambda name: name.startswith('Event '), 'the first event')
    print(f'the first event {time.monotonic() - click:.1f} s after the first and only click (seen from outside)', flush=True)
    if folder is None:
        return

    paths = []
    for second in range(SECONDS):
        time.sleep(max(0, click + second + 1 - time.monotonic()))
        paths.append(os.path.join(folder, f'{second + 1:02}.png'))
        subprocess.run(['import', '-window', 'root', paths[-1]], check=True)
    subprocess.run(['montage', '-label', '%t s', *paths, '-tile', '4x', '-geometry', '520x+6+6', os.path.join(folder, 'demo.png')], check=True)


if __name__ == '__main__':
    if INSIDE in os.environ:
        import desktop
    sys.exit(main())
