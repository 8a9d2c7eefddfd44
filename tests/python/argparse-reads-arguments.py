"""Arguments of every kind, and the help on them."""
import argparse


class Parser(argparse.ArgumentParser):
    def error(self, message):
        print("error:", message)
        raise SystemExit(2)


def tried(parser, *lines):
    for line in lines:
        try: print(line, "->", parser.parse_args(line.split()))
        except SystemExit as e: print(line, "exit", e.code)
p = Parser(prog="tool", description="Process some integers, in many ways that take a long time to be told, so that the text is wrapped.", epilog="That is all.")
p.add_argument("integers", metavar="N", type=int, nargs="+", help="an integer for the accumulator")
p.add_argument("--sum", dest="accumulate", action="store_const", const=sum, default=max, help="sum the integers (default: find the max)")
p.add_argument("-v", "--verbose", action="count", default=0, help="more output")
p.add_argument("--level", choices=["low", "high"], default="low", help="the level (default: %(default)s)")
p.add_argument("-o", "--output", metavar="FILE", help="where to write to, which is told at such a length that it has to be on several lines")
p.add_argument("--dry-run", action="store_true")
p.add_argument("--ratio", type=float, default="0.5")
p.add_argument("--point", nargs=2, type=float, metavar=("X", "Y"))
p.add_argument("--tag", action="append")
p.add_argument("--version", action="version", version="%(prog)s 2.0")
print(p.format_help()); print(p.format_usage())
a = p.parse_args("1 2 3 --sum -vv --tag a --tag b".split()); print(a.accumulate(a.integers), a.verbose, a.tag, a.dry_run, a.ratio, a.level)
tried(p, "", "x", "1 --level mid", "1 --ratio q", "1 --point 1", "1 --nope", "1 --out", "1 -vo f", "1 -of", "1 --output=f --dry", "1 -- 2 -3", "-5 1", "1 --dry-run=3", "--level")
q = Parser(prog="git", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
q.add_argument("--debug", action=argparse.BooleanOptionalAction, default=False, help="debugging")
sub = q.add_subparsers(dest="command", required=True, help="what to do")
c = sub.add_parser("clone", help="clone a repository", aliases=["cl"]); c.add_argument("url"); c.add_argument("--depth", type=int, default=1, help="how deep")
m = sub.add_parser("commit", help="commit"); m.add_argument("-m", "--message", required=True); m.set_defaults(func=len)
print(q.format_help()); print(c.format_help()); tried(q, "clone http://x --depth 3", "commit", "commit -m hi", "--debug clone u", "--no-debug cl u", "", "push", "clone", "clone u --nope", "commit -m")
r = Parser(prog="r", add_help=False, description=None)
g = r.add_mutually_exclusive_group(required=True); g.add_argument("--foo", action="store_true"); g.add_argument("--bar", type=int)
s = r.add_argument_group("io", "input and output"); s.add_argument("src", nargs="?", default="in.txt", help="source"); s.add_argument("dst", nargs="*", help="dest")
print(r.format_help()); tried(r, "--foo", "--bar 3 a b c", "--foo --bar 1", "", "a --foo b c")
print(r.parse_known_args(["--foo", "--zzz", "1"]), argparse.Namespace(a=1, b="x"), argparse.Namespace(a=1) == argparse.Namespace(a=1), vars(argparse.Namespace(q=2)))
def positive(text):
    n = int(text)
    if n <= 0: raise argparse.ArgumentTypeError(f"{n} is not positive")
    return n
t = Parser(prog="t", exit_on_error=False); t.add_argument("--n", type=positive); t.add_argument("rest", nargs=argparse.REMAINDER)
for line in ("--n 5 x -y --z", "--n -1", "--n x"):
    try: print(t.parse_args(line.split()))
    except argparse.ArgumentError as e: print("error", e)
    except SystemExit as e: print("exit", e.code)
try: t.add_argument("--n")
except argparse.ArgumentError as e: print(e)
print(t.get_default("n"), repr(t._actions[1])[:60])
