# title: A timeout in the clean-up of a cancelled task works as usual
# about: The visitor is cancelled at 1 s, and cleans up in a block with a timeout of
#   zero seconds. So there are two reasons to end what it does there: a cancellation,
#   which has been delivered already, and the timeout.
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
