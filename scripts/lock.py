"""Write the lock files in requirements/ from pyproject.toml; `make lock` runs it after a version changed.

Serving and development are locked with hashes. Training is pinned by version only and without the CUDA
packages, because CPU and CUDA builds of torch share a version but not a file.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
CUDA_PREFIXES = ("nvidia-", "cuda-", "triton==")
COMPILE = [
    sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal",
    "--python-version", "3.10", "--no-emit-index-url", "--custom-compile-command", "make lock",
]  # fmt: skip


def main() -> None:
    """Serving first: every other lock is constrained by it."""
    compile_lock("serve", "--generate-hashes")
    for extra in ("dev", "demo", "openvino"):
        compile_lock(extra, "--generate-hashes", "--constraints", "requirements/serve.txt")
    compile_lock("train", "--no-annotate", "--constraints", "requirements/serve.txt")
    drop_cuda_packages(LOCKS / "train.txt")


def compile_lock(extra: str, *options: str) -> None:
    """Resolve one extra for every supported Python and platform."""
    print(f"locking {extra} ...", flush=True)
    output = f"requirements/{extra}.txt"
    subprocess.run([*COMPILE, "--extra", extra, *options, "--output-file", output], cwd=ROOT, check=True)


def drop_cuda_packages(lock: Path) -> None:
    """Leave the CUDA packages to the torch build that needs them."""
    lines = lock.read_text().splitlines(keepends=True)
    lock.write_text("".join(line for line in lines if not line.startswith(CUDA_PREFIXES)))


if __name__ == "__main__":
    main()
