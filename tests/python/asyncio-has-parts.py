import asyncio
from asyncio.exceptions import CancelledError, TimeoutError as TE
from asyncio.queues import Queue
import asyncio.tasks
from asyncio import events, taskgroups
async def main():
    print(CancelledError is asyncio.CancelledError, asyncio.exceptions.TimeoutError is TimeoutError, TE is TimeoutError, asyncio.tasks.Task is asyncio.Task, Queue is asyncio.Queue, events.get_running_loop() is asyncio.get_running_loop(), taskgroups.TaskGroup is asyncio.TaskGroup)
    t = asyncio.create_task(asyncio.sleep(1)); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.exceptions.CancelledError as e: print("c", type(e))
    for bad in (asyncio.sleep, asyncio.gather, len):
        try: await bad
        except TypeError as e: print(e)
    print(str(asyncio.sleep)[:16], str(asyncio.run)[:14], len)
asyncio.run(main())
