"""Servers under test: started on one core, watched through /proc, ended by their own process id."""
import os
import re
import signal
import subprocess
import time

SERVER_CORE, LOAD_CORE = 0, min(1, os.cpu_count() - 1)
STARTS_WITHIN_S = 30


class pinned:
    """Children started inside run on `core` (they inherit it); this process goes back to the generator's."""

    def __init__(self, core):
        self.core = core

    def __enter__(self):
        os.sched_setaffinity(0, {self.core})

    def __exit__(self, *_):
        os.sched_setaffinity(0, {LOAD_CORE})


class Server:
    def __init__(self, words, environment=None, log=None):
        """Starts it and waits until it says where it listens."""
        self.log = open(log or os.devnull, "ab")
        self.began = time.perf_counter()
        with pinned(SERVER_CORE):
            self.child = subprocess.Popen(words, env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL,
                                          stdout=subprocess.PIPE, stderr=self.log)
        self.pid = self.child.pid
        self.port = self._read_port(words)

    def _read_port(self, words):
        for line in iter(self.child.stdout.readline, b""):
            found = re.match(rb"listening on (?:[\d.]+:)?(\d+)", line)
            if found:
                return int(found.group(1))
            if time.perf_counter() - self.began > STARTS_WITHIN_S:
                break
        raise RuntimeError(f"{words[0]} did not say where it listens; its log: {self.log.name}")

    def cpu_seconds(self):
        """Processor time of all its threads, to the nanosecond: the clock of another process."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def settle(self):
        """Waits until it has finished what the load left behind, and returns its processor time."""
        before = self.cpu_seconds()
        for _ in range(100):
            time.sleep(0.1)
            now = self.cpu_seconds()
            if now - before < 0.001:
                break
            before = now
        return now

    def resident_kib(self, which="VmRSS"):
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            return int(re.search(rf"{which}:\s+(\d+) kB", status.read()).group(1))

    def wakeups(self):
        """How often any of its threads has gone to sleep by itself."""
        total = 0
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{thread}/status", encoding="ascii") as status:
                total += int(re.search(r"\nvoluntary_ctxt_switches:\s+(\d+)", status.read()).group(1))
        return total

    def kill(self):
        """As a power cut would: what was acknowledged must be in the file all the same."""
        self._end(signal.SIGKILL)

    def stop(self):
        return self._end(signal.SIGTERM)

    def _end(self, how):
        if self.child.poll() is None:
            self.child.send_signal(how)
        code = self.child.wait(timeout=30)
        self.child.stdout.close()
        self.log.close()
        return code
