from decimal import *
import random
random.seed(5)
for i in range(60):
    a = Decimal(random.randint(1, 10**6)) / Decimal(10) ** random.randint(0, 6)
    b = Decimal(random.randint(-2000, 2000)) / Decimal(10) ** random.randint(0, 3)
    print(a, b, a ** b)
for s in ("4 0.5", "2 -0.5", "1.0004 3650", "-2 3", "-2 0.5", "0 0", "0 2", "0 -1", "-0 3", "1.05 360", "10 400", "Inf 2", "2 Inf", "NaN 1", "100 0.5", "1.5 -20", "1 1000.5", "0.5 5000", "-1.0001 5001"):
    a, b = map(Decimal, s.split())
    try: print(s, a ** b)
    except ArithmeticError as e: print(s, repr(e))
print(pow(Decimal(7), 3, 5), 2 ** Decimal("0.5"), Decimal(3) ** -2)
getcontext().prec = 10
print(Decimal(2) ** Decimal("0.1"), Decimal("1.1") ** 100)
