"""A fleet on 127.0.0.0/8: good servers on every address, and some that refuse, stall, reset or talk garbage."""
import asyncio
import contextlib
import json
import os
import pathlib
import socket
import struct
import subprocess
import threading

BIN = pathlib.Path(os.environ["CERTCHECK_BIN_DIR"])
HOST = "good-p256.certcheck.test"
# What certcheck says of each kind: verdict, and why there was no handshake.
EXPECTED = {"good": ("trusted", None), "refused": ("unchecked", "connect"), "stalled": ("unchecked", "timeout"),
            "reset": ("unchecked", "closed"), "garbage": ("unchecked", "tls")}
BAD = [kind for kind in EXPECTED if kind != "good"]


class Fleet:
    """Serves while it is entered; `ports` by kind. The bad servers are one thread's, so that they cost little."""

    def __enter__(self):
        # Thousands of connections at once are kept.
        self.certserve = subprocess.Popen([BIN / "certserve", "--address", "0.0.0.0", "good-p256"],
                                          stdout=subprocess.PIPE, text=True)
        scenario = json.loads(self.certserve.stdout.readline())
        self.root = scenario["root"]
        self.ports = {"good": scenario["port"]}
        with socket.socket() as unused:
            unused.bind(("0.0.0.0", 0))
            self.ports["refused"] = unused.getsockname()[1]
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()
        self.thread = threading.Thread(target=self._serve, args=(ready,), daemon=True)
        self.thread.start()
        ready.wait()
        return self

    def __exit__(self, *_):
        self.certserve.terminate()
        self.certserve.wait()
        self.certserve.stdout.close()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    def _serve(self, ready):
        async def wait_until_closed(reader, writer):
            # A client that is killed resets.
            with contextlib.suppress(OSError):
                await reader.read()
            writer.close()

        async def stalled(reader, writer):
            await wait_until_closed(reader, writer)

        async def reset(reader, writer):
            with contextlib.suppress(OSError):
                await reader.read(1)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()

        async def garbage(reader, writer):
            writer.write(b"\x16\x03\x03\x00\x04\x63\x00\x00\x00")
            await wait_until_closed(reader, writer)

        async def start():
            for kind, serve in ("stalled", stalled), ("reset", reset), ("garbage", garbage):
                server = await asyncio.start_server(serve, "0.0.0.0", 0, backlog=4096)
                self.ports[kind] = server.sockets[0].getsockname()[1]
        self.loop.run_until_complete(start())
        ready.set()
        self.loop.run_forever()

    def targets(self, count, bad_share=0.05):
        """Kind by target, each target once; every so manieth is bad."""
        every = round(1 / bad_share)
        kinds = {}
        for i in range(count):
            kind = BAD[i // every % len(BAD)] if i % every == every - 1 else "good"
            kinds[f"127.{1 + i // 62500}.{i // 250 % 250}.{1 + i % 250}:{self.ports[kind]}"] = kind
        return kinds
