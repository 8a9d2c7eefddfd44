# title: A bare except swallows the cancellation, and the loop goes on
# about: A weather station takes four readings, one a second. In the middle of the
#   second one it is cancelled, and around each reading there is a bare except, for
#   failures.
# ask: outcome of station
# ask: printed "reading 4"
# why: outcome of station
# why: line "reading 4"
# compare: except-exception
# at 1.5: cancel station
import asyncio


async def station():
    for number in range(1, 5):
        try:
            await asyncio.sleep(1)
            print("reading", number)
        except:
            print("a reading failed, never mind")


async def main():
    task = asyncio.create_task(station(), name="station")
    await asyncio.wait([task])
    print("cancelled?", task.cancelled())


asyncio.run(main())
