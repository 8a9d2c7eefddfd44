from time import perf_counter as default_timer

default_number, default_repeat = 1_000_000, 5


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        for each, name in (stmt, "stmt"), (setup, "setup"):
            if isinstance(each, str) and each != "pass":
                raise NotImplementedError(f"text as {name} of timeit is not supported here: give it a function")
            if not isinstance(each, str) and not callable(each):
                raise ValueError(f"{name} is neither a string nor callable")
        self.stmt, self.setup, self.timer = stmt, setup, timer

    def timeit(self, number=default_number):
        if callable(self.setup):
            self.setup()
        start = self.timer()
        if callable(self.stmt):
            for _ in range(number):
                self.stmt()
        return self.timer() - start

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        return 1, self.timeit(1)


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
