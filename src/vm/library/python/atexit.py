_callbacks = []


def register(func, /, *args, **kwargs):
    _callbacks.append((func, args, kwargs))
    return func


def unregister(func, /):
    _callbacks[:] = [entry for entry in _callbacks if entry[0] != func]


def _run_exitfuncs():
    callbacks = _callbacks[::-1]
    _callbacks.clear()
    for func, args, kwargs in callbacks:
        _call(lambda: func(*args, **kwargs), func)


def _ncallbacks():
    return len(_callbacks)


def _clear():
    _callbacks.clear()
