# title: wait() for FIRST_COMPLETED: back with one, the rest run on
# about: Four runners; Cleo falls over after 2 seconds. With FIRST_COMPLETED wait()
#   comes back when Bob is in, with two sets: who is done, and who is pending. It does
#   nothing to the pending ones: they run to their ends.
# ask: who is cancelled
# ask: time of "done: ['bob']"
# why: line "done: ['bob']"
# compare: wait-first-exception
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
    done, pending = await asyncio.wait(runners, return_when=asyncio.FIRST_COMPLETED)
    print("done:", names(done))
    print("pending:", names(pending))
    await asyncio.sleep(5)
    print("cancelled:", names(task for task in runners if task.cancelled()))


asyncio.run(main())
