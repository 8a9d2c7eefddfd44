# Data descriptors that only set: what the object has of its own is what is got.
import asyncio
import json
import re
from json.decoder import JSONDecodeError
from json.encoder import JSONEncoder


class Positive:
    def __set_name__(self, owner, name):
        self.name = name

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name} must be positive")
        instance.__dict__[self.name] = value


class Gone:
    def __delete__(self, instance):
        print("deleted from", type(instance).__name__)


class Order:
    amount = Positive()
    price = Positive()
    gone = Gone()

    def __init__(self, amount, price):
        self.amount = amount
        self.price = price

    def total(self):
        return self.amount * self.price


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"expected {self.kind.__name__}")
        instance.__dict__[self.name] = value


class Named(type):
    def __new__(cls, name, bases, namespace):
        for key, value in namespace.items():
            if isinstance(value, Typed):
                value.name = key
        return super().__new__(cls, name, bases, namespace)


class Stock(metaclass=Named):
    symbol = Typed(str)
    shares = Typed(int)

    def __init__(self, symbol, shares):
        self.symbol = symbol
        self.shares = shares


class Both(Positive):
    def __get__(self, instance, owner=None):
        return "got" if instance else self


class Later:
    amount = Both()


async def main():
    order = Order(3, 5)
    print(order.amount, order.price, order.total(), vars(order))
    try:
        order.price = -1
    except ValueError as error:
        print(error)
    bare = object.__new__(Order)
    print(bare.amount is Order.__dict__["amount"], hasattr(bare, "price"))
    del order.gone
    try:
        order.gone = 1
    except AttributeError as error:
        print(error)
    try:
        del order.amount
    except AttributeError as error:
        print(error)
    stock = Stock("GOOG", 100)
    print(stock.symbol, stock.shares, getattr(stock, "shares"), f"{stock.symbol:>6}")
    try:
        stock.shares = "many"
    except TypeError as error:
        print(error)
    later = Later()
    later.amount = 7
    print(later.amount, vars(later))

    Order.__module__ = "shop"
    print(Order, Order.__module__)
    Order.__qualname__ = "Shop.Order"
    print(Order)
    print(re.findall(r"\d+", "1729 = 1³ + 12³ ௧௭௨௯ ½"), re.findall(r"\w+", "x³ ½_"))
    try:
        json.loads("{")
    except json.decoder.JSONDecodeError as error:
        print(type(error) is JSONDecodeError, error, JSONEncoder().encode([1]))


asyncio.run(main())
