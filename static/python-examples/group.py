import asyncio


async def fetch(page, seconds):
    await asyncio.sleep(seconds)
    if page == "news":
        raise ConnectionError(f"no {page} today")
    print("got", page)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            for page, seconds in [("home", 0.5), ("news", 1), ("sport", 2)]:
                group.create_task(fetch(page, seconds), name=page)
    except* ConnectionError as failed:
        print("failed:", failed.exceptions)


asyncio.run(main())
