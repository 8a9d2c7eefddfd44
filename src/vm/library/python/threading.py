_active = {}
_counter = 0


class ExceptHookArgs(tuple):
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args, /):
    import traceback

    traceback._console(f"Exception in thread {args.thread.name}:\n")
    traceback.print_exception(args.exc_value)


__excepthook__ = excepthook


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, context=None):
        global _counter
        if name is None:
            _counter += 1
            name = f"Thread-{_counter}"
            if target is not None:
                name += f" ({getattr(target, '__name__', target)})"
        self._target = target
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._result = None
        self.name = str(name)
        self.daemon = bool(daemon)
        self.ident = None

    def start(self):
        if self._result is not None:
            raise RuntimeError("threads can only be started once")
        self._result = _start(self, self._bootstrap)

    def _bootstrap(self):
        self.ident = get_ident()
        _active[self.ident] = self
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as exc:
            excepthook(ExceptHookArgs((type(exc), exc, exc.__traceback__, self)))
        finally:
            del _active[self.ident]

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if self._result is None:
            raise RuntimeError("cannot join thread before it is started")
        if current_thread() is self:
            raise RuntimeError("cannot join current thread")
        _block(self._result.done, timeout)

    def is_alive(self):
        return self._result is not None and not self._result.done()

    @property
    def native_id(self):
        return self.ident

    def getName(self):
        _deprecated("getName() is deprecated, get the name attribute instead")
        return self.name

    def setName(self, name):
        _deprecated("setName() is deprecated, set the name attribute instead")
        self.name = name

    def isDaemon(self):
        _deprecated("isDaemon() is deprecated, get the daemon attribute instead")
        return self.daemon

    def setDaemon(self, daemonic):
        _deprecated("setDaemon() is deprecated, set the daemon attribute instead")
        self.daemon = daemonic

    def __repr__(self):
        if self._result is None:
            status = "initial"
        else:
            status = "started" if self.is_alive() else "stopped"
        if self.daemon:
            status += " daemon"
        if self.ident is not None:
            status += f" {self.ident}"
        return f"<{type(self).__name__}({self.name}, {status})>"


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _Running:
    def done(self):
        return False


class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name="MainThread")
        self.ident = 1
        self._result = _Running()


_main_thread = _MainThread()


def main_thread():
    return _main_thread


def current_thread():
    ident = get_ident()
    if ident == 1:
        return _main_thread
    if ident not in _active:
        thread = Thread(name=_worker_name())
        thread.ident = ident
        thread._result = _Running()
        _active[ident] = thread
    return _active[ident]


def currentThread():
    _deprecated("currentThread() is deprecated, use current_thread() instead")
    return current_thread()


def activeCount():
    _deprecated("activeCount() is deprecated, use active_count() instead")
    return active_count()


def _deprecated(text):
    import warnings

    warnings.warn(text, DeprecationWarning)


def active_count():
    return len(enumerate())


def enumerate():
    return [_main_thread, *(thread for thread in _active.values() if thread.is_alive())]


class Lock:
    # Threads run in one go, each with a clock of its own: a lock remembers when it was given back.
    def __init__(self):
        self._owner = None
        self._free_at = 0.0

    def acquire(self, blocking=True, timeout=-1):
        if self._owner is not None:
            if not blocking:
                return False
            if not _block(lambda: self._owner is None, timeout):
                return False
        late = self._free_at - _now()
        if late > 0:
            if not blocking or 0 <= timeout < late:
                if blocking:
                    _sleep(timeout)
                return False
            _sleep(late)
        self._owner = get_ident()
        return True

    def release(self):
        if self._owner is None:
            raise RuntimeError("release unlocked lock")
        self._owner = None
        self._free_at = _now()

    def locked(self):
        return self._owner is not None or self._free_at > _now()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def __repr__(self):
        state = "locked" if self.locked() else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


class RLock(Lock):
    def __init__(self):
        Lock.__init__(self)
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._owner != get_ident() and not Lock.acquire(self, blocking, timeout):
            return False
        self._count += 1
        return True

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            Lock.release(self)


class Event:
    def __init__(self):
        self._set_at = None

    def is_set(self):
        return self._set_at is not None and self._set_at <= _now()

    def set(self):
        if self._set_at is None or self._set_at > _now():
            self._set_at = _now()

    def clear(self):
        self._set_at = None

    def wait(self, timeout=None):
        begun = _now()
        if self._set_at is None and not _block(lambda: self._set_at is not None, timeout):
            return False
        late = self._set_at - _now()
        if late > 0:
            if timeout is not None and self._set_at > begun + timeout:
                _sleep(begun + timeout - _now())
                return False
            _sleep(late)
        return True

    def __repr__(self):
        state = "set" if self.is_set() else "unset"
        return f"<threading.Event at {id(self):#x}: {state}>"


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._initial = value
        self._free = [0.0] * value

    def acquire(self, blocking=True, timeout=None):
        if not self._free:
            if not blocking or not _block(lambda: bool(self._free), timeout):
                return False
        when = min(self._free)
        late = when - _now()
        if late > 0:
            if not blocking:
                return False
            if timeout is not None and late > timeout:
                _sleep(timeout)
                return False
            _sleep(late)
        self._free.remove(when)
        return True

    def release(self, n=1):
        self._free.extend([_now()] * n)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()


class BoundedSemaphore(Semaphore):
    def release(self, n=1):
        if len(self._free) + n > self._initial:
            raise ValueError("Semaphore released too many times")
        Semaphore.release(self, n)


class Condition:
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._waiters = []

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def wait(self, timeout=None):
        waiter = Event()
        self._waiters.append(waiter)
        self.release()
        try:
            return waiter.wait(timeout)
        finally:
            if waiter in self._waiters:
                self._waiters.remove(waiter)
            self.acquire()

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        while not result:
            if not self.wait(timeout):
                return predicate()
            result = predicate()
        return result

    def notify(self, n=1):
        for waiter in self._waiters[:n]:
            self._waiters.remove(waiter)
            waiter.set()

    def notify_all(self):
        self.notify(len(self._waiters))


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self.parties = parties
        self._action = action
        self._timeout = timeout
        self._begin()

    def _begin(self):
        self.n_waiting = 0
        self.broken = False
        self._round = Event()
        self._round.broken = False

    def wait(self, timeout=None):
        if self.broken:
            raise BrokenBarrierError
        index, meeting = self.n_waiting, self._round
        self.n_waiting += 1
        if self.n_waiting == self.parties:
            try:
                if self._action:
                    self._action()
            except:
                self.abort()
                raise
            self._begin()
            meeting.set()
        elif not meeting.wait(self._timeout if timeout is None else timeout):
            self.abort()
            raise BrokenBarrierError
        elif meeting.broken:
            raise BrokenBarrierError
        return index

    def _break(self):
        self._round.broken = True
        self._round.set()

    def abort(self):
        self._break()
        self.broken = True

    def reset(self):
        if self.n_waiting:
            self._break()
        self._begin()

    def __repr__(self):
        state = "broken" if self.broken else f"waiters={self.n_waiting}/{self.parties}"
        return f"<threading.Barrier at {id(self):#x}: {state}>"


class _local:
    def __new__(cls, /, *args, **kwargs):
        self = object.__new__(cls)
        object.__setattr__(self, "_all", {get_ident(): {}})
        object.__setattr__(self, "_begin", lambda: self.__init__(*args, **kwargs))
        return self

    def _own(self):
        # Another thread has values of its own, which __init__() sets there too.
        ident = get_ident()
        if ident not in self._all:
            self._all[ident] = {}
            if type(self).__init__ is not object.__init__:
                self._begin()
        return self._all[ident]

    def __getattribute__(self, name):
        get = object.__getattribute__
        if name in ("_all", "_begin", "_own"):
            return get(self, name)
        values = self._own()
        return values[name] if name in values else get(self, name)

    def __getattr__(self, name):
        kind = "_thread._local" if type(self) is _local else type(self).__name__
        raise AttributeError(f"'{kind}' object has no attribute '{name}'")

    def __setattr__(self, name, value):
        self._own()[name] = value

    def __delattr__(self, name):
        values = self._own()
        if name not in values:
            self.__getattr__(name)
        del values[name]


_local.__module__ = "_thread"
local = _local
