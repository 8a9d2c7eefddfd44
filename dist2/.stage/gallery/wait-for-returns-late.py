# title: wait_for() returns a value long after its timeout
# about: The oracle may think for one second, says wait_for(). But the oracle catches
#   the cancellation, thinks for four more seconds, and returns 42.
# ask: last line
# ask: outcome of oracle
# why: outcome of oracle
# why: no line "main: TimeoutError"
# compare: wait-for-slow-cleanup
import asyncio


async def ponder():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("oracle: one moment, please")
        await asyncio.sleep(4)
    return 42


async def main():
    oracle = asyncio.create_task(ponder(), name="oracle")
    try:
        print("main: I have", await asyncio.wait_for(oracle, timeout=1))
    except TimeoutError:
        print("main: TimeoutError")


asyncio.run(main())
