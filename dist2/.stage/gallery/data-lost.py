# title: The result and the cancel come in the same tick: the data is lost
# about: The reader waits for a letter. It is delivered, and in the same tick, before
#   its next turn, the reader is cancelled.
# ask: outcome of reader
# ask: printed "reader: I have a letter"
# why: outcome of reader
# why: no line "reader: I have a letter"
# compare: data-saved
import asyncio

waiting = []


async def reader():
    promise = asyncio.get_running_loop().create_future()
    waiting.append(promise)
    print("reader: I have", await promise)


async def main():
    task = asyncio.create_task(reader(), name="reader")
    await asyncio.sleep(1)
    waiting.pop().set_result("a letter")
    print("letter delivered, cancel ->", task.cancel())
    await asyncio.wait([task])
    print("reader cancelled?", task.cancelled())


asyncio.run(main())
