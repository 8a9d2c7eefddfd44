from collections import deque
from heapq import heappop, heappush
from threading import Condition, Lock, _block, _now, _sleep


class Empty(Exception):
    __module__ = "_queue"


class Full(Exception):
    pass


class ShutDown(Exception):
    pass


class Queue:
    # Threads run in one go, each with a clock of its own: an item remembers when it was put in.
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self._times = deque()
        self.mutex = Lock()
        self.not_empty = Condition(self.mutex)
        self.not_full = Condition(self.mutex)
        self.all_tasks_done = Condition(self.mutex)
        self.unfinished_tasks = 0
        self.is_shutdown = False

    def _init(self, maxsize):
        self.queue = deque()

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def _qsize(self):
        return len(self.queue)

    def qsize(self):
        return self._qsize()

    def empty(self):
        return not self._qsize()

    def full(self):
        return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        if self.is_shutdown:
            raise ShutDown
        if self.maxsize > 0:
            self._wait(lambda: self._qsize() < self.maxsize or self.is_shutdown, block, timeout, Full)
            if self.is_shutdown:
                raise ShutDown
        self._put(item)
        self._times.append(_now())
        self.unfinished_tasks += 1

    def get(self, block=True, timeout=None):
        begun = _now()
        if self.is_shutdown and not self._qsize():
            raise ShutDown
        self._wait(lambda: self._qsize() or self.is_shutdown, block, timeout, Empty)
        if not self._qsize():
            raise ShutDown
        # Who knows `queue` may have taken items out.
        while len(self._times) > self._qsize():
            self._times.popleft()
        when = self._times[0] if self._times else begun
        if when > _now():
            if not block:
                raise Empty
            if timeout is not None and when > begun + timeout:
                _sleep(begun + timeout - _now())
                raise Empty
            _sleep(when - _now())
        item = self._get()
        if self._times:
            self._times.popleft()
        return item

    def _wait(self, predicate, block, timeout, failure):
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not predicate() and not (block and _block(predicate, timeout)):
            raise failure

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def task_done(self):
        if self.unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self.unfinished_tasks -= 1

    def join(self):
        _block(lambda: not self.unfinished_tasks)

    def shutdown(self, immediate=False):
        self.is_shutdown = True
        if immediate:
            while self._qsize():
                self._get()
                if self.unfinished_tasks > 0:
                    self.unfinished_tasks -= 1

    __class_getitem__ = classmethod(type(list[int]))


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    __module__ = "_queue"

    def __init__(self):
        self._items = Queue()

    def put(self, item, block=True, timeout=None):
        self._items.put(item)

    def get(self, block=True, timeout=None):
        return self._items.get(block, timeout)

    def put_nowait(self, item):
        self._items.put(item)

    def get_nowait(self):
        return self._items.get(False)

    def empty(self):
        return self._items.empty()

    def qsize(self):
        return self._items.qsize()

    __class_getitem__ = classmethod(type(list[int]))


_PySimpleQueue = SimpleQueue
