# Events, queues and futures have numbers: the order in which the program makes them.
def _numbered():
    import asyncio
    import sys

    made = {"Event": [], "Queue": [], "Future": []}

    def note(kind, thing):
        if not sys._getframe(2).f_globals.get("__name__", "").startswith("asyncio"):
            made[kind].append(thing)
        return thing

    class Event(asyncio.Event):
        __module__, __qualname__ = asyncio.Event.__module__, "Event"

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            note("Event", self)

    class Queue(asyncio.Queue):
        __module__, __qualname__ = asyncio.Queue.__module__, "Queue"

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            note("Queue", self)

    class LifoQueue(asyncio.LifoQueue, Queue):
        __module__, __qualname__ = asyncio.LifoQueue.__module__, "LifoQueue"

    class PriorityQueue(asyncio.PriorityQueue, Queue):
        __module__, __qualname__ = asyncio.PriorityQueue.__module__, "PriorityQueue"

    class Kind(type(asyncio.Future)):
        def __instancecheck__(cls, value):
            return isinstance(value, cls.__base__) if cls is Future else super().__instancecheck__(value)

    class Future(asyncio.Future, metaclass=Kind):
        __module__, __qualname__ = asyncio.Future.__module__, "Future"

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            note("Future", self)

    asyncio.Event = asyncio.locks.Event = Event
    asyncio.Queue = asyncio.queues.Queue = Queue
    asyncio.LifoQueue = asyncio.queues.LifoQueue = LifoQueue
    asyncio.PriorityQueue = asyncio.queues.PriorityQueue = PriorityQueue
    asyncio.Future = Future

    make = asyncio.new_event_loop

    def new_event_loop():
        loop = make()
        create_future = loop.create_future
        loop.create_future = lambda: note("Future", create_future())
        return loop

    asyncio.new_event_loop = asyncio.events.new_event_loop = new_event_loop
    return made


