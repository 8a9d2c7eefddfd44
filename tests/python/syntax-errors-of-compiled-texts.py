# What compile() and exec() say of texts that are no Python, and months as text.
import calendar

for text in (
    "'abc",
    "x = 1\ny = 'abc",
    "def f():\n    '''doc\n",
    "]",
    "x = (1, 2]",
    "f(1))",
    "x = {1: [2)}",
    "(1, 2",
    "if x:\npass",
    "x = 1\n  y = 2",
    "def f():\n    x\n  y",
    "1 +",
    "x = = 1",
    "for x in y\n    pass",
    "return 1",
):
    try:
        compile(text, "<text>", "exec")
    except SyntaxError as error:
        print(repr(text), type(error).__name__, error.msg, error.lineno, error.filename)
print(calendar.month(2024, 2))
calendar.prmonth(2023, 10, 3)
print(calendar.TextCalendar(calendar.SUNDAY).formatmonth(2023, 5, 4, 2))
print(calendar.monthcalendar(2024, 9), list(calendar.Calendar(6).itermonthdays2(2023, 2))[:9])
print([str(day) for day in calendar.Calendar().monthdatescalendar(2024, 12)[0]], calendar.TextCalendar(2).formatweekheader(10))
calendar.setfirstweekday(calendar.SUNDAY)
print(calendar.firstweekday(), calendar.monthcalendar(2024, 2))


class Plane:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __complex__(self):
        return complex(self.x, self.y)


print(complex(Plane(3, 4)), complex(Plane(3, 0)))
