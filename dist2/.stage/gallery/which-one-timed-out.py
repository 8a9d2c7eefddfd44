# title: Which one timed out? Give each its own wait_for()
# about: Three mirrors are asked for a file, each through a wait_for() of its own, and
#   one wait() waits for all of them. Afterwards each task can be asked how it ended;
#   Berlin would take 9 seconds.
# ask: who is cancelled
# ask: time of end
# why: outcome of berlin
# why: line "berlin timed out"
import asyncio


async def fetch(seconds):
    await asyncio.sleep(seconds)
    return "file"


async def main():
    mirrors = {"athens": 1, "berlin": 9, "cairo": 2}
    tasks = []
    for name, seconds in mirrors.items():
        attempt = asyncio.wait_for(fetch(seconds), timeout=3)
        tasks.append(asyncio.create_task(attempt, name=name))
    await asyncio.wait(tasks)
    for task in tasks:
        if isinstance(task.exception(), TimeoutError):
            print(task.get_name(), "timed out")
        else:
            print(task.get_name(), "sent a", task.result())


asyncio.run(main())
