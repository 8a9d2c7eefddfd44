from abc import ABCMeta


class Number(metaclass=ABCMeta):
    __slots__ = ()


class Complex(Number):
    __slots__ = ()


class Real(Complex):
    __slots__ = ()


class Rational(Real):
    __slots__ = ()

    def __float__(self):
        return int(self.numerator) / int(self.denominator)


class Integral(Rational):
    __slots__ = ()


Real.register(float)
Integral.register(int)
