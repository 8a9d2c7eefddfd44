# title: timeout(0) and a cancel in the same turn: the cancel wins
# about: The visitor enters a block with a timeout of zero seconds and waits in it.
#   Before the timeout can expire, in the same turn of the loop, main cancels the
#   visitor. Then the timeout expires as well.
# ask: outcome of visitor
# ask: printed "visitor: TimeoutError"
# why: outcome of visitor
# why: no line "visitor: TimeoutError"
# compare: timeout-zero
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
    await asyncio.sleep(0)
    print("main: cancel ->", visitor.cancel())
    await asyncio.wait([visitor])
    print("visitor cancelled?", visitor.cancelled())


asyncio.run(main())
