import os as _os
import re as _re
import sys as _sys
import textwrap as _textwrap

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = "?", "*", "+", "A...", "..."


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name, self.message = None if argument is None else argument._called(), message

    def __str__(self):
        return self.message if self.argument_name is None else f"argument {self.argument_name}: {self.message}"


class ArgumentTypeError(Exception):
    pass


class Namespace:
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        shown = [f"{key}={value!r}" for key, value in self.__dict__.items() if key.isidentifier()]
        others = {key: value for key, value in self.__dict__.items() if not key.isidentifier()}
        return f"{type(self).__name__}({', '.join(shown + ([f'**{others!r}'] if others else []))})"


class FileType:
    def __init__(self, mode="r", *args):
        raise NotImplementedError("argparse.FileType is not supported: there are no files here")


class HelpFormatter:
    keeps_description = keeps_help = shows_defaults = shows_types = False

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self.prog, self.width = prog, (80 if width is None else width + 2) - 2
        self.max_help_position = min(max_help_position, max(self.width - 20, indent_increment * 2))

    def metavar(self, action, default):
        if action.metavar is not None:
            found = action.metavar
        elif action.choices is not None:
            found = "{%s}" % ",".join(map(str, action.choices))
        else:
            found = default
        return lambda count: found if isinstance(found, tuple) else (found,) * count

    def arguments(self, action, default):
        of, nargs = self.metavar(action, default), action.nargs
        if nargs is None:
            return of(1)[0]
        if nargs == OPTIONAL:
            return f"[{of(1)[0]}]"
        if nargs == ZERO_OR_MORE:
            names = of(1)
            return f"[{names[0]} [{names[1]} ...]]" if len(names) == 2 else f"[{names[0]} ...]"
        if nargs == ONE_OR_MORE:
            return "%s [%s ...]" % of(2)
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return f"{of(1)[0]} ..."
        if nargs == SUPPRESS:
            return ""
        return " ".join(of(nargs))

    def default_metavar(self, action):
        if self.shows_types:
            return action.type.__name__
        return action.dest.upper() if action.option_strings else action.dest

    def invocation(self, action):
        if not action.option_strings:
            return " ".join(self.metavar(action, action.dest)(1))
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        return ", ".join(action.option_strings) + " " + self.arguments(action, self.default_metavar(action))

    def usage(self, actions, groups):
        def part(action, grouped=None):
            if action.option_strings:
                text = action.option_strings[0] if action.nargs != 0 else action._usage()
                if action.nargs != 0:
                    text += " " + self.arguments(action, self.default_metavar(action))
                return text if action.required or grouped else f"[{text}]"
            text = self.arguments(action, action.dest)
            return text[1:-1] if grouped and text[:1] == "[" else text

        def parts(of):
            found, done = [], set()
            for action in of:
                if action.help is SUPPRESS or id(action) in done:
                    continue
                group = next((group for group in groups if action in group._group_actions), None)
                if group is None:
                    found.append(part(action))
                    continue
                shown = [one for one in group._group_actions if one.help is not SUPPRESS]
                done.update(map(id, shown))
                text = " | ".join(part(one, True) for one in shown)
                if len(shown) > 1:
                    text = f"({text})" if group.required else f"[{text}]"
                elif not group.required:
                    text = f"[{text}]"
                found.append(text)
            return [text for text in found if text]

        options = parts([action for action in actions if action.option_strings])
        positionals = parts([action for action in actions if not action.option_strings])
        one = " ".join([self.prog, *options, *positionals])
        if len("usage: ") + len(one) <= self.width:
            return one

        def lines(words, indent, prefix=None):
            found, line = [], []
            length = (len(prefix) if prefix is not None else indent) - 1
            for word in words:
                if length + 1 + len(word) > self.width and line:
                    found.append(" " * indent + " ".join(line))
                    line, length = [], indent - 1
                line.append(word)
                length += len(word) + 1
            if line:
                found.append(" " * indent + " ".join(line))
            if prefix is not None and found:
                found[0] = found[0][indent:]
            return found

        prefix = "usage: "
        if len(prefix) + len(self.prog) <= 0.75 * self.width:
            indent = len(prefix) + len(self.prog) + 1
            if options:
                found = lines([self.prog, *options], indent, prefix) + lines(positionals, indent)
            elif positionals:
                found = lines([self.prog, *positionals], indent, prefix)
            else:
                found = [self.prog]
        else:
            indent = len(prefix)
            found = lines([*options, *positionals], indent)
            if len(found) > 1:
                found = lines(options, indent) + lines(positionals, indent)
            found = [self.prog, *found]
        return "\n".join(found)

    def filled(self, text, indent=0):
        text = text % dict(prog=self.prog) if "%(prog)" in text else text
        spaces = " " * indent
        if self.keeps_description:
            return "".join(spaces + line for line in text.splitlines(keepends=True))
        text = _re.sub(r"\s+", " ", text).strip()
        return _textwrap.fill(text, max(self.width - indent, 11), initial_indent=spaces, subsequent_indent=spaces)

    def helped(self, action):
        text = action.help
        if self.shows_defaults and "%(default)" not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += " (default: %(default)s)"
        known = {key: value for key, value in vars(action).items() if value is not SUPPRESS}
        for key, value in known.items():
            if hasattr(value, "__name__"):
                known[key] = value.__name__
        if known.get("choices") is not None:
            known["choices"] = ", ".join(map(str, known["choices"]))
        return text % {**known, "prog": self.prog}

    def entries(self, actions, depth=0):
        for action in actions:
            if action.help is not SUPPRESS:
                yield action, 2 + depth
                yield from self.entries(action._below(), depth + 2)

    def sections(self, groups):
        entries = [entry for group in groups for entry in self.entries(group._group_actions)]
        longest = max([len(self.invocation(action)) + indent for action, indent in entries], default=0)
        position = min(longest + 2, self.max_help_position)
        width = max(self.width - position, 11)
        for group in groups:
            lines = []
            if group.description:
                lines.append(self.filled(group.description, 2) + "\n\n")
            for action, indent in self.entries(group._group_actions):
                header = " " * indent + self.invocation(action)
                text = self.helped(action) if action.help and action.help.strip() else ""
                if self.keeps_help:
                    helped = text.splitlines()
                else:
                    helped = _textwrap.wrap(_re.sub(r"\s+", " ", text).strip(), width)
                if not helped:
                    lines.append(header + "\n")
                    continue
                if len(header) <= position - 2:
                    lines.append(f"{header:<{position}}{helped.pop(0)}\n")
                else:
                    lines.append(header + "\n")
                lines += [" " * position + line + "\n" for line in helped]
            if any(group._group_actions) and lines or group.description:
                title = f"{group.title}:\n" if group.title not in (None, SUPPRESS) else ""
                yield title + "".join(lines)


class RawDescriptionHelpFormatter(HelpFormatter):
    keeps_description = True


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    keeps_help = True


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    shows_defaults = True


class MetavarTypeHelpFormatter(HelpFormatter):
    shows_types = True


class Action:
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
            required=False, help=None, metavar=None, deprecated=False):
        self.option_strings, self.dest, self.nargs, self.const, self.default = option_strings, dest, nargs, const, default
        self.type, self.choices, self.required, self.help, self.metavar = type, choices, required, help, metavar
        self.deprecated = deprecated

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")

    def _called(self):
        if self.option_strings:
            return "/".join(self.option_strings)
        if self.metavar not in (None, SUPPRESS):
            return self.metavar if isinstance(self.metavar, str) else ", ".join(self.metavar)
        if self.dest not in (None, SUPPRESS):
            return self.dest
        return "{%s}" % ",".join(self.choices) if self.choices else None

    def _usage(self):
        return self.option_strings[0]

    def _below(self):
        return ()

    def __repr__(self):
        names = ("option_strings", "dest", "nargs", "const", "default", "type", "choices", "required", "help", "metavar",
            "deprecated")
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


class _StoreAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _Flag(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None,
            deprecated=False):
        super().__init__(option_strings, dest, 0, const, default, None, None, required, help, metavar, deprecated)


class _StoreConstAction(_Flag):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, True, default, required, help, None, deprecated)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, False, default, required, help, None, deprecated)


class _AppendAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), values])


class _ExtendAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), *values])


class _AppendConstAction(_Flag):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), self.const])


class _CountAction(_Flag):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        names = []
        for name in option_strings:
            names.append(name)
            if name.startswith("--"):
                names.append("--no-" + name[2:])
        super().__init__(names, dest, 0, None, default, None, None, required, help, None, deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def _usage(self):
        return " | ".join(self.option_strings)


class _HelpAction(_Flag):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, None, default, False, help, None, deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(_HelpAction):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        help = "show program's version number and exit" if help is None else help
        super().__init__(option_strings, dest, default, help, deprecated)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        version = parser.version if self.version is None else self.version
        parser._print_message(version % dict(prog=parser.prog) + "\n", _sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prefix, self._parser_class, self._parsers, self._helped = prog, parser_class, {}, []
        super().__init__(option_strings, dest, PARSER, choices=self._parsers, required=required, help=help, metavar=metavar)

    def add_parser(self, name, *, deprecated=False, aliases=(), help=None, **kwargs):
        kwargs.setdefault("prog", f"{self._prefix} {name}")
        if name in self._parsers:
            raise ValueError(f"conflicting subparser: {name}")
        if help is not None:
            shown = f"{name} ({', '.join(aliases)})" if aliases else name
            self._helped.append(Action([], name, help=help, metavar=shown))
        parser = self._parser_class(**kwargs)
        for known in (name, *aliases):
            self._parsers[known] = parser
        return parser

    def _below(self):
        return self._helped

    def __call__(self, parser, namespace, values, option_string=None):
        name, *rest = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        own, unknown = self._parsers[name].parse_known_args(rest, None)
        for key, value in vars(own).items():
            setattr(namespace, key, value)
        if unknown:
            vars(namespace).setdefault("_unrecognized_args", []).extend(unknown)


_ACTIONS = {None: _StoreAction, "store": _StoreAction, "store_const": _StoreConstAction, "store_true": _StoreTrueAction,
    "store_false": _StoreFalseAction, "append": _AppendAction, "append_const": _AppendConstAction,
    "count": _CountAction, "help": _HelpAction, "version": _VersionAction, "extend": _ExtendAction}


class _Group:
    def __init__(self, container, title=None, description=None, required=False, exclusive=False):
        self.container, self.title, self.description = container, title, description
        self.required, self.exclusive, self._group_actions = required, exclusive, []

    def add_argument(self, *args, **kwargs):
        parser = self.container
        while isinstance(parser, _Group):
            parser = parser.container
        action = parser._made(args, kwargs)
        if self.exclusive and action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        self._group_actions.append(action)
        if self.exclusive:
            home = self.container if isinstance(self.container, _Group) else parser._home(action)
            home._group_actions.append(action)
        return action

    def add_mutually_exclusive_group(self, *, required=False):
        parser = self.container
        while isinstance(parser, _Group):
            parser = parser.container
        group = _Group(self, required=required, exclusive=True)
        parser._exclusive.append(group)
        return group


class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter,
            prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True,
            allow_abbrev=True, exit_on_error=True, *, suggest_on_error=False, color=True):
        self.prog = _os.path.basename(_sys.argv[0]) if prog is None else prog
        self.usage, self.description, self.epilog, self.formatter_class = usage, description, epilog, formatter_class
        self.prefix_chars, self.argument_default, self.add_help = prefix_chars, argument_default, add_help
        self.allow_abbrev, self.exit_on_error, self.suggest_on_error = allow_abbrev, exit_on_error, suggest_on_error
        self._actions, self._by_option, self._defaults, self._exclusive = [], {}, {}, []
        self._positionals, self._optionals = _Group(self, "positional arguments"), _Group(self, "options")
        self._groups, self._subparsers = [self._positionals, self._optionals], None
        if add_help:
            dash = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(dash + "h", dash * 2 + "help", action="help", default=SUPPRESS,
                help="show this help message and exit")
        for parent in parents:
            for group in parent._groups:
                own = {"positional arguments": self._positionals, "options": self._optionals}.get(group.title)
                if own is None:
                    own = self.add_argument_group(group.title, group.description)
                for action in group._group_actions:
                    self._add(action)
                    own._group_actions.append(action)
            self._exclusive += parent._exclusive
            self._defaults.update(parent._defaults)

    def __repr__(self):
        names = ("prog", "usage", "description", "formatter_class", "conflict_handler", "add_help")
        self.conflict_handler = "error"
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    def _home(self, action):
        return self._optionals if action.option_strings else self._positionals

    def add_argument(self, *args, **kwargs):
        action = self._made(args, kwargs)
        self._home(action)._group_actions.append(action)
        return action

    def _made(self, args, kwargs):
        if not args or len(args) == 1 and args[0][0] not in self.prefix_chars:
            if args and "dest" in kwargs:
                raise TypeError("dest supplied twice for positional argument, did you mean metavar?")
            kwargs.setdefault("dest", args[0] if args else None)
            if "required" in kwargs:
                raise TypeError("'required' is an invalid argument for positionals")
            names = []
            nargs = kwargs.get("nargs")
            kind = kwargs.get("action")
            if nargs == 0:
                raise ValueError("nargs for store actions must be != 0; if you have nothing to store, actions such as store "
                    "true or store const may be more appropriate")
            flag = isinstance(kind, str) and kind in ("store_true", "store_false", "store_const", "count", "help")
            if nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS, 0) and not flag:
                kwargs["required"] = True
            if nargs == ZERO_OR_MORE and "default" not in kwargs:
                kwargs["required"] = True
        else:
            names = list(args)
            for name in names:
                if name[0] not in self.prefix_chars:
                    raise ValueError(f"invalid option string {name!r}: must start with a character {self.prefix_chars!r}")
            if kwargs.get("dest") is None:
                long = [name for name in names if len(name) > 1 and name[1] in self.prefix_chars]
                dest = (long or names)[0].lstrip(self.prefix_chars)
                if not dest:
                    raise TypeError(f"dest= is required for options like {names[0]!r}")
                kwargs["dest"] = dest.replace("-", "_")
        if "default" not in kwargs:
            if kwargs["dest"] in self._defaults:
                kwargs["default"] = self._defaults[kwargs["dest"]]
            elif self.argument_default is not None:
                kwargs["default"] = self.argument_default
        kind = kwargs.pop("action", None)
        if isinstance(kind, str) and kind not in _ACTIONS:
            raise ValueError(f"unknown action {kind!r}")
        kind = kind if isinstance(kind, type) else _ACTIONS[kind]
        action = kind(option_strings=names, **kwargs)
        if action.type is not None and not callable(action.type):
            raise TypeError(f"{action.type!r} is not callable")
        self._add(action)
        return action

    def _add(self, action):
        taken = [name for name in action.option_strings if name in self._by_option]
        if taken:
            plural = "s" if len(taken) > 1 else ""
            raise ArgumentError(action, f"conflicting option string{plural}: {', '.join(taken)}")
        self._actions.append(action)
        for name in action.option_strings:
            self._by_option[name] = action

    def add_argument_group(self, title=None, description=None, **kwargs):
        group = _Group(self, title, description)
        self._groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        group = _Group(self, required=required, exclusive=True)
        self._exclusive.append(group)
        return group

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, dest=SUPPRESS, required=False,
            help=None, metavar=None, action=None):
        if self._subparsers is not None:
            raise ValueError("cannot have multiple subparser arguments")
        group = self._positionals
        if title or description:
            group = self.add_argument_group("subcommands" if title is None else title, description)
        if prog is None:
            positionals = [one for one in self._actions if not one.option_strings]
            prog = self.formatter_class(self.prog).usage(positionals, self._exclusive) if self.usage is None else self.prog
        made = _SubParsersAction([], prog.strip(), parser_class or type(self), dest, required, help, metavar)
        self._subparsers = made
        self._actions.append(made)
        group._group_actions.append(made)
        return made

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def parse_args(self, args=None, namespace=None):
        namespace, unknown = self.parse_known_args(args, namespace)
        if unknown:
            message = f"unrecognized arguments: {' '.join(unknown)}"
            if self.exit_on_error:
                self.error(message)
            raise ArgumentError(None, message)
        return namespace

    parse_intermixed_args = parse_args

    def parse_known_args(self, args=None, namespace=None):
        args = _sys.argv[1:] if args is None else list(args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            unknown = _Parsing(self, args, namespace).run()
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))
        unknown += vars(namespace).pop("_unrecognized_args", [])
        return namespace, unknown

    def _value(self, action, text):
        convert = (lambda text: text) if action.type is None else action.type
        if isinstance(convert, str):
            return text
        try:
            return convert(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error)) from None
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {text!r}") from None

    def _check(self, action, value):
        choices = action.choices
        if choices is None or value in (iter(choices) if isinstance(choices, str) else choices):
            return
        listed = ", ".join(map(str, choices))
        message = f"invalid choice: {str(value)!r} (choose from {listed})"
        if self.suggest_on_error and isinstance(value, str) and all(isinstance(one, str) for one in choices):
            import difflib
            close = difflib.get_close_matches(value, choices, 1)
            if close:
                message = f"invalid choice: {value!r}, maybe you meant {close[0]!r}? (choose from {listed})"
        raise ArgumentError(action, message)

    def format_usage(self):
        return f"usage: {self._usage()}\n"

    def _usage(self):
        if self.usage is not None:
            return self.usage % dict(prog=self.prog)
        return self.formatter_class(self.prog).usage(self._actions, self._exclusive)

    def format_help(self):
        formatter = self.formatter_class(self.prog)
        parts = [self.format_usage()]
        if self.usage is SUPPRESS:
            parts = []
        if self.description:
            parts.append(formatter.filled(self.description).rstrip("\n") + "\n")
        parts += formatter.sections(self._groups)
        if self.epilog:
            parts.append(formatter.filled(self.epilog).rstrip("\n") + "\n")
        return _re.sub(r"\n\n\n+", "\n\n", "\n".join(parts)).strip("\n") + "\n"

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), _sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), _sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message and file in (None, _sys.__stderr__):
            _stderr_write(message)
        elif message:
            file.write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")


class _Parsing:
    """One pass over arguments."""

    def __init__(self, parser, args, namespace):
        self.parser, self.args, self.namespace = parser, args, namespace
        self.positionals = [action for action in parser._actions if not action.option_strings]
        self.seen, self.given, self.unknown, self.warned = set(), set(), [], set()
        self.numbers = any(_re.match(r"^-\d", name) for name in parser._by_option)

    def option(self, text):
        """`(action, name, explicit value)` of what looks like an option, else None."""
        by_option, prefixes = self.parser._by_option, self.parser.prefix_chars
        if not text or text[0] not in prefixes:
            return None
        if text in by_option:
            return by_option[text], text, None
        if len(text) == 1:
            return None
        name, equals, value = text.partition("=")
        if equals and name in by_option:
            return by_option[name], name, value
        found = []
        if text[1] in prefixes:
            if self.parser.allow_abbrev:
                found = [(by_option[known], known, value if equals else None) for known in by_option
                    if known.startswith(name)]
        else:
            short = text[:2]
            found = [(by_option[known], known, text[2:] or None) for known in by_option if known == short]
            found += [(by_option[known], known, value if equals else None) for known in by_option
                if self.parser.allow_abbrev and known != short and known.startswith(name)]
        if len({id(action) for action, _, _ in found}) > 1:
            options = ", ".join(known for _, known, _ in found)
            raise ArgumentError(None, f"ambiguous option: {text} could match {options}")
        if found:
            return found[0]
        if _re.match(r"^-(?:\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)$", text) and not self.numbers:
            return None
        if " " in text:
            return None
        return None, text, None

    def run(self):
        kinds, after = [], False
        for text in self.args:
            if after:
                kinds.append(None)
            elif text == "--":
                after = True
                kinds.append("--")
            else:
                kinds.append(self.option(text))
        self.kinds = kinds
        at, end = 0, len(self.args)
        while at <= end:
            upto = next((i for i in range(at, end) if isinstance(kinds[i], tuple)), end)
            before = at
            at = self.take_positionals(at, upto, last=upto == end)
            if at > before and at < upto:
                continue
            self.unknown += self.args[at:upto]
            at = max(at, upto)
            if at == end:
                break
            at = self.take_option(at)
        self.finish()
        return self.unknown

    def shape(self, nargs):
        many = {None: (1, 1), OPTIONAL: (0, 1), ZERO_OR_MORE: (0, None), ONE_OR_MORE: (1, None), PARSER: (1, None),
            REMAINDER: (0, None), SUPPRESS: (0, 0)}
        return many[nargs] if nargs in many else (nargs, nargs)

    def take_positionals(self, at, upto, last):
        plain = [i for i in range(at, upto) if self.kinds[i] != "--"]
        shapes = [self.shape(action.nargs) for action in self.positionals]
        # As many of them as these arguments do for, each with as many as it can have.
        count = len(self.positionals)
        while count and sum(least for least, _ in shapes[:count]) > len(plain):
            count -= 1
        rest, counts = len(plain), []
        for index in range(count):
            needed = sum(least for least, _ in shapes[index + 1:count])
            most = shapes[index][1]
            own = rest - needed if most is None else min(most, rest - needed)
            if self.positionals[index].nargs in (PARSER, REMAINDER) and own:
                own = None
            counts.append(own)
            if own is None:
                break
            rest -= own
        if not last:
            # What may be empty waits for what comes after the options.
            while counts and counts[-1] == 0:
                counts.pop()
        for own in counts:
            action = self.positionals.pop(0)
            if own is None:
                texts, at = self.args[plain[0] if plain else at:], len(self.args)
                plain = []
                texts = [text for text in texts if text != "--"] if action.nargs == REMAINDER and texts[:1] == ["--"] else texts
            else:
                texts = [self.args[i] for i in plain[:own]]
                if own:
                    at = plain[own - 1] + 1
                plain = plain[own:]
            self.apply(action, texts)
        while at < upto and self.kinds[at] == "--":
            at += 1
        return at

    def take_option(self, at):
        action, name, value = self.kinds[at]
        if action is None:
            self.unknown.append(self.args[at])
            return at + 1
        at += 1
        while True:
            least, most = self.shape(action.nargs)
            if value is not None:
                if most == 0:
                    # Several short options in one.
                    known = self.parser._by_option.get(name[0] + value[:1])
                    if name[1:2] in self.parser.prefix_chars or known is None or self.args[at - 1][len(name):][:1] == "=":
                        raise ArgumentError(action, f"ignored explicit argument {value!r}")
                    self.apply(action, [], name)
                    action, name, value = known, name[0] + value[0], value[1:] or None
                    if value is not None and value[0] == "=" and self.shape(action.nargs)[1] != 0:
                        value = value[1:]
                    continue
                if least > 1:
                    self.lacks(action)
                self.apply(action, [value], name)
                return at
            end = at
            while end < len(self.args) and self.kinds[end] is None and (most is None or end - at < most):
                end += 1
            if action.nargs == REMAINDER:
                end = len(self.args)
            if end - at < least:
                self.lacks(action)
            self.apply(action, self.args[at:end], name)
            return end

    def lacks(self, action):
        nargs = action.nargs
        text = {None: "expected one argument", OPTIONAL: "expected at most one argument",
            ONE_OR_MORE: "expected at least one argument"}.get(nargs)
        raise ArgumentError(action, text or f"expected {nargs} argument{'' if nargs == 1 else 's'}")

    def apply(self, action, texts, name=None):
        parser, nargs = self.parser, action.nargs
        self.seen.add(id(action))
        if nargs == OPTIONAL and not texts:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = parser._value(action, value)
        elif nargs == ZERO_OR_MORE and not texts and not action.option_strings:
            value = action.default if action.default is not None else []
        elif nargs in (None, OPTIONAL):
            value = parser._value(action, texts[0])
            parser._check(action, value)
        elif nargs == PARSER:
            value = [parser._value(action, texts[0]), *texts[1:]]
            parser._check(action, value[0])
        elif nargs == SUPPRESS:
            value = SUPPRESS
        elif nargs == REMAINDER:
            value = [parser._value(action, text) for text in texts]
        else:
            value = [parser._value(action, text) for text in texts]
            for one in value:
                parser._check(action, one)
        if value is not action.default or action.option_strings:
            self.given.add(id(action))
            for group in parser._exclusive:
                if action in group._group_actions:
                    other = next((one for one in group._group_actions if one is not action and id(one) in self.given), None)
                    if other is not None:
                        raise ArgumentError(action, f"not allowed with argument {other._called()}")
        if value is not SUPPRESS:
            action(parser, self.namespace, value, name)

    def finish(self):
        parser, missing = self.parser, []
        for action in parser._actions:
            if id(action) in self.seen:
                continue
            if action.required:
                missing.append(action._called())
            elif (isinstance(action.default, str) and hasattr(self.namespace, action.dest)
                    and getattr(self.namespace, action.dest) is action.default):
                setattr(self.namespace, action.dest, parser._value(action, action.default))
        if missing:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(filter(None, missing))}")
        for group in parser._exclusive:
            if group.required and not any(id(action) in self.given for action in group._group_actions):
                names = " ".join(one._called() for one in group._group_actions if one.help is not SUPPRESS)
                raise ArgumentError(None, f"one of the arguments {names} is required")
