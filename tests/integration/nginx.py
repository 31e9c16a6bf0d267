"""nginx on loopback, as the distribution ships it."""
import shutil
import socket
import subprocess
import time

PROGRAM = shutil.which("nginx", path="/usr/sbin:/usr/bin")
START_SECONDS = 60


class Nginx:
    """Runs with these server blocks, which listen on `ports`, until it is left; its files are below `folder`."""

    def __init__(self, folder, ports, servers):
        configuration = folder / "nginx.conf"
        configuration.write_text(f"""
daemon off; master_process off; pid {folder}/pid; error_log stderr notice;
events {{ worker_connections 64; }}
http {{
  access_log {folder}/access.log;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
{servers}
}}
""")
        self.folder = folder
        self.process = subprocess.Popen([PROGRAM, "-p", folder, "-c", configuration, "-e", "stderr"], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        end = time.monotonic() + START_SECONDS
        for port in ports:
            while self.process.poll() is None:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    if time.monotonic() > end:
                        self.__exit__()
                        raise
                    time.sleep(0.05)
        if self.process.poll() is not None:
            raise OSError("nginx does not start: " + self.process.stderr.read())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(START_SECONDS)
        self.process.stderr.close()

    def asked(self):
        """Method and path of each request, with the status of the answer."""
        lines = (line.split('"') for line in (self.folder / "access.log").read_text().splitlines())
        return [(*request.split(" ")[:2], int(rest.split()[0])) for _, request, rest, *_ in lines]
