# title: A timeout in the clean-up of a cancelled task works as usual
# about: The visitor is cancelled at 1 s and cleans up within a timeout(0). The request
#   to cancel was there when the block was entered, so the timeout does not count it:
#   what comes after it is the timeout's own, and becomes a TimeoutError.
# ask: outcome of visitor
# ask: printed "visitor: TimeoutError"
# why: line "visitor: TimeoutError"
# why: outcome of visitor
# compare: timeout-zero-cancelled
# at 1: cancel visitor
import asyncio


async def visit():
    try:
        await asyncio.sleep(10)
    finally:
        try:
            async with asyncio.timeout(0):
                print("visitor: a long farewell")
                await asyncio.sleep(1)
        except TimeoutError:
            print("visitor: TimeoutError")


async def main():
    visitor = asyncio.create_task(visit(), name="visitor")
    await asyncio.wait([visitor])
    print("visitor cancelled?", visitor.cancelled())


asyncio.run(main())
