# What was done from outside is done again: by timers of the program's first event loop.
def _from_outside(acts, made=None):
    import asyncio
    import signal

    def act(what, which, value):
        if what == "cancel":
            for task in asyncio.all_tasks():
                if task.get_name() == which:
                    task.cancel()
        elif what == "interrupt":
            signal.raise_signal(signal.SIGINT)
        elif which <= len(made[what]):
            thing = made[what][which - 1]
            if what == "Event":
                thing.set()
            elif what == "Queue":
                thing.put_nowait(value())
            elif not thing.done():
                result = value()
                if isinstance(result, BaseException):
                    thing.set_exception(result)
                else:
                    thing.set_result(result)

    def act_in(turns, *what):
        if turns:
            asyncio.get_running_loop().call_soon(act_in, turns - 1, *what)
        else:
            act(*what)

    make = asyncio.new_event_loop
    loops_made = []

    def new_event_loop():
        loop = make()
        if not loops_made:
            for at, turns, *what in acts:
                loop.call_at(loop.time() + at, act_in, turns, *what)
        loops_made.append(loop)
        return loop

    asyncio.new_event_loop = asyncio.events.new_event_loop = new_event_loop


