#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The man page and the completions, made from the program's help: test-cli.py WEIR SOURCE-FOLDER, TAP on standard output."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

WEIR, SOURCE = sys.argv[1:3]
sys.path.insert(0, os.path.join(SOURCE, 'build-aux', 'cli'))

import command_help  # noqa: E402
import reference  # noqa: E402

COMMANDS, OPTIONS = command_help.read(WEIR)


class Skip(Exception):
    pass


def need(program):
    if shutil.which(program) is None:
        raise Skip(f'{program} is not installed')


def make(folder, kind, *arguments):
    path = os.path.join(folder, 'weir.' + kind)
    subprocess.run([os.path.join(SOURCE, 'build-aux', 'cli', 'make.py'), kind, WEIR, path, *arguments], check=True)
    return path


def make_man(folder):
    return make(folder, 'man', os.path.join(SOURCE, 'docs', 'weir.1.in'), '1.2.3')


def run(*command, **more):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf-8', check=False, **more)


def same(what, got, wanted):
    assert got == wanted, f'{what}: got {got}, wanted {wanted}'


def test_options_are_documented(_):
    """Each in the part of its command, or in the beginning for those that several have; by its short name, too."""
    with open(os.path.join(SOURCE, 'docs', 'command-line.md'), encoding='utf-8') as file:
        beginning, *parts = re.split(r'^## ', file.read(), flags=re.M)
    for command in COMMANDS:
        text = beginning + next((part for part in parts if part.startswith(f'weir {command.name}\n')), '')
        missing = [o.long for o in command.options if not any(name and re.search(re.escape(name) + r'\b', text) for name in (o.long, o.short))]
        same(f'options of {command.name} that docs/command-line.md lacks', missing, [])
    same('options of weir that it lacks', [o.long for o in OPTIONS if o.long not in beginning], ['--version'])


def test_help_is_understood(_):
    assert len(COMMANDS) >= 5 and len(OPTIONS) >= 2, 'the help was not read'
    for command in COMMANDS:
        text = '\n'.join(command_help.run_help(WEIR, command.name))
        same(command.name, [o.long for o in command.options], re.findall(r'^  (?:-\w, )?(--[\w-]+)', text, re.M))
        assert command.description, f'{command.name}: no description'
    watch = next(command for command in COMMANDS if command.name == 'watch')
    policy = next(option for option in watch.options if option.long == '--policy')
    same('--policy', policy.choices, ['browser', 'persistent', 'once'])
    expect = next(option for option in watch.options if option.long == '--expect')
    same('--expect', expect.argument, "'QUERY >= N'")


def test_man_page_has_all(folder):
    with open(make_man(folder), encoding='utf-8') as file:
        page = file.read().replace('\\-', '-')
    assert '@' not in re.sub(r'@(?:FILE|-)|:@', '', page), 'a place was not filled'
    assert '1.2.3' in page
    for command in COMMANDS:
        assert f'.SS weir {command.name} ' in page, f'no command {command.name}'
        for option in command.options:
            assert f'\\fB{option.long}\\fR' in page or option.long == '--help', f'no {option.long}'
    verbs = reference.read(WEIR)[0]
    assert len(verbs) >= 47, 'the verbs were not read'
    for verb in verbs:
        for form in reference.forms(verb):
            wanted = '\\fB:@ ' + form.replace('…', '.\\|.\\|.') + '\\fR'
            assert wanted in page, f'no {form}'


def test_man_page_is_clean(folder):
    need('groff')
    same('groff', run('groff', '-ww', '-man', '-Tutf8', '-z', make_man(folder)).stdout, '')


def complete_in_bash(path, *words):
    """The last word is completed."""
    script = f'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _weir; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = run('bash', '--norc', '-c', script, 'bash', path, *words, cwd=os.path.dirname(path))
    return [line for line in done.stdout.split('\n') if line]


def test_bash(folder):
    need('bash')
    path = make(folder, 'bash')
    with open(os.path.join(folder, 'a b.eventstream'), 'w', encoding='utf-8'):
        pass
    same('command', complete_in_bash(path, 'weir', 'wat'), ['watch'])
    same('own option', complete_in_bash(path, 'weir', '--ver'), ['--version'])
    same('option', complete_in_bash(path, 'weir', 'watch', '--pol'), ['--policy'])
    same('choice', complete_in_bash(path, 'weir', 'watch', '--policy', 'b'), ['browser'])
    same('choice behind =', complete_in_bash(path, 'weir', 'watch', '--policy', '='), ['browser', 'persistent', 'once'])
    same('begun choice behind =', complete_in_bash(path, 'weir', 'watch', '--policy', '=', 'o'), ['once'])
    same('file', complete_in_bash(path, 'weir', 'serve', 'a'), ['a b.eventstream'])
    same('file of an option', complete_in_bash(path, 'weir', 'watch', '--save', 'a'), ['a b.eventstream'])
    same('no file', complete_in_bash(path, 'weir', 'demo', ''), [])
    for command in COMMANDS:
        wanted = sorted(name for option in command.options for name in (option.short, option.long) if name)
        same(command.name, sorted(complete_in_bash(path, 'weir', command.name, '-')), wanted)


def test_fish(folder):
    need('fish')
    path = make(folder, 'fish')
    environment = dict(os.environ, HOME=folder, XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder)

    def complete(line):
        done = run('fish', '--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', path, line, env=environment)
        return [text.split('\t')[0] for text in done.stdout.split('\n') if text]

    same('command', [word for word in complete('weir wat') if word == 'watch'], ['watch'])
    same('option', [word.rstrip('=') for word in complete('weir watch --pol')], ['--policy'])
    same('choice', sorted(complete('weir watch --policy ')), ['browser', 'once', 'persistent'])
    for command in COMMANDS:
        got = {word.rstrip('=') for word in complete(f'weir {command.name} --')}
        same(command.name, got, {option.long for option in command.options})


def test_zsh(folder):
    need('zsh')
    path = make(folder, 'zsh')
    same('zsh -n', run('zsh', '-f', '-n', path).stdout, '')
    with open(path, encoding='utf-8') as file:
        text = file.read()
    for command in COMMANDS:
        for option in command.options:
            assert re.search(r"'(\(.*?\))?\*?" + re.escape(option.long) + r'=?\[', text), f'no {option.long}'


def main():
    tests = [value for name, value in globals().items() if name.startswith('test_')]
    print(f'1..{len(tests)}')
    failed = False
    for number, test in enumerate(tests, 1):
        name = test.__name__[len('test_'):].replace('_', ' ')
        with tempfile.TemporaryDirectory(prefix='weir-cli-') as folder:
            try:
                test(folder)
            except Skip as skip:
                print(f'ok {number} - {name} # SKIP {skip}')
            except (AssertionError, subprocess.CalledProcessError) as error:
                failed = True
                print(f'not ok {number} - {name}\n# {error}')
                print(error, file=sys.stderr)
            else:
                print(f'ok {number} - {name}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
