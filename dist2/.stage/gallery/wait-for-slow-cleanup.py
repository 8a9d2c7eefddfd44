# title: wait_for() waits for the clean-up: timeout 1, over at 5
# about: A download may take one second, says wait_for(). But the download, once
#   cancelled, takes four seconds to clean up.
# ask: time of "main: TimeoutError"
# ask: outcome of download
# why: line "main: TimeoutError"
# why: wait of Task-1 at 3
# compare: wait-for-returns-late
import asyncio


async def download():
    try:
        await asyncio.sleep(10)
    finally:
        print("download: deleting half a file")
        await asyncio.sleep(4)
        print("download: deleted")


async def main():
    task = asyncio.create_task(download(), name="download")
    try:
        print("main: I have", await asyncio.wait_for(task, timeout=1))
    except TimeoutError:
        print("main: TimeoutError")


asyncio.run(main())
