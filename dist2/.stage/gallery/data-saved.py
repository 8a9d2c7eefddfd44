# title: The result and the cancel come in the same tick: the data is saved
# about: The reader waits for a letter. It is delivered, and in the same tick, before
#   its next turn, the reader is cancelled. But this reader looks into the future that
#   it waited on once more before it goes.
# ask: outcome of reader
# ask: printed "found in the tray: []" -- Is the tray empty in the end?
# why: outcome of reader
# why: line "found in the tray: ['a letter']"
# compare: data-lost
import asyncio

waiting = []
tray = []


async def reader():
    promise = asyncio.get_running_loop().create_future()
    waiting.append(promise)
    try:
        print("reader: I have", await promise)
    except asyncio.CancelledError:
        if not promise.cancelled():
            tray.append(promise.result())
        raise


async def main():
    task = asyncio.create_task(reader(), name="reader")
    await asyncio.sleep(1)
    waiting.pop().set_result("a letter")
    print("letter delivered, cancel ->", task.cancel())
    await asyncio.wait([task])
    print("reader cancelled?", task.cancelled())
    print("found in the tray:", tray)


asyncio.run(main())
