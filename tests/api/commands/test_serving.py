"""Listening at an address."""

import socket

import pytest

from api.commands.serving import listening_at
from graph.errors import InputError


def test_answers_on_a_kept_connection_are_not_held_back():
    with (
        listening_at("127.0.0.1", 0) as listening,
        socket.create_connection(listening.getsockname()),
    ):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_an_address_in_use_is_refused_by_name():
    with listening_at("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(InputError, match=f"cannot listen at 127.0.0.1, port {port}"):
            listening_at("127.0.0.1", port)
