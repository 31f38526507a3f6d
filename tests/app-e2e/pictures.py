#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every page, state and dialog of the window, to be looked at by a person.

By hand; needs what the tests from outside need, and ImageMagick. BUILD is a build folder, without sanitizers if translations are wanted:
  tests/app-e2e/pictures.py BUILD FOLDER [--size 1040x720] [--dark] [--contrast] [--language zh_CN [--po FILE]] [--rtl] [--text 2]
      [--parts first_page,…] [--only REGEX]
A part is a function “take_…” of one of the modules below.
Those in docs/pictures come from --parts docs_stream,docs_mock,docs_failure (NAME.png), and the first two with --dark --language zh_CN
(NAME-zh_CN.png); then
  convert A.png -strip -dither None -colors 255 PNG8:B.png
"""

import argparse
import importlib
import os
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

HERE = os.path.dirname(os.path.abspath(__file__))
INSIDE = 'WEIR_PICTURES'
MODULES = ('pictures_stream', 'pictures_rows', 'pictures_request', 'pictures_window', 'pictures_keeping', 'pictures_mock', 'pictures_docs')

# Stands before the libraries: translations are looked for elsewhere, and text is as large as the desktop's setting makes it, which GTK
# takes from no file on X.
SHIM = '''
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
static void *next (const char *name) { return dlsym (RTLD_NEXT, name); }
char *bindtextdomain (const char *domain, const char *folder)
{
  const char *locales = getenv ("WEIR_PICTURES_LOCALES");
  char *(*bind) (const char *, const char *) = (char *(*) (const char *, const char *)) next ("bindtextdomain");
  return bind (domain, locales != NULL && strcmp (domain, "weir") == 0 ? locales : folder);
}
static void on_startup (void)
{
  void *(*get) (void) = (void *(*) (void)) next ("gtk_settings_get_default");
  void (*set) (void *, const char *, ...) = (void (*) (void *, const char *, ...)) next ("g_object_set");
  set (get (), "gtk-xft-dpi", atoi (getenv ("WEIR_PICTURES_DPI")) * 1024, NULL);
}
int g_application_run (void *application, int argc, char **argv)
{
  typedef unsigned long Connect (void *, const char *, void *, void *, void *, int);
  int (*run) (void *, int, char **) = (int (*) (void *, int, char **)) next ("g_application_run");
  ((Connect *) next ("g_signal_connect_data")) (application, "startup", (void *) on_startup, NULL, NULL, 1);
  return run (application, argc, argv);
}
'''


def run_inside(arguments):
    """Starts itself again on a display and a bus of its own, in the environment that was asked for."""
    build = os.path.abspath(arguments.build)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(('LC_', 'LANG'))}
    environment.update(
        {INSIDE: '1', 'WEIR_TEST_SCREEN': arguments.size, 'WEIR_TEST_WINDOW': build + '/src/app/weir-window',
         'WEIR_TEST_PROGRAM': build + '/src/cli/weir', 'GSETTINGS_SCHEMA_DIR': build + '/data', 'GSETTINGS_BACKEND': 'memory',
         'GIO_USE_PROXY_RESOLVER': 'dummy', 'GIO_USE_VFS': 'local', 'LANG': 'C.UTF-8', 'TZ': 'UTC'})
    if arguments.dark:
        environment['ADW_DEBUG_COLOR_SCHEME'] = 'prefer-dark'
    if arguments.contrast:
        environment['ADW_DEBUG_HIGH_CONTRAST'] = '1'
    # The distribution's own has AT-SPI.
    python = shutil.which('python3', path='/usr/bin') or sys.executable
    with tempfile.TemporaryDirectory() as folder:
        environment.update(preload(folder), WEIR_PICTURES_DPI=f'{96 * arguments.text:.0f}')
        if arguments.language or arguments.rtl:
            environment.update(translate(arguments, folder))
        return subprocess.run([os.path.join(HERE, '../support/with-display'), os.path.join(HERE, 'on-a-bus'), python, *sys.argv],
                              env=environment, check=False).returncode


def preload(folder):
    with open(folder + '/shim.c', 'w', encoding='ascii') as file:
        file.write(SHIM)
    subprocess.run(['cc', '-shared', '-fPIC', '-o', folder + '/shim.so', folder + '/shim.c'], check=True)
    return {'LD_PRELOAD': folder + '/shim.so'}


def translate(arguments, folder):
    """An environment in which the program, which is not installed, finds its translation.

    Right-to-left comes with GTK's Hebrew, which GTK speaks where the program does: so that has an empty one; its texts stay as they are.
    """
    language = 'he' if arguments.rtl else arguments.language
    messages = os.path.join(folder, 'locale', language, 'LC_MESSAGES')
    os.makedirs(messages)
    with open(folder + '/empty.po', 'w', encoding='ascii') as file:
        file.write('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
    po = folder + '/empty.po' if arguments.rtl else arguments.po or os.path.join(HERE, '../../po', language + '.po')
    subprocess.run(['msgfmt', '-o', messages + '/weir.mo', po], check=True)
    return {'LANGUAGE': language, 'WEIR_PICTURES_LOCALES': folder + '/locale'}


def take(part, arguments):
    """Whether it went through: what one part lacks keeps no other from being taken."""
    run = next(function for function in (getattr(importlib.import_module(name), 'take_' + part, None) for name in MODULES) if function)
    studio = Studio(arguments)
    try:
        run(studio)
    except AssertionError as error:
        print(f'{part}: {error}', file=sys.stderr)
        return False
    return True


def main():
    parser = argparse.ArgumentParser(description='Takes pictures of every page, state and dialog of the window.')
    parser.add_argument('build')
    parser.add_argument('folder')
    parser.add_argument('--size', default='1040x720')
    parser.add_argument('--dark', action='store_true')
    parser.add_argument('--contrast', action='store_true')
    parser.add_argument('--language', default='')
    parser.add_argument('--po')
    parser.add_argument('--rtl', action='store_true')
    parser.add_argument('--text', type=float, default=1)
    parser.add_argument('--only', default='')
    parser.add_argument('--parts', default='first_page,pastes,dialogs,request,edit,secrets,stream,failures,several,menus,names,details,tls,big,sidebar,files,keyring,full_disk,mock_ways,mock_clients,mock_editor,mock_failures,mock_tls')
    arguments = parser.parse_args()
    if INSIDE not in os.environ:
        return run_inside(arguments)

    os.makedirs(arguments.folder, exist_ok=True)
    desktop.Atspi.init()
    return 0 if all([take(part, arguments) for part in arguments.parts.split(',')]) else 1


if __name__ == '__main__':
    if INSIDE in os.environ:
        import desktop
        from picture_studio import Studio
    sys.exit(main())
