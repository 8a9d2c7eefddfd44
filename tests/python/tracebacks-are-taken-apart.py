"""Frames of a traceback with their positions, stacks made by hand, exceptions with the variables of their frames."""

import traceback


def inner(numbers):
    total = sum(numbers)
    return total / len([n for n in numbers if n > 9])


def outer():
    return inner(
        [1, 2, 3],
    )


def caught(function, *args):
    try:
        function(*args)
    except Exception as error:
        return error


error = caught(outer)
frames = traceback.extract_tb(error.__traceback__)
for frame in frames:
    print(frame.name, frame.lineno, frame.end_lineno, frame.colno, frame.end_colno)
print(frames[-1] == tuple(frames[-1]), frames[0] == frames[1], len(frames[0]), frames[-1][2])
print(len(traceback.extract_tb(error.__traceback__, 1)), traceback.extract_tb(error.__traceback__, limit=-1)[0].name)

made = traceback.StackSummary.from_list([("a.py", 3, "f", "x = 1"), ("b.py", 4, "g", None)])
made.append(traceback.FrameSummary("c.py", 5, "h", line="return 1"))
print("".join(made.format()), end="")
print("".join(traceback.format_list([("d.py", 1, "again", "again()")] * 6)), end="")


class Quiet(traceback.StackSummary):
    def format_frame_summary(self, frame_summary, **kwargs):
        if frame_summary.name == "caught":
            return None
        return f"{frame_summary.name} at {frame_summary.lineno}\n"


print(Quiet.extract(traceback.walk_tb(error.__traceback__)).format())

with_locals = traceback.TracebackException.from_exception(error, capture_locals=True)
print([name for name in with_locals.stack[-1].locals], with_locals.stack[-1].locals["total"])
print(list(with_locals.format())[-2].splitlines()[-2:])


def chained():
    try:
        outer()
    except ZeroDivisionError as cause:
        missing = "here"
        raise KeyError(missing) from cause


first = traceback.TracebackException.from_exception(caught(chained))
second = traceback.TracebackException.from_exception(caught(chained))
print(first.exc_type, first.exc_type_str, str(first), first.__cause__.exc_type, first.__context__ is not None)
print(first == second, first == with_locals, first == 3)
compact = traceback.TracebackException.from_exception(caught(chained), compact=True, save_exc_type=False)
print(compact.exc_type, compact.__context__, str(compact.__cause__))

broken = caught(compile, "x = = 1", "<text>", "exec")
told = traceback.TracebackException.from_exception(broken)
print(told.msg, told.filename, told.lineno, told.offset, repr(told.text))

by_hand = SyntaxError("bad", ("f.py", 1, 2, "abc", 1, 4))
print(by_hand.end_lineno, by_hand.end_offset, SyntaxError("bad").end_lineno, by_hand)

group = ExceptionGroup("several", [ValueError(1), ExceptionGroup("more", [TypeError("t")])])
print("".join(traceback.format_exception_only(group, show_group=True)), end="")
print(traceback.format_exception_only(group))
