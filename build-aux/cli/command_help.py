# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `weir --help` and the help of each command say, taken apart: the one source of the man page and the completions."""

import os
import re
import subprocess


class Option:
    """@short, @argument: '' for none; @long: with its dashes."""

    def __init__(self, short, long, argument, text):
        self.short, self.long, self.argument, self.text = short, long, argument, text

    @property
    def choices(self):
        """The words that its argument is one of; capitals are a placeholder."""
        words = self.argument.split('|')
        return [w for w in words if not w.isupper()] if len(words) > 1 else []

    @property
    def takes_file(self):
        return self.argument in ('FILE', 'FOLDER')


class Command:
    def __init__(self, name, arguments, summary):
        self.name, self.arguments, self.summary = name, arguments, summary
        self.groups = []       # (title, [Option])
        self.description = []  # paragraphs, each a list of lines

    @property
    def options(self):
        return [option for _, options in self.groups for option in options]

    @property
    def takes_files(self):
        return bool(re.search(r'FILE|FOLDER|SCRIPT|RECORDING', self.arguments))


def run_help(weir, *arguments):
    environment = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='', COLUMNS='80', ASAN_OPTIONS='detect_leaks=0')
    done = subprocess.run([weir, *arguments, '--help'], env=environment, stdout=subprocess.PIPE, encoding='utf-8', check=True)
    return done.stdout.rstrip('\n').split('\n')


def parse_option(line):
    match = re.fullmatch(r'  (?:(-\w), )?(--[\w-]+)(?:=(\S+(?: \S+)*))?(?: {2,}(\S.*))?', line)
    if match is None:
        raise ValueError(f'not the line of an option: “{line}”')
    short, long, argument, text = match.groups(default='')
    return Option(short, long, argument, text)


def parse_command(command, lines):
    """The groups of options; behind the last of them the description."""
    groups, index, last = [], 0, 0
    while index < len(lines):
        title = lines[index]
        index += 1
        options = []
        while index < len(lines) and re.match(r'  (-\w, )?--', lines[index]):
            options.append(parse_option(lines[index]))
            index += 1
        if options:
            groups.append((title.rstrip(':'), options))
            last = index
    command.groups = groups
    paragraph = []
    for line in lines[last:] + ['']:
        if line:
            paragraph.append(line)
        elif paragraph:
            command.description.append(paragraph)
            paragraph = []


def read(weir):
    """(the commands, the options of weir itself)"""
    lines = run_help(weir)
    commands, options = [], []
    section = None
    for line in lines:
        if line.endswith(':') and not line.startswith(' '):
            section = line
        elif section == 'Commands:' and line.startswith('  '):
            usage, summary = re.fullmatch(r'  (\S+(?: \S+)*) {2,}(\S.*)', line).groups()
            name, _, arguments = usage.partition(' ')
            commands.append(Command(name, arguments, summary))
        elif section == 'Options:' and line.startswith('  '):
            short, long, text = re.fullmatch(r'  (?:(-\w), )?(--[\w-]+) {2,}(\S.*)', line).groups(default='')
            options.append(Option(short, long, '', text))
    for command in commands:
        parse_command(command, run_help(weir, command.name))
    return commands, options
