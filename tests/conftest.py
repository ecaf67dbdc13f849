"""For all tests."""

from __future__ import annotations

import signal

# Tests interrupt what they start. Whoever runs them in the background may have switched interrupts off for all that they
# start, so the usual answer is put back.
signal.signal(signal.SIGINT, signal.default_int_handler)
