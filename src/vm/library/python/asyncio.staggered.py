from contextlib import suppress

from asyncio import (
    CancelledError, Event, current_task, future_add_to_awaited_by, future_discard_from_awaited_by, get_running_loop,
    wait_for,
)

__all__ = ("staggered_race",)


async def staggered_race(coro_fns, delay, *, loop=None):
    loop = loop or get_running_loop()
    parent = current_task(loop)
    numbered = enumerate(coro_fns)
    winner = None, None
    exceptions, unhandled, running = [], [], set()
    all_done = None

    def ended(task):
        running.discard(task)
        future_discard_from_awaited_by(task, parent)
        if all_done is not None and not all_done.done() and not running:
            all_done.set_result(None)
        if not task.cancelled() and task.exception() is not None:
            unhandled.append(task.exception())

    def begin(failed):
        # An eager task waits until it is among those that run.
        may_begin = Event()
        task = loop.create_task(run_one_coro(may_begin, failed))
        future_add_to_awaited_by(task, parent)
        running.add(task)
        task.add_done_callback(ended)
        may_begin.set()

    async def run_one_coro(ok_to_start, previous_failed):
        await ok_to_start.wait()
        if previous_failed is not None:
            with suppress(TimeoutError):
                await wait_for(previous_failed.wait(), delay)
        index, coro_fn = next(numbered, (None, None))
        if index is None:
            return
        failed = Event()
        begin(failed)
        exceptions.append(None)
        try:
            result = await coro_fn()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            exceptions[index] = exc
            failed.set()
        else:
            nonlocal winner
            assert winner[1] is None
            winner = result, index
            this = current_task(loop)
            for task in running:
                if task is not this:
                    task.cancel()

    begin(None)
    cancelled = None
    try:
        while running:
            all_done = loop.create_future()
            try:
                await all_done
            except CancelledError as exc:
                cancelled = exc
                for task in running:
                    task.cancel(*exc.args)
            all_done = None
        if unhandled:
            raise ExceptionGroup("staggered race failed", unhandled)
        if cancelled is not None:
            raise cancelled
        return *winner, exceptions
    finally:
        # What was raised refers to this frame.
        del exceptions, unhandled, cancelled, parent
