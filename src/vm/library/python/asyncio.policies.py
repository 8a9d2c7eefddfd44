import asyncio as _asyncio
from warnings import warn as _warn

_new_event_loop = _asyncio.new_event_loop
_get_event_loop = _asyncio.get_event_loop
_set_event_loop = _asyncio.set_event_loop
_policy = None


class _AbstractEventLoopPolicy:
    __module__ = "asyncio.events"

    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError


class _UnixDefaultEventLoopPolicy(_AbstractEventLoopPolicy):
    __module__ = "asyncio.unix_events"
    _loop_factory = staticmethod(_new_event_loop)

    def get_event_loop(self):
        return _get_event_loop()

    def set_event_loop(self, loop):
        _set_event_loop(loop)

    def new_event_loop(self):
        return self._loop_factory()


def _deprecated(name):
    _warn(f"'asyncio.{name}' is deprecated and slated for removal in Python 3.16", DeprecationWarning)


def _get_event_loop_policy():
    global _policy
    if _policy is None:
        _policy = _UnixDefaultEventLoopPolicy()
    return _policy


def _set_event_loop_policy(policy):
    global _policy
    if policy is not None and not isinstance(policy, _AbstractEventLoopPolicy):
        raise TypeError(f"policy must be an instance of AbstractEventLoopPolicy or None, not '{type(policy).__name__}'")
    _policy = policy
    # Whoever asks asyncio for a loop asks the policy.
    if policy is None or type(policy) is _UnixDefaultEventLoopPolicy:
        functions = _new_event_loop, _get_event_loop, _set_event_loop
    else:
        functions = new_event_loop, get_event_loop, set_event_loop
    _asyncio.new_event_loop, _asyncio.get_event_loop, _asyncio.set_event_loop = functions


def new_event_loop():
    return _get_event_loop_policy().new_event_loop()


def get_event_loop():
    loop = _asyncio._get_running_loop()
    return _get_event_loop_policy().get_event_loop() if loop is None else loop


def set_event_loop(loop):
    _get_event_loop_policy().set_event_loop(loop)


def get_event_loop_policy():
    _deprecated("get_event_loop_policy")
    return _get_event_loop_policy()


def set_event_loop_policy(policy):
    _deprecated("set_event_loop_policy")
    _set_event_loop_policy(policy)


def __getattr__(name):
    _deprecated(name)
    return _AbstractEventLoopPolicy if name == "AbstractEventLoopPolicy" else _UnixDefaultEventLoopPolicy
