# uncaught: keyboard interrupt directive during sleep with cleanup
import asyncio

async def child():
    try:
        await asyncio.Event().wait()
    finally:
        print("child cleanup")
        await asyncio.sleep(1)
        print("child done")

async def main():
    t = asyncio.create_task(child(), name="child")
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError as e:
        print("main cancelled", repr(e), asyncio.current_task().cancelling())
        raise

# at 3: SIGINT
# at 1: cancel nobody
try:
    asyncio.run(main())
except KeyboardInterrupt as e:
    print("interrupted", repr(e), repr(e.__cause__), repr(e.__context__))
# at 3.5: cancel child
