# title: wait() for FIRST_EXCEPTION: back when one fails, raising nothing
# about: Four runners; Cleo falls over after 2 seconds. With FIRST_EXCEPTION wait()
#   comes back at that moment. It does not raise the error: Cleo is in the set of those
#   that are done, and the two that are pending run on.
# ask: who is cancelled
# ask: time of "done: ['bob', 'cleo']"
# why: line "done: ['bob', 'cleo']"
# compare: wait-all-completed
import asyncio


async def run(name, seconds):
    await asyncio.sleep(seconds)
    if name == "cleo":
        raise RuntimeError("fell over")
    print(name, "is in")


def names(tasks):
    return sorted(task.get_name() for task in tasks)


async def main():
    times = {"ann": 4, "bob": 1, "cleo": 2, "dan": 3}
    runners = []
    for name, seconds in times.items():
        runners.append(asyncio.create_task(run(name, seconds), name=name))
    done, pending = await asyncio.wait(runners, return_when=asyncio.FIRST_EXCEPTION)
    print("done:", names(done))
    print("pending:", names(pending))
    await asyncio.sleep(5)
    print("cancelled:", names(task for task in runners if task.cancelled()))


asyncio.run(main())
