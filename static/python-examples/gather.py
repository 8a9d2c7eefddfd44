import asyncio


async def save():
    await asyncio.sleep(1.5)
    print("saved")


async def search():
    async with asyncio.timeout(1):
        await asyncio.sleep(3)


async def main():
    saving = asyncio.create_task(save(), name="save")
    searching = asyncio.create_task(search(), name="search")
    try:
        await asyncio.gather(asyncio.shield(saving), searching)
    except TimeoutError:
        print("the search took too long")
    await saving


asyncio.run(main())
