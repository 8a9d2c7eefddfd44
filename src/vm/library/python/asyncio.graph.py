from asyncio import Future as _Future, Task as _Task, _get_running_loop, current_task
from dataclasses import dataclass
from sys import currentframe as _frame
from weakref import WeakKeyDictionary

_LIBRARY = "/lib/python314.zip/asyncio/"


class _Code:
    """The code of a function of asyncio's own."""

    co_flags = 0

    def __init__(self, file, name, flags):
        self.co_filename = _LIBRARY + file
        self.co_qualname = name
        self.co_name = name.rpartition(".")[2]
        self.co_flags = flags


class _Frame:
    """A frame of asyncio's own: such functions are not written in Python here, and have none."""

    f_back = f_generator = None
    f_locals = {}

    def __init__(self, place, flags=0x80):
        file, line, name = place.split()
        self.f_code = _Code(file, name, flags)
        self.f_lineno = int(line)

    def __repr__(self):
        code = self.f_code
        return f"<frame at {id(self):#x}, file '{code.co_filename}', line {self.f_lineno}, code {code.co_name}>"


_FUNCTIONS = (
    "graph.py 251 format_call_graph",
    "graph.py 276 print_call_graph",
)
# Where asyncio's coroutines wait, in CPython: each with those that they await.
_CONDITION = "locks.py 272 Condition.wait"
_CONDITION_FOR = ("locks.py 313 Condition.wait_for", _CONDITION)
_BARRIER = ("locks.py 527 Barrier.wait", "locks.py 564 Barrier._wait", *_CONDITION_FOR)
_GET = "queues.py 186 Queue.get"
_ONE = ("tasks.py 614 _AsCompletedIterator._wait_for_one", _GET)
_AWAITABLE = ("tasks.py 721 ensure_future.<locals>._wrap_awaitable",)
_COROUTINES = {
    "sleep": ("tasks.py 702 sleep",),
    "wait": ("tasks.py 432 wait", "tasks.py 521 _wait"),
    "wait_for": ("tasks.py 488 wait_for",),
    "to_thread": ("threads.py 25 to_thread",),
    "ensure_future.<locals>._wrap_awaitable": _AWAITABLE,
    "_AsCompletedIterator.__anext__": ("tasks.py 587 _AsCompletedIterator.__anext__", *_ONE),
    "_AsCompletedIterator._wait_for_one": _ONE,
    "TaskGroup.__aexit__": ("taskgroups.py 72 TaskGroup.__aexit__", "taskgroups.py 121 TaskGroup._aexit"),
    "_ContextManagerMixin.__aenter__": ("locks.py 14 _ContextManagerMixin.__aenter__",),
    "Lock.acquire": ("locks.py 110 Lock.acquire",),
    "Semaphore.acquire": ("locks.py 407 Semaphore.acquire",),
    "Event.wait": ("locks.py 213 Event.wait",),
    "Condition.wait": (_CONDITION,),
    "Condition.wait_for": _CONDITION_FOR,
    "Barrier.wait": _BARRIER,
    "Barrier.__aenter__": ("locks.py 506 Barrier.__aenter__", *_BARRIER),
    "Queue.get": (_GET,),
    "Queue.put": ("queues.py 139 Queue.put",),
    "Queue.join": ("queues.py 248 Queue.join", "locks.py 213 Event.wait"),
}


@dataclass(frozen=True, slots=True)
class FrameCallGraphEntry:
    frame: object


@dataclass(frozen=True, slots=True)
class FutureCallGraph:
    future: _Future
    call_stack: tuple
    awaited_by: tuple


_added = WeakKeyDictionary()


def future_add_to_awaited_by(fut, waiter, /):
    if isinstance(fut, _Future) and isinstance(waiter, _Future):
        _added.setdefault(fut, []).append(waiter)


def future_discard_from_awaited_by(fut, waiter, /):
    if isinstance(fut, _Future) and isinstance(waiter, _Future) and fut in _added:
        _added[fut] = [other for other in _added[fut] if other is not waiter]


def _check(future):
    if not isinstance(future, _Future):
        raise TypeError(f"{future!r} object does not appear to be compatible with asyncio.Future")


def _waiters(future, limit):
    waiters = list(future._asyncio_awaited_by or ())
    waiters += [waiter for waiter in _added.get(future, ()) if waiter not in waiters]
    # Not in a generator, which would see no frames but its own.
    return tuple([_graph(waiter, limit) for waiter in waiters])


def _standing():
    """The program's frames that run, the innermost one first."""
    frames = []
    frame = _frame()
    while frame is not None:
        frames.append(frame)
        frame = frame.f_back
    return frames


def _frames(future):
    """The frames of what a task runs, the innermost one first; of the one that runs itself, the outermost."""
    if _get_running_loop() is not None and future is current_task():
        return _standing()[-1:]
    frames = []
    coroutine = future.get_coro() if isinstance(future, _Task) else None
    while hasattr(coroutine, "cr_await"):
        inner = coroutine.cr_await
        if coroutine.cr_code is None and future._fut_waiter is None and coroutine.__qualname__ == "sleep":
            frames.append(_Frame("tasks.py 690 sleep"))
        elif coroutine.cr_code is None:
            frames.extend(map(_Frame, _COROUTINES.get(coroutine.__qualname__, ())))
        elif coroutine.cr_frame is not None:
            frames.append(coroutine.cr_frame)
        coroutine = inner
    return frames[::-1]


def _entries(frames):
    return tuple(map(FrameCallGraphEntry, frames))


def _graph(future, limit):
    _check(future)
    # Counted from the outermost one.
    frames = _frames(future)[::-1] if limit != 0 else []
    if limit is not None:
        frames = frames[:limit] if limit > 0 else frames[limit:]
    return FutureCallGraph(future, _entries(frames[::-1]), _waiters(future, limit))


def _capture(future, depth, limit, own):
    """`own` are the frames of asyncio's own between the program and `capture_call_graph()`."""
    loop = _get_running_loop()
    if future is None and loop is None:
        raise RuntimeError(
            "capture_call_graph() is called outside of a running event loop and no *future* to introspect was provided"
        )
    current = None if loop is None else current_task(loop=loop)
    if future is not None and future is not current:
        return _graph(future, limit)
    if current is None:
        return None
    frames = []
    if limit != 0:
        frames.extend(_Frame(place, 0) for place in ("graph.py 121 capture_call_graph", *own))
        frames += _standing()
        del frames[:depth]
    if limit is not None:
        frames = frames[:-limit] if limit < 0 else frames[-limit:]
    return FutureCallGraph(current, _entries(frames), _waiters(current, limit))


def capture_call_graph(future=None, /, *, depth=1, limit=None):
    return _capture(future, depth, limit, ())


def _kind(frame):
    flags = frame.f_code.co_flags
    return "async " if flags & 0x80 else "async generator " if flags & 0x200 else "generator " if flags & 0x20 else ""


def _lines(graph, indent):
    future = graph.future
    name = f"Task(name={future.get_name()!r}, " if isinstance(future, _Task) else "Future("
    yield f"{indent}* {name}id={id(future):#x})"
    if graph.call_stack:
        yield indent + "  + Call stack:"
    for entry in graph.call_stack:
        frame = entry.frame
        code = frame.f_code
        place = f"File {code.co_filename!r}, line {frame.f_lineno}"
        yield f"{indent}  |   {place}, in {_kind(frame)}{code.co_qualname}()"
    if graph.awaited_by:
        yield indent + "  + Awaited by:"
    for other in graph.awaited_by:
        yield from _lines(other, indent + "    ")


def _format(future, depth, limit, own):
    graph = _capture(future, depth + 1, limit, own)
    return "" if graph is None else "\n".join(_lines(graph, ""))


def format_call_graph(future=None, /, *, depth=1, limit=None):
    return _format(future, depth, limit, _FUNCTIONS[:1])


def print_call_graph(future=None, /, *, file=None, depth=1, limit=None):
    print(_format(future, depth, limit, _FUNCTIONS), file=file)
