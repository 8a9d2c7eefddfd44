# title: Cancelling the task does not stop the thread
# about: A task awaits a thread that copies a film, which takes three seconds. After one
#   second the task is cancelled, and main has nothing left to do.
# ask: printed "thread: the film is copied"
# ask: time of end
# why: outcome of copier
# why: line "thread: the film is copied"
# at 1: cancel copier
import asyncio
import time


def copy_film():
    print("thread: copying")
    time.sleep(3)
    print("thread: the film is copied")


async def copy():
    try:
        await asyncio.to_thread(copy_film)
    except asyncio.CancelledError:
        print("copier: cancelled")
        raise


async def main():
    copier = asyncio.create_task(copy(), name="copier")
    await asyncio.wait([copier])
    print("main: nothing left to do")


asyncio.run(main())
print("the program is over")
