import asyncio


async def copy():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("putting things back")
        await asyncio.sleep(0.5)
        raise
    finally:
        print("done with it")


async def main():
    copying = asyncio.create_task(copy(), name="copy")
    await asyncio.sleep(1)
    copying.cancel("too slow")
    try:
        await copying
    except asyncio.CancelledError as why:
        print("cancelled:", why)


asyncio.run(main())
