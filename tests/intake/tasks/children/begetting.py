"""Starts a program that would outlive it, names it as its stage, then crashes or waits for ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
sys.stdout.write(f"20 {program.pid}\n")
sys.stdout.flush()
time.sleep(0.5)
if sys.argv[2] == "plan.txt":
    os.kill(os.getpid(), signal.SIGKILL)
time.sleep(600)
