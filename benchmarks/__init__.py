"""Side-by-side timings: ``make bench``, or ``python -m benchmarks``.

One thread for everybody. The libraries read these variables when they load, so they are set before any of them does.
"""

import os

for _library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM", "NUMEXPR"):
    os.environ[f"{_library}_NUM_THREADS"] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
os.environ["JAX_PLATFORMS"] = "cpu"
