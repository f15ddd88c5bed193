"""What tests of whole processes share."""

import os

import pytest

_NO_NETWORK = '''"""Imported by every Python process at its start: whoever reaches for the network is stopped."""
import socket

def refuse(*args, **kwargs):
    raise AssertionError("the network was used")

def connect(self, address, _connect=socket.socket.connect):
    if self.family != socket.AF_UNIX:
        refuse()
    return _connect(self, address)

socket.socket.connect = socket.socket.connect_ex = connect
socket.getaddrinfo = socket.gethostbyname = refuse
'''


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment for a process that must not use the network, nor must the processes that it starts."""
    folder = tmp_path_factory.mktemp("offline")
    (folder / "sitecustomize.py").write_text(_NO_NETWORK)
    return os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
