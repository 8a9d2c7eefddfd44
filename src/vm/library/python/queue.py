from collections import deque
from heapq import heappop, heappush
from threading import _block, _now, _sleep


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
        self.unfinished_tasks = 0
        self.is_shutdown = False
        self._init(maxsize)

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
        if self.full():
            if not block:
                raise Full
            if not _block(lambda: not self.full() or self.is_shutdown, timeout):
                raise Full
            if self.is_shutdown:
                raise ShutDown
        self._put(item)
        self._times = getattr(self, "_times", deque())
        self._times.append(_now())
        self.unfinished_tasks += 1

    def get(self, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        begun = _now()
        if not self._qsize():
            if self.is_shutdown:
                raise ShutDown
            if not block:
                raise Empty
            if not _block(lambda: self._qsize() > 0 or self.is_shutdown, timeout):
                raise Empty
            if not self._qsize():
                raise ShutDown
        when = self._times[0]
        if when > _now():
            if not block:
                raise Empty
            if timeout is not None and when > begun + timeout:
                _sleep(begun + timeout - _now())
                raise Empty
            _sleep(when - _now())
        self._times.popleft()
        return self._get()

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
                self.unfinished_tasks -= 1


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


class SimpleQueue(Queue):
    def __init__(self):
        super().__init__()
