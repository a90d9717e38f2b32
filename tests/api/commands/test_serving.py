"""Listening at an address."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
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


def test_a_firms_page_is_opened_in_the_readers_browser(seed_home: Path, tmp_path: Path) -> None:
    """The browser is one that writes down its address; the page is there when it asks."""
    told = tmp_path / "told"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {told}\n')
    browser.chmod(0o755)
    program = str(Path(sys.executable).with_name("zizhu"))
    command = [program, "open", "中芯国际", "--data", str(seed_home)]
    with subprocess.Popen(
        command, env={**os.environ, "BROWSER": f"{browser} %s"}, stdout=subprocess.DEVNULL
    ) as running:
        try:
            until = time.monotonic() + 60
            while not (told.exists() and told.read_text()) and time.monotonic() < until:
                time.sleep(0.05)
            address = told.read_text().strip()
            assert address.endswith("/doc/id/smic.html")
            page = httpx.get(address, timeout=60)
        finally:
            running.terminate()
    assert page.status_code == 200
    assert "<h1><bdi>SMIC" in page.text
