from itertools import count as _count

TIMEOUT_MAX = 9223372036.0
ThreadError = RuntimeError

_active = {}
_counter = _count(1).__next__


class ExceptHookArgs(tuple):
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args, /):
    if args.exc_type is SystemExit:
        return
    import traceback

    name = get_ident() if args.thread is None else args.thread.name
    traceback._stderr_write(f"Exception in thread {name}:\n")
    traceback.print_exception(args.exc_value)


__excepthook__ = excepthook


class Thread:
    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, context=None):
        if group is not None:
            raise AssertionError("group argument must be None for now")
        if name is None:
            name = f"Thread-{_counter()}"
            if target is not None:
                name += f" ({getattr(target, '__name__', target)})"
        self._target = target
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._result = None
        self._name = str(name)
        self._daemonic = bool(current_thread().daemon if daemon is None else daemon)
        self._context = context
        self._ident = None
        self._initialized = True

    def start(self):
        self._check("thread.__init__() not called", RuntimeError)
        if self._result is not None:
            raise RuntimeError("threads can only be started once")
        self._result = _start(self, self._bootstrap)

    def _check(self, text="Thread.__init__() not called", error=AssertionError):
        if not self._initialized:
            raise error(text)

    def _bootstrap(self):
        self._ident = get_ident()
        _active[self._ident] = self
        try:
            if self._context is None:
                self.run()
            else:
                self._context.run(self.run)
        except BaseException as exc:
            self._tell_of(ExceptHookArgs((type(exc), exc, exc.__traceback__, self)))
        finally:
            del _active[self._ident]

    def _tell_of(self, args):
        try:
            excepthook(args)
        except Exception as exc:
            import sys, traceback

            traceback._stderr_write("Exception in threading.excepthook:\n")
            sys.excepthook(type(exc), exc, exc.__traceback__)

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # They may refer to the thread.
            del self._target, self._args, self._kwargs

    @property
    def name(self):
        self._check()
        return self._name

    @name.setter
    def name(self, name):
        self._check()
        self._name = str(name)

    @property
    def daemon(self):
        self._check()
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        self._check(error=RuntimeError)
        if self._result is not None:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    @property
    def ident(self):
        self._check()
        return self._ident

    def join(self, timeout=None):
        self._check(error=RuntimeError)
        if self._result is None:
            raise RuntimeError("cannot join thread before it is started")
        if current_thread() is self:
            raise RuntimeError("cannot join current thread")
        _block(self._result.done, timeout)

    def is_alive(self):
        self._check()
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
        self._check("Thread.__init__() was not called")
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
        Thread.__init__(self, name="MainThread", daemon=False)
        self._ident = 1
        self._result = _Running()


_main_thread = _MainThread()


def main_thread():
    return _main_thread


def current_thread():
    ident = get_ident()
    if ident == 1:
        return _main_thread
    if ident not in _active:
        thread = Thread(name=_worker_name(), daemon=False)
        thread._ident = ident
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


def _seconds(blocking, timeout):
    # What acquire() makes of a timeout of its own kind, with which -1 is none.
    if timeout == -1:
        return None
    if not blocking:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout != timeout:
        raise ValueError("Invalid value NaN (not a number)")
    if timeout < 0:
        raise ValueError("timeout value must be a non-negative number")
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timestamp out of range for C PyTime_t")
    return timeout


class _Lock:
    # Threads run in one go, each with a clock of its own: a lock remembers when it was given back.
    def __init__(self):
        self._owner = None
        self._free_at = 0.0

    def acquire(self, blocking=True, timeout=-1):
        return self._take(blocking, _seconds(blocking, timeout))

    def _take(self, blocking=True, timeout=None):
        if self._owner is not None:
            if not blocking:
                return False
            if not _block(lambda: self._owner is None, timeout):
                return False
        late = self._free_at - _now()
        if late > 0:
            if not blocking or timeout is not None and timeout < late:
                if blocking:
                    _sleep(timeout)
                return False
            _sleep(late)
        self._owner = get_ident()
        return True

    def locked(self):
        return self._owner is not None or self._free_at > _now()

    def _give_back(self):
        self._owner = None
        self._free_at = _now()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def __repr__(self):
        state = "locked" if self.locked() else "unlocked"
        return f"<{state} {type(self).__module__}.{type(self).__qualname__} object{self._held()} at {id(self):#x}>"


class Lock(_Lock):
    def __init_subclass__(cls):
        raise TypeError("type '_thread.lock' is not an acceptable base type")

    def release(self):
        if self._owner is None:
            raise RuntimeError("release unlocked lock")
        self._give_back()

    def _held(self):
        return ""

    acquire_lock = _Lock.acquire
    release_lock = release
    locked_lock = _Lock.locked


Lock.__module__ = "_thread"
Lock.__name__ = Lock.__qualname__ = "lock"


class _RLock(_Lock):
    def __init__(self):
        _Lock.__init__(self)
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        timeout = _seconds(blocking, timeout)
        if self._owner != get_ident() and not self._take(blocking, timeout):
            return False
        self._count += 1
        return True

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._give_back()

    def _held(self):
        return f" owner={self._owner or 0} count={self._count}"

    def _is_owned(self):
        return self._owner == get_ident()

    def _recursion_count(self):
        return self._count if self._is_owned() else 0

    def _release_save(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        count, self._count = self._count, 0
        owner = self._owner
        self._give_back()
        return count, owner

    def _acquire_restore(self, state):
        self._take()
        self._count = state[0]


_RLock.__module__ = "_thread"
_RLock.__name__ = _RLock.__qualname__ = "RLock"


def RLock(*args, **kwargs):
    if args or kwargs:
        _deprecated("Passing arguments to RLock is deprecated and will be removed in 3.15")
    return _RLock()


def _named(this):
    return f"<{type(this).__module__}.{type(this).__qualname__} at {id(this):#x}: "


class Event:
    def __init__(self):
        self._set_at = None

    def is_set(self):
        return self._set_at is not None and self._set_at <= _now()

    def isSet(self):
        _deprecated("isSet() is deprecated, use is_set() instead")
        return self.is_set()

    def set(self):
        if self._set_at is None or self._set_at > _now():
            self._set_at = _now()

    def clear(self):
        self._set_at = None

    def wait(self, timeout=None):
        if timeout is not None and not self.is_set():
            timeout = _seconds(True, max(timeout, 0))
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
        return f"{_named(self)}{'set' if self.is_set() else 'unset'}>"


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._initial_value = value
        self._free = [0.0] * value

    @property
    def _value(self):
        return len(self._free)

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
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
        if n < 1:
            raise ValueError("n must be one or more")
        self._free.extend([_now()] * n)

    __enter__ = acquire

    def __exit__(self, *args):
        self.release()

    def __repr__(self):
        return f"{_named(self)}value={self._value}>"


class BoundedSemaphore(Semaphore):
    def release(self, n=1):
        if n > 0 and self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        Semaphore.release(self, n)

    def __repr__(self):
        return f"{_named(self)}value={self._value}/{self._initial_value}>"


class Condition:
    def __init__(self, lock=None):
        self._lock = lock = RLock() if lock is None else lock
        self.acquire = lock.acquire
        self.release = lock.release
        self.locked = lock.locked
        for name in "_release_save", "_acquire_restore", "_is_owned":
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))
        self._waiters = []

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = Event()
        self._waiters.append(waiter)
        state = self._release_save()
        try:
            return waiter.wait(timeout)
        finally:
            self._acquire_restore(state)
            if waiter in self._waiters:
                self._waiters.remove(waiter)

    def wait_for(self, predicate, timeout=None):
        end = None
        result = predicate()
        while not result:
            if timeout is not None:
                if end is None:
                    end = _now() + timeout
                else:
                    timeout = end - _now()
                    if timeout <= 0:
                        break
            self.wait(timeout)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        for waiter in self._waiters[:n]:
            self._waiters.remove(waiter)
            waiter.set()

    def notify_all(self):
        self.notify(len(self._waiters))

    def notifyAll(self):
        _deprecated("notifyAll() is deprecated, use notify_all() instead")
        self.notify_all()


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
        return f"{_named(self)}{state}>"


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
