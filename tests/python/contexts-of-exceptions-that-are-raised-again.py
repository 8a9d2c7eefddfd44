# An exception finds its context where it is raised, each time that it is; what it passes on its way changes nothing.
import asyncio
from contextlib import AbstractAsyncContextManager, AbstractContextManager, ExitStack, contextmanager


class Ours(Exception):
    pass


def without_context():
    error = Ours()
    try:
        raise error
    finally:
        error.__context__ = None


@contextmanager
def manager():
    try:
        yield
    except BaseException:
        without_context()


@contextmanager
def manager_in_a_stack():
    with ExitStack() as stack:
        stack.enter_context(manager())
        yield


class ByHand:
    def __enter__(self):
        pass

    def __exit__(self, *details):
        without_context()


def generator():
    try:
        yield
    except KeyError:
        without_context()


for make in (manager, manager_in_a_stack, ByHand):
    try:
        with make():
            raise IndexError
    except Ours as error:
        print(make.__name__, repr(error.__context__))
steps = generator()
next(steps)
try:
    steps.throw(KeyError())
except Ours as error:
    print("generator", repr(error.__context__))

again = ValueError("again")
for source in ("1 / 0", "{}['k']", "[][1]"):
    try:
        try:
            eval(source)
        except (ArithmeticError, LookupError):
            raise again
    except ValueError as error:
        print(source, repr(error.__context__))
try:
    raise again
except ValueError:
    try:
        raise KeyError("inner")
    except KeyError:
        try:
            raise again
        except ValueError:
            print(repr(again.__context__), repr(again.__context__.__context__))


async def main():
    async def fails():
        raise again

    task = asyncio.create_task(fails())
    await asyncio.wait([task])
    for source in ("1 / 0", "{}['k']"):
        try:
            try:
                eval(source)
            except (ArithmeticError, LookupError):
                task.result()
        except ValueError as error:
            print("result", source, repr(error.__context__))


asyncio.run(main())


class Enters:
    def __enter__(self):
        pass

    def __exit__(self, *details):
        pass


class Refuses(Enters):
    __exit__ = None


print([isinstance(made(), AbstractContextManager) for made in (Enters, Refuses, ByHand, ExitStack)])
print([issubclass(made, AbstractAsyncContextManager) for made in (Enters, asyncio.Lock, asyncio.TaskGroup)])
