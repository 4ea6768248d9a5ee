"""The installer a newcomer runs first: what it says when something is missing; it repeats nothing.

And what later commands do with the Node that it brought along.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))
import dev
import prepare


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project whose one Python package comes from nowhere."""
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "REQUIREMENTS", tmp_path / "requirements")
    monkeypatch.setattr(prepare, "FRONTEND", tmp_path / "frontend")
    monkeypatch.delenv("ATTUNE_VAR_DIR", raising=False)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "serve.txt").write_text("")
    return tmp_path


@pytest.fixture
def detector(project: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A detector that config.yaml names, lying in its npm package."""
    content = b"a network"
    (project / "frontend" / "node_modules" / "faces").mkdir(parents=True)
    (project / "frontend" / "node_modules" / "faces" / "net.onnx").write_bytes(content)
    named = {"file": "net.onnx", "source": "faces/net.onnx", "sha256": hashlib.sha256(content).hexdigest()}
    monkeypatch.setattr(prepare, "_read_detectors", lambda: [named])
    return named


def test_an_old_python_hears_which_one_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    with pytest.raises(prepare.PrepareError, match=r"needs Python 3.10 or newer and this is 3.9"):
        prepare.check_machine(installs=True)


def test_a_folder_that_cannot_be_written_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(prepare.PrepareError, match="cannot be written"):
        prepare.check_machine(installs=True)


def test_packages_are_installed_once(project: Path) -> None:
    prepare.install_python_packages("serve")
    before = (project / ".venv" / "pyvenv.cfg").stat().st_mtime_ns
    prepare.install_python_packages("serve")
    assert (project / ".venv" / "pyvenv.cfg").stat().st_mtime_ns == before


def test_without_network_nothing_half_made_is_left(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    (project / "requirements" / "serve.txt").write_text(f"flask==3.1.3 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(prepare.PrepareError, match="cannot be reached; connect to the network and run again"):
        prepare.install_python_packages("serve")
    assert not (project / ".venv").exists()


def test_the_detector_is_copied_beside_the_database(project: Path, detector: dict[str, str]) -> None:
    prepare.copy_detectors(project / "frontend" / "node_modules")
    assert (project / "var" / "detectors" / detector["file"]).read_bytes() == b"a network"


def test_a_damaged_detector_is_mended_from_its_package(project: Path, detector: dict[str, str]) -> None:
    damaged = project / "var" / "detectors" / detector["file"]
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(b"half")
    prepare.copy_detectors(project / "frontend" / "node_modules")
    assert damaged.read_bytes() == b"a network"


def test_a_detector_of_other_content_is_refused(project: Path, detector: dict[str, str]) -> None:
    detector["sha256"] = "0" * 64
    with pytest.raises(prepare.PrepareError, match="sha256 differs"):
        prepare.copy_detectors(project / "frontend" / "node_modules")
    assert not (project / "var").exists()


def test_a_missing_detector_says_what_to_remove(project: Path, detector: dict[str, str]) -> None:
    detector["source"] = "faces/gone.onnx"
    with pytest.raises(prepare.PrepareError, match="remove frontend/node_modules"):
        prepare.copy_detectors(project / "frontend" / "node_modules")


def test_an_unknown_step_prints_the_steps_and_no_traceback() -> None:
    command = [sys.executable, prepare.__file__, "everything"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "usage:" in run.stderr
    assert "Traceback" not in run.stderr


def write_program(file: Path, does: str) -> None:
    """A program that stands in for another."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{does}\n")
    file.chmod(0o755)


@pytest.mark.parametrize("program", ["python", "hadolint", "npm"])
def test_whatever_fails_in_a_check_fails_make_test_and_is_shown(tmp_path: Path, program: str) -> None:
    """The checks of Python and of the pages run side by side; no test begins where one of them failed."""
    shutil.copy(prepare.ROOT / "Makefile", tmp_path)
    (tmp_path / "frontend").mkdir()
    for name in ("python", "hadolint", "npm"):
        write_program(tmp_path / ".venv-dev" / "bin" / name, f'echo "$@" >> {tmp_path}/asked')
    write_program(tmp_path / ".venv-dev" / "bin" / program, "echo what is wrong; exit 1")
    run = subprocess.run(
        ["make", "test", "PYTHON=true"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode != 0
    assert "what is wrong" in run.stdout
    assert "pytest" not in (tmp_path / "asked").read_text()


@pytest.mark.parametrize("environment", [".venv", ".venv-dev"])
def test_make_uses_the_node_that_was_brought_along(tmp_path: Path, environment: str) -> None:
    shutil.copy(prepare.ROOT / "Makefile", tmp_path)
    (tmp_path / "frontend").mkdir()
    for name in ("python", "hadolint"):
        write_program(tmp_path / ".venv-dev" / "bin" / name, "exit 0")
    write_program(tmp_path / environment / "bin" / "npm", f'echo "$@" >> {tmp_path}/asked')
    write_program(tmp_path / "too-old" / "npm", "exit 1")
    environ = {"PATH": f"{tmp_path / 'too-old'}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(["make", "test", "PYTHON=true"], cwd=tmp_path, env=environ, check=True)
    asked = [line.split()[-1] for line in (tmp_path / "asked").read_text().splitlines()]
    assert asked == ["lint", "typecheck", "generate:check", "test"]


def test_without_node_nothing_is_served(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr(subprocess, "Popen", lambda *arguments, **_: started.append(arguments))
    monkeypatch.setenv("PATH", str(project))
    with pytest.raises(prepare.PrepareError, match="Node 20 or newer is missing"):
        dev.main([])
    assert started == []


def test_the_server_ends_when_the_pages_cannot_be_served(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_program(project / "server", "exec sleep 60")
    (project / "frontend").mkdir()
    monkeypatch.setattr(dev, "ROOT", project)
    monkeypatch.setattr(sys, "executable", str(project / "server"))
    monkeypatch.setattr(dev, "find_npm", lambda: (str(project / "no-npm"), dict(os.environ)))
    started, start = [], subprocess.Popen

    def remember(*arguments: object, **options: object) -> object:
        started.append(start(*arguments, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remember)
    with pytest.raises(FileNotFoundError):
        dev.main([])
    assert len(started) == 1 and started[0].wait(timeout=10) != 0


def test_pages_and_server_know_each_others_address(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = 'env > "$0.told"; echo "$@" >> "$0.told"'
    for name in ("server", "npm"):
        write_program(project / name, told)
    (project / "frontend").mkdir()
    monkeypatch.setattr(dev, "ROOT", project)
    monkeypatch.setattr(sys, "executable", str(project / "server"))
    monkeypatch.setattr(dev, "find_npm", lambda: (str(project / "npm"), dict(os.environ)))
    monkeypatch.setattr(subprocess.Popen, "terminate", subprocess.Popen.wait)
    monkeypatch.setenv("ATTUNE_ALLOWED_ORIGINS", "https://learn.example.org")
    assert dev.main(["--set", "serve.port=5001"]) == 0
    server, pages = ((project / f"{name}.told").read_text() for name in ("server", "npm"))
    origins = "https://learn.example.org,http://localhost:5173,http://127.0.0.1:5173"
    assert f"ATTUNE_ALLOWED_ORIGINS={origins}\n" in server and "serve.port=5001" in server
    assert "ATTUNE_BACKEND=http://localhost:5001\n" in pages
