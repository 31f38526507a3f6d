# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The man page: what docs/weir.1.in says, with the commands, their options and the verbs of scripts put in."""

import itertools

import reference


ESCAPES = {'\\': '\\e', '-': '\\-', "'": '\\(aq', '^': '\\(ha', '~': '\\(ti', '…': '.\\|.\\|.', '“': '\\(lq', '”': '\\(rq'}


def quote(text):
    return ''.join(ESCAPES.get(c, c if c.isascii() else f'\\[u{ord(c):04X}]') for c in text)


def line(text):
    """A line of text: a dot at its beginning would be a request."""
    quoted = quote(text)
    return ('\\&' if quoted.startswith('.') else '') + quoted


def option_lines(option):
    names = f'\\fB{quote(option.long)}\\fR'
    if option.short:
        names = f'\\fB{quote(option.short)}\\fR, ' + names
    if option.argument:
        names += f'=\\fI{quote(option.argument)}\\fR'
    yield '.TP'
    yield names
    yield line(option.text)


def paragraph_lines(paragraph):
    """Lines that are set in stay as they are."""
    inside = False
    yield '.PP'
    for text in paragraph:
        if text.startswith('  ') != inside:
            inside = not inside
            yield '.RS 4\n.nf' if inside else '.fi\n.RE'
        yield line(text.strip())
    if inside:
        yield '.fi\n.RE'


def command_lines(command):
    yield f'.SS weir {command.name} [\\fIOPTION\\fR.\\|.\\|.] {quote(command.arguments)}'.rstrip()
    yield line(command.summary) + '.'
    for title, options in command.groups:
        options = [option for option in options if option.long != '--help']
        if not options:
            continue
        if title not in ('Options', 'Application Options'):
            yield '.PP'
            yield f'\\fI{quote(title)}\\fR'
        for option in options:
            yield from option_lines(option)
    for paragraph in command.description:
        yield from paragraph_lines(paragraph)


def verb_lines(verbs):
    for group, members in itertools.groupby(verbs, key=lambda verb: verb['group']):
        yield '.SS ' + quote(group)
        for verb in members:
            first, *others = reference.forms(verb)
            yield '.TP'
            yield f'\\fB{quote(":@ " + first)}\\fR'
            for form in others:
                yield '.TQ'
                yield f'\\fB{quote(":@ " + form)}\\fR'
            yield line(reference.sentences(verb, str, ' '))


def make(commands, options, verbs, template, version):
    texts = {
        '@VERSION@': version,
        '@OPTIONS@': '\n'.join(text for option in options for text in option_lines(option)),
        '@VERBS@': '\n'.join(text for text in verb_lines(verbs)),
        '@COMMANDS@': '\n'.join(text for command in commands for text in command_lines(command)),
    }
    for place, text in texts.items():
        template = template.replace(place, text)
    return template
