"""Put the `uv` program into a folder: `get_uv.py FOLDER` makes `FOLDER/bin/uv`.

Runs on any Python from 3.8 on, with pip or, where the system has none (Debian's
python3), without it: straight from the package index.
https://packaging.python.org/en/latest/specifications/simple-repository-api/
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import platform
import re
import subprocess
import sys
import urllib.parse
import urllib.request
import zipfile

JSON = "application/vnd.pypi.simple.v1+json"


def main(folder: str) -> None:
    if not with_pip(folder):
        from_index(folder)
    program = os.path.join(folder, "bin", "uv")
    subprocess.run([program, "--version"], check=True)


def with_pip(folder: str) -> bool:
    pip = [sys.executable, "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True).returncode:
        return False
    install = [*pip, "install", "--quiet", "--upgrade", "--target", folder, "uv"]
    quiet = {"PIP_ROOT_USER_ACTION": "ignore", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return subprocess.run(install, env={**os.environ, **quiet}).returncode == 0


def from_index(folder: str) -> None:
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    page = f"{index}/uv/"
    files = json.loads(fetch(page, JSON))["files"]
    newest = max((file for file in files if fits(file)), key=version, default=None)
    if newest is None:
        sys.exit(f"There is no uv for {platform.system()} on {platform.machine()}.")
    wheel = fetch(urllib.parse.urljoin(page, newest["url"]))
    if hashlib.sha256(wheel).hexdigest() != newest["hashes"]["sha256"]:
        sys.exit("The file of uv arrived damaged: try again.")
    unpack(wheel, os.path.join(folder, "bin"))


def fetch(url: str, accept: str = "*/*") -> bytes:
    request = urllib.request.Request(url, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return answer.read()


def fits(file: dict) -> bool:
    name = file["filename"]
    if file.get("yanked") or not name.endswith(".whl") or not version(file):
        return False
    machine = platform.machine().lower().replace("amd64", "x86_64")
    if sys.platform == "darwin":
        return "macosx" in name and machine in name
    # Wheels of uv are static programs where they name musl.
    libc = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
    return libc in name and machine.replace("arm64", "aarch64") in name


def version(file: dict) -> tuple:
    match = re.match(r"uv-(\d+)\.(\d+)\.(\d+)-", file["filename"])
    return tuple(map(int, match.groups())) if match else ()


def unpack(wheel: bytes, folder: str) -> None:
    os.makedirs(folder, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"uv-[^/]*\.data/scripts/uv", name):
                path = os.path.join(folder, "uv")
                draft = f"{path}.{os.getpid()}"
                with open(draft, "wb") as program:
                    program.write(archive.read(name))
                os.chmod(draft, 0o755)
                os.replace(draft, path)


if __name__ == "__main__":
    main(sys.argv[1])
