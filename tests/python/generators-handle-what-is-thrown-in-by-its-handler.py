import sys, asyncio
def gen():
    try:
        yield 1
    except ValueError as e:
        print(repr(sys.exception()), repr(e.__context__))
        yield 2
        print(repr(sys.exception()))
        yield 3
        raise
g = gen()
next(g)
try:
    raise ValueError("a")
except Exception as exc:
    print(g.throw(exc))
print(sys.exception())
print(next(g), sys.exception())
try: next(g)
except ValueError as e: print("again", repr(e), repr(e.__context__))
def gen2():
    try:
        raise KeyError("in")
    except KeyError:
        yield 1
        print(repr(sys.exception()))
        yield 2
        raise
for g in [gen2()]:
    next(g)
    try:
        raise TypeError("out")
    except TypeError:
        next(g)
        print(repr(sys.exception()))
        try: next(g)
        except KeyError as e: print(repr(e), repr(e.__context__))
async def co():
    try: raise KeyError("co")
    except KeyError:
        await asyncio.sleep(0)
        print(repr(sys.exception()))
        raise
async def ag():
    try: raise KeyError("ag")
    except KeyError:
        yield 1
        await asyncio.sleep(0)
        print(repr(sys.exception()))
        yield 2
        raise
async def main():
    try: await co()
    except KeyError as e: print(repr(e))
    a = ag()
    print(await anext(a), sys.exception())
    print(await anext(a), sys.exception())
    try: await anext(a)
    except KeyError as e: print(repr(e))
asyncio.run(main())
g = gen()
next(g)
try: g.throw(ValueError("direct"))
except ValueError: pass
next(g)


def passing():
    try:
        yield 1
    except ValueError:
        pass
    # No clause is left: this is the exception of whoever resumes it.
    yield repr(sys.exception())
    yield repr(sys.exception())


p = passing()
next(p)
try:
    raise ValueError("outer")
except ValueError as error:
    print(p.throw(error), repr(sys.exception()))
print(next(p))


async def catching(error):
    try:
        raise error
    except ValueError:
        await asyncio.sleep(0)
        print(repr(sys.exception()), repr(error.__context__))
        raise


async def same_in_both():
    try:
        raise ValueError("same")
    except ValueError as error:
        task = asyncio.create_task(catching(error))
        await asyncio.sleep(0)
        print(repr(sys.exception()))
        try:
            await task
        except ValueError as again:
            print(again is error, repr(sys.exception()))


asyncio.run(same_in_both())
