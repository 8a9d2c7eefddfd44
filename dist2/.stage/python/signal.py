from enum import IntEnum


class Signals(IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGKILL = 9
    SIGUSR1 = 10
    SIGUSR2 = 12
    SIGALRM = 14
    SIGTERM = 15


class Handlers(IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


SIGHUP = Signals.SIGHUP
SIGINT = Signals.SIGINT
SIGQUIT = Signals.SIGQUIT
SIGKILL = Signals.SIGKILL
SIGUSR1 = Signals.SIGUSR1
SIGUSR2 = Signals.SIGUSR2
SIGALRM = Signals.SIGALRM
SIGTERM = Signals.SIGTERM
SIG_DFL = Handlers.SIG_DFL
SIG_IGN = Handlers.SIG_IGN


def strsignal(signalnum):
    return {1: "Hangup", 2: "Interrupt", 3: "Quit", 9: "Killed", 15: "Terminated"}.get(signalnum)


def valid_signals():
    return set(Signals)
