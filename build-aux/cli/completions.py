# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Completions for bash, zsh and fish."""

HEAD = '# SPDX-FileCopyrightText: The Weir developers\n# SPDX-License-Identifier: GPL-3.0-or-later\n'


def names(options):
    return [name for option in options for name in (option.short, option.long) if name]


def bash_values(options):
    """What follows an option that takes an argument."""
    for option in options:
        if not option.argument:
            continue
        pattern = '|'.join(name for name in (option.short, option.long) if name)
        if option.choices:
            yield f'        {pattern}) COMPREPLY=($(compgen -W "{" ".join(option.choices)}" -- "$cur")); return ;;'
        elif option.takes_file:
            yield f'        {pattern}) _weir_files; return ;;'
        else:
            yield f'        {pattern}) return ;;'


def bash_command(command):
    yield f'    {command.name})'
    values = list(bash_values(command.options))
    if values:
        yield '      case $prev in'
        yield from values
        yield '      esac'
    yield f'      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "{" ".join(names(command.options))}" -- "$cur"))'
    yield '      else _weir_files; fi ;;' if command.takes_files else '      fi ;;'


def make_bash(commands, options):
    cases = '\n'.join(text for command in commands for text in bash_command(command))
    words = ' '.join([command.name for command in commands])
    return f'''{HEAD}
_weir_files ()
{{
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$cur"))
}}

_weir ()
{{
  local IFS=$' \\t\\n' cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}
  COMPREPLY=()
  # "=" is a word of its own here.
  if [[ $cur == "=" ]]; then
    cur=''
  elif [[ $prev == "=" ]]; then
    prev=${{COMP_WORDS[COMP_CWORD-2]}}
  fi
  if [[ $COMP_CWORD -eq 1 ]]; then
    if [[ $cur == -* ]]; then
      COMPREPLY=($(compgen -W "{' '.join(names(options))}" -- "$cur"))
    else
      _weir_files
      COMPREPLY+=($(compgen -W "{words}" -- "$cur"))
    fi
    return
  fi
  case ${{COMP_WORDS[1]}} in
{cases}
  esac
}}

complete -F _weir weir
'''


def zsh_quote(text):
    for character in '\\[]:':
        text = text.replace(character, '\\' + character)
    return text.replace("'", "'\\''")


def zsh_option(option):
    repeated = '*' if 'several times' in option.text else ''
    if not option.argument:
        value = ''
    elif option.choices:
        value = f':{zsh_quote(option.argument)}:({" ".join(option.choices)})'
    elif option.takes_file:
        value = ':file:_files'
    else:
        value = f':{zsh_quote(option.argument)}: '
    equals = '=' if option.argument else ''
    text = f'[{zsh_quote(option.text)}]{value}'
    if option.short:
        rest = '+' if option.argument else ''
        exclusive = '' if repeated else f'({option.short} {option.long})'
        yield f"'{exclusive}{repeated}{option.short}{rest}{text}'"
        yield f"'{exclusive}{repeated}{option.long}{equals}{text}'"
    else:
        yield f"'{repeated}{option.long}{equals}{text}'"


def zsh_command(command):
    lines = [text for option in command.options for text in zsh_option(option)]
    if command.takes_files:
        lines.append("'*:file:_files'")
    yield f'    {command.name})'
    yield '      _arguments -S \\\n        ' + ' \\\n        '.join(lines) + ' ;;'


def make_zsh(commands, options):
    described = '\n'.join(f"    '{command.name}:{zsh_quote(command.summary)}'" for command in commands)
    own = ' \\\n    '.join(text for option in options for text in zsh_option(option))
    cases = '\n'.join(text for command in commands for text in zsh_command(command))
    return f'''#compdef weir
{HEAD}
_weir_commands ()
{{
  local -a commands
  commands=(
{described}
  )
  _describe -t commands command commands
  _files
}}

_weir ()
{{
  local curcontext="$curcontext" state line
  _arguments -C \\
    {own} \\
    '1: :_weir_commands' \\
    '*:: :->argument'
  [[ $state == argument ]] || return
  curcontext="${{curcontext%:*:*}}:weir-$line[1]:"
  case $line[1] in
{cases}
  esac
}}

_weir "$@"
'''


def fish_quote(text):
    return "'" + text.replace('\\', '\\\\').replace("'", "\\'") + "'"


def fish_option(option, condition):
    parts = [f'complete -c weir -n {condition}']
    if option.short:
        parts.append('-s ' + option.short[1:])
    parts.append('-l ' + option.long[2:])
    if option.choices:
        parts.append('-x -a ' + fish_quote(' '.join(option.choices)))
    elif option.takes_file:
        parts.append('-r -F')
    elif option.argument:
        parts.append('-x')
    parts.append('-d ' + fish_quote(option.text))
    return ' '.join(parts)


def make_fish(commands, options):
    lines = [HEAD]
    lines += [fish_option(option, '__fish_use_subcommand') for option in options]
    for command in commands:
        lines.append(f'complete -c weir -n __fish_use_subcommand -a {command.name} -d {fish_quote(command.summary)}')
    for command in commands:
        condition = fish_quote(f'__fish_seen_subcommand_from {command.name}')
        lines.append('')
        if not command.takes_files:
            lines.append(f'complete -c weir -n {condition} -f')
        lines += [fish_option(option, condition) for option in command.options]
    return '\n'.join(lines) + '\n'
