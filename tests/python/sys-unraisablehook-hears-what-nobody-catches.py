# Errors of __del__ and of generators that are closed because nobody refers to them.
import gc
import sys


def hook(args):
    print(args.exc_type.__name__, args.exc_value, args.err_msg.partition(" <")[0], args.object)
    print(type(args).__name__, args[1] is args.exc_value, args.exc_traceback.tb_frame.f_code.co_name)


class Fails:
    def __init__(self, word):
        self.word = word

    def __del__(self):
        raise ValueError(self.word)


def generator():
    try:
        yield 1
    finally:
        raise OSError("in a generator")


before = sys.unraisablehook
sys.unraisablehook = hook
fails = Fails("in del")
del fails
fails = Fails("in a circle")
fails.me = fails
del fails
gc.collect()
left = generator()
next(left)
del left
sys.unraisablehook = before
fails = Fails("to nobody")
del fails
print("goes on")
