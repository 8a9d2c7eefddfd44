# title: Three workers share twenty jobs: join(), then cancel the workers
# about: Twenty jobs of one to four seconds lie in a queue, and each of three workers
#   takes the next one as soon as it is free. join() waits until all are done; what
#   comes after a worker's last job is a get() that would never end.
# ask: who is cancelled
# ask: time of "all jobs are done"
# why: line "all jobs are done"
# why: outcome of ann
import asyncio


async def work(name, jobs):
    finished = 0
    try:
        while True:
            seconds = await jobs.get()
            await asyncio.sleep(seconds)
            jobs.task_done()
            finished += 1
    finally:
        print(name, "did", finished, "jobs")


async def main():
    jobs = asyncio.Queue()
    for number in range(20):
        jobs.put_nowait(number % 4 + 1)
    workers = []
    for name in ["ann", "bob", "cleo"]:
        workers.append(asyncio.create_task(work(name, jobs), name=name))
    await jobs.join()
    print("all jobs are done")
    for worker in workers:
        worker.cancel()
    await asyncio.wait(workers)


asyncio.run(main())
