# wait(), gather() and shield() of futures whose classes have methods of their own: each is asked by its methods, as CPython does.
from asyncio import FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, Future, ensure_future, get_running_loop


def _release(waiter):
    if not waiter.done():
        waiter.set_result(None)


async def wait(futures, timeout, return_when):
    loop = get_running_loop()
    waiter = loop.create_future()
    timer = None if timeout is None else loop.call_later(timeout, _release, waiter)
    left = len(futures)

    def _on_completion(future):
        nonlocal left
        left -= 1
        enough = left <= 0 or return_when == FIRST_COMPLETED
        if not enough and return_when == FIRST_EXCEPTION:
            enough = not future.cancelled() and future.exception() is not None
        if enough:
            if timer is not None:
                timer.cancel()
            _release(waiter)

    for future in futures:
        future.add_done_callback(_on_completion)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for future in futures:
            future.remove_done_callback(_on_completion)
    done, pending = set(), set()
    for future in futures:
        (done if future.done() else pending).add(future)
    return done, pending


class _GatheringFuture(Future):
    _cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        asked = [child for child in self._children if child.cancel(msg=msg)]
        self._cancel_requested = self._cancel_requested or bool(asked)
        return bool(asked)


def _cancelled_error(future):
    message = future._cancel_message
    return CancelledError() if message is None else CancelledError(message)


def gather(given, return_exceptions, loop):
    outer = None
    finished = 0

    def _done_callback(child):
        nonlocal finished
        finished += 1
        if outer is None or outer.done():
            if not child.cancelled():
                child.exception()
            return
        if not return_exceptions:
            exception = _cancelled_error(child) if child.cancelled() else child.exception()
            if exception is not None:
                outer.set_exception(exception)
                return
        if finished < len(of_argument):
            return
        results = []
        for child in outer._children:
            if child.cancelled():
                result = CancelledError("" if child._cancel_message is None else child._cancel_message)
            else:
                result = child.exception()
                if result is None:
                    result = child.result()
            results.append(result)
        if outer._cancel_requested:
            outer.set_exception(_cancelled_error(child))
        else:
            outer.set_result(results)

    of_argument = {}
    children = []
    done = []
    for argument in given:
        child = of_argument.get(argument)
        if child is None:
            child = of_argument[argument] = ensure_future(argument, loop=loop)
            loop = loop or child.get_loop()
            if child is not argument:
                child._log_destroy_pending = False
            if child.done():
                done.append(child)
            else:
                child.add_done_callback(_done_callback)
        children.append(child)
    outer = _GatheringFuture(loop=loop)
    outer._children = children
    for child in done:
        _done_callback(child)
    return outer


def shield(inner, is_in_task):
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()

    def _clear_awaited_by_callback(inner):
        pass

    def _inner_done_callback(inner):
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
            return
        exception = inner.exception()
        if exception is None:
            outer.set_result(inner.result())
        else:
            outer.set_exception(exception)

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)
            if is_in_task:
                inner.remove_done_callback(_clear_awaited_by_callback)

    if is_in_task:
        inner.add_done_callback(_clear_awaited_by_callback)
    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer
