"""What the reference shares with the program: exp, log, pow and draws of engine/core."""

import ctypes
import os
import pathlib

BUILD = pathlib.Path(os.environ.get("TRELLIS_BUILD", "build/cc"))
_lib = ctypes.CDLL(str((BUILD / "tests" / "libreference_core.so").resolve()))
_key = ctypes.c_uint32 * 5


def _bind(name, result, *arguments):
    function = getattr(_lib, "reference_" + name)
    function.restype, function.argtypes = result, arguments
    return function


_f64, _u32 = ctypes.c_double, ctypes.c_uint32
exp = _bind("exp", _f64, _f64)
log = _bind("log", _f64, _f64)
pow = _bind("pow", _f64, _f64, _f64)
log1p = _bind("log1p", _f64, _f64)
expm1 = _bind("expm1", _f64, _f64)
_uniform = _bind("uniform", _f64, _key, _u32)
_normal = _bind("normal", _f64, _key, _u32)
_exponential = _bind("exponential", _f64, _key, _u32)
_beta33 = _bind("beta33", _f64, _key, _u32)
_poisson = _bind("poisson", _u32, _key, _f64, _u32)
_below = _bind("below", _u32, _key, _u32, _u32)
_strip = _bind("strip", None, _key, _u32, ctypes.c_int, ctypes.POINTER(_f64))


class Draw:
    """Chance of section 3.9: a function of identity, step, stream and number of the draw.

    uniform ... below are those of Dice (a phase with dice(...)); uniforms and normals are the `draws` and `bells` of a
    phase, whose counters differ. `step` is that of the month unless given (0: first states).
    """

    def __init__(self, economy):
        self._e = economy

    def _of(self, identity, stream, step):
        e = self._e
        return _key(e.seed, e.replica, e.step if step is None else step, int(identity), int(stream))

    def uniform(self, identity, stream, number=0, step=None):
        return _uniform(self._of(identity, stream, step), number)

    def normal(self, identity, stream, number=0, step=None):
        return _normal(self._of(identity, stream, step), number)

    def exponential(self, identity, stream, number=0, step=None):
        return _exponential(self._of(identity, stream, step), number)

    def beta33(self, identity, stream, number=0, step=None):
        return _beta33(self._of(identity, stream, step), number)

    def poisson(self, identity, stream, mean, number=0, step=None):
        return _poisson(self._of(identity, stream, step), mean, number)

    def below(self, identity, stream, n, number=0, step=None):
        return _below(self._of(identity, stream, step), n, number)

    def chance(self, identity, stream, probability, number=0, step=None):
        return self.uniform(identity, stream, number, step) < probability

    def uniforms(self, identity, stream, count, step=None):
        """`count` uniforms of a phase's draws<count>(...)."""
        return self._strip(identity, stream, count, 0, step)

    def normals(self, identity, stream, count, step=None):
        """`count` standard normals of a phase's bells<count>(...)."""
        return self._strip(identity, stream, (count + 1) // 2 * 2, 1, step)[:count]

    def _strip(self, identity, stream, count, normal, step):
        out = (_f64 * count)()
        _strip(self._of(identity, stream, step), count, normal, out)
        return list(out)
