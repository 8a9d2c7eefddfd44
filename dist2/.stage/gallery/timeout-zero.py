# title: timeout(0) lets the block begin, and ends its first wait
# about: The visitor has no time at all: a timeout of zero seconds. In its block there
#   are a line to print, a sleep of one second, and another line.
# ask: printed "visitor: I ring the bell"
# ask: time of end
# why: outcome of visitor
# why: no line "visitor: the door opens"
# compare: timeout-zero-cancelled
import asyncio


async def visit():
    try:
        async with asyncio.timeout(0):
            print("visitor: I ring the bell")
            await asyncio.sleep(1)
            print("visitor: the door opens")
    except TimeoutError:
        print("visitor: TimeoutError")


async def main():
    visitor = asyncio.create_task(visit(), name="visitor")
    await asyncio.wait([visitor])
    print("visitor cancelled?", visitor.cancelled())


asyncio.run(main())
