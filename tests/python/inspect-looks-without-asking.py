"""What inspect finds without asking objects, and with what it would call them."""
import inspect
from enum import Enum, IntEnum
class K:
    x=1
    def m(self, a, b=2): pass
    @property
    def p(self): return 1
    @staticmethod
    def s(): pass
k=K(); k.y=5
print(inspect.getattr_static(k,'p').__class__, inspect.getattr_static(k,'y'), inspect.getattr_static(K,'s').__class__, inspect.getattr_static(k,'zz',3))
try: inspect.getattr_static(k,'zz')
except AttributeError as e: print(e)
def f(a,b:int=2,*args,c,d='x',**kw)->str: pass
print(inspect.getcallargs(f,1,c=2)=={'a':1,'b':2,'args':(),'c':2,'d':'x','kw':{}}, inspect.getcallargs(k.m,5)=={'self':k,'a':5,'b':2}, inspect.get_annotations(f), inspect.get_annotations(K))
for bad in (lambda: inspect.getcallargs(f), lambda: inspect.signature(3)):
    try: bad()
    except TypeError as e: print(e)
class C(Enum):
    A=1
    def m(self): pass
print(dir(C)); print(dir(C.A))
class I(IntEnum): Z=1
print('bit_length' in dir(I), 'Z' in dir(I))
