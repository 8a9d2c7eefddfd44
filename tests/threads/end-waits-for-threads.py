# The program waits at its end for a thread that is no daemon.
import asyncio, threading, time
def ticker():
    async def main():
        for i in range(3):
            await asyncio.sleep(0.1)
            print("tick", i)
    asyncio.run(main())
    print("thread ends")
threading.Thread(target=ticker).start()
time.sleep(0.15)
print("main ends")
