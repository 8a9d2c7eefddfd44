# What the variables of failed frames hold lives as long as the exception, and is told of its end then.
import asyncio


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


async def ticks():
    try:
        for i in range(9):
            await asyncio.sleep(0.1)
            yield i
    finally:
        print("closed")


async def consumer():
    first, second = Noisy("first"), Noisy("second")
    generator = ticks()
    async for i in generator:
        if i == 1:
            raise ValueError(i)


def returns():
    kept = Noisy("kept")
    try:
        1 / 0
    except ZeroDivisionError as error:
        return error


def inner():
    within = Noisy("inner")
    raise KeyError(1)


def outer():
    around = Noisy("outer")
    inner()


class Store:
    def __init__(self):
        self.errors = []

    def run(self):
        here = Noisy("store")
        try:
            inner()
        except KeyError as error:
            self.errors.append(error)
        print("ran")


def generator():
    own = Noisy("generator")
    yield 1
    raise OSError("end")


async def main():
    try:
        await consumer()
    except ValueError as error:
        print("caught")
        await asyncio.sleep(0.2)
        print("end of except", sorted(error.__traceback__.tb_next.tb_frame.f_locals))
    print("after")
    await asyncio.sleep(0.1)
    error = returns()
    print("got", repr(error))
    del error
    print("deleted")
    try:
        outer()
    except KeyError:
        print("handling")
    try:
        outer()
    except KeyError as error:
        try:
            raise RuntimeError from error
        except RuntimeError as chained:
            saved = chained
    print("saved")
    saved = None
    print("let go")
    store = Store()
    store.run()
    store.errors.clear()
    print("cleared")
    items = generator()
    next(items)
    try:
        next(items)
    except OSError as error:
        print(error)
    print("end")


asyncio.run(main())
