# What is written in Python there tells wrong calls as the program's own functions do, and is shown as such.
import abc
import bisect
import contextlib
import inspect
import random

rng = random.Random(1)


def told(text, **names):
    try:
        result = eval(text, globals() | names)
    except Exception as error:
        print(text, "|", type(error).__name__, error)
    else:
        print(text, "|", result if isinstance(result, (int, str, list, type(None))) else type(result).__name__)


for text in (
    "abc.abstractmethod()", "abc.abstractmethod(1, 2)", "abc.update_abstractmethods(int, 2)",
    "abc.ABCMeta()", "abc.ABCMeta('A')", "abc.ABCMeta('A', (), {}).__name__",
    "inspect.isclass()", "inspect.isclass(1, 2)", "inspect.isclass(obj=1)", "inspect.isclass(object=int)",
    "inspect.iscoroutine(1, 2, 3)", "inspect.currentframe(1)", "inspect.getcoroutinestate(1, 2)",
    "random.choice()", "random.choice([1], [2])", "random.choice(sequence=[1])", "random.choice(seq=[1])", "random.shuffle()",
    "random.shuffle([1], 2)", "random.randint(1)", "random.randint(1, 2, 3)", "random.randint(a=2, b=2)", "random.uniform(1)",
    "random.randrange()", "random.randrange(1, 2, 3, 4)", "random.randrange(1, nokey=2)", "random.randbytes()", "rng.choice()",
    "rng.randint(1, c=2)", "random.random(1)", "random.getrandbits()", "random.getrandbits(1, 2)", "random.sample([1])",
    "bisect.bisect_left()", "bisect.bisect_left([1])", "bisect.insort_right([1])", "bisect.bisect_left([1], 2)",
    "contextlib.redirect_stdout()", "contextlib.ExitStack(1)", "contextlib.AsyncExitStack(1, 2)",
):
    told(text)
print(random.choice.__qualname__, inspect.isclass.__qualname__, bisect.insort_left.__module__, inspect.signature(random.randint))
print(str(random.choice).partition(" of ")[0], str(inspect.isclass)[:18])
print(random.Random.__mro__, random.Random.__qualname__)
