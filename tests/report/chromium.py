"""A headless Chromium that tests drive over its debugging pipe; nothing but the browser itself is needed for it."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import define, field

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
SECONDS = 60
SWITCHES = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe")


def browser() -> str | None:
    """The browser on this machine; None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name)) is not None), None)


@define
class Tab:
    """A page that is open; `said` is everything it complained of."""

    _orders: int
    _answers: int
    session: str = ""
    said: list[str] = field(factory=list)
    asked: list[str] = field(factory=list)
    _number: int = 0
    _rest: bytes = b""
    _loaded: bool = False

    def call(self, method: str, **params: Any) -> Any:
        """One command of the debugging protocol."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self._orders, json.dumps(message).encode() + b"\0")
        while True:
            found = self._next()
            if found.get("id") == self._number:
                assert "error" not in found, (method, found["error"])
                return found["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._answers, 1 << 20)
            assert more, "the browser is gone"
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(line)
        self._note(found.get("method"), found.get("params", {}))
        return found

    def _note(self, method: str | None, params: dict[str, Any]) -> None:
        if method == "Runtime.consoleAPICalled":
            self.said.append(str([a.get("value", a.get("description")) for a in params["args"]]))
        elif method == "Runtime.exceptionThrown":
            self.said.append(str(params["exceptionDetails"]))
        elif method == "Log.entryAdded":
            self.said.append(f"{params['entry']['level']}: {params['entry']['text']}")
        elif method == "Network.requestWillBeSent":
            self.asked.append(params["request"]["url"])
        elif method == "Page.loadEventFired":
            self._loaded = True

    def load(self, path: Path) -> None:
        """Open a file, and wait until it is there."""
        self._loaded = False
        self.call("Page.navigate", url=path.as_uri())
        while not self._loaded:
            self._next()

    def open(self, path: Path) -> None:
        """Open a file, and wait until the page says that it is ready."""
        self.load(path)
        self.run(
            "new Promise(done => { const look = () =>"
            " document.documentElement.dataset.ready ? done() : setTimeout(look, 20); look(); })"
        )

    def run(self, script: str) -> Any:
        """What an expression comes to in the page, promises awaited."""
        found = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def size(self, width: int, height: int) -> None:
        """The size of the window in CSS pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def media(self, *, scheme: str = "light", kind: str = "screen") -> None:
        """Light or dark, on screen or in print."""
        wanted = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", media=kind, features=wanted)

    def press(self, key: str, code: int = 0, text: str = "") -> None:
        """A key, as a person presses it."""
        params = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **params)
        self.call("Input.dispatchKeyEvent", type="keyUp", **params)

    def picture(self, path: Path, selector: str | None = None) -> None:
        """A picture of the window, or of one element in full."""
        clip = {}
        if selector is not None:
            box = self.run(
                f"(() => {{ const b = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
                " return {x: b.x + scrollX, y: b.y + scrollY, width: b.width, height: b.height, scale: 1}; })()"
            )
            clip = {"clip": box, "captureBeyondViewport": True}
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", **clip)["data"]))

    def reading_order(self) -> list[tuple[str, str]]:
        """What a screen reader finds, in its order: role and name of everything that has a name."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        by_id = {n["nodeId"]: n for n in nodes}
        found: list[tuple[str, str]] = []
        waiting = [nodes[0]["nodeId"]]
        while waiting:
            node = by_id.get(waiting.pop())
            if node is None:
                continue
            name = node.get("name", {}).get("value", "")
            if not node.get("ignored") and name:
                found.append((node["role"]["value"], name))
            waiting += reversed(node.get("childIds", []))
        return found


@contextmanager
def tab() -> Iterator[Tab]:
    """An empty page in a browser of its own."""
    name = browser()
    assert name is not None
    ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (*os.pipe(), *os.pipe())]
    read_by_it, to, from_, written_by_it = ends[0], ends[1], ends[2], ends[3]
    folder = tempfile.mkdtemp()

    def in_child() -> None:
        os.dup2(read_by_it, 3)
        os.dup2(written_by_it, 4)

    process = subprocess.Popen(
        [name, *SWITCHES, f"--user-data-dir={folder}", "about:blank"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(3, 4),
        preexec_fn=in_child,
    )
    os.close(read_by_it)
    os.close(written_by_it)
    try:
        page = Tab(to, from_)
        target = page.call("Target.createTarget", url="about:blank")["targetId"]
        page.session = page.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility"):
            page.call(f"{domain}.enable")
        yield page
    finally:
        process.kill()
        process.wait(SECONDS)
        os.close(to)
        os.close(from_)
        shutil.rmtree(folder, ignore_errors=True)
