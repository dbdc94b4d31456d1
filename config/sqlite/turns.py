"""Which of a process' threads may write: in the order in which they asked."""

from collections import deque
from threading import Event, Lock


class Turns:
    """SQLite lets those who wait sleep and try again, so that luck decides who is next."""

    def __init__(self) -> None:
        self._waiting: deque[Event] = deque()  # the first has its turn
        self._order = Lock()

    def take(self, seconds: float) -> Event | None:
        """A turn to give back; None when it did not come in time."""
        turn = Event()
        with self._order:
            self._waiting.append(turn)
            self._waiting[0].set()
        if turn.wait(seconds):
            return turn
        with self._order:
            if turn.is_set():  # it came just now
                return turn
            self._waiting.remove(turn)
        return None

    def give_back(self, turn: Event) -> None:
        with self._order:
            self._waiting.remove(turn)
            if self._waiting:
                self._waiting[0].set()
