"""The operator's commands. Each failure is one sentence and exit code 2; the work is done elsewhere."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from backend import preflight, wsgi
from backend.accounts.creation import create_admin, find_user
from backend.config import AppConfig, current_config
from backend.courses.file import remove_strays
from backend.db.backup import UPLOADS, read_backup, write_backup
from backend.db.migrate import downgrade_database, is_current, upgrade_database
from backend.demo.mark import require_no_demo, require_no_people
from backend.demo.seed import ACCOUNTS, CLASSMATES, FIRST_CLASSMATE, seed_demo
from backend.demo.simulate import Actor, play_class
from backend.demo.term import add_term
from backend.errors import AttuneError
from backend.preflight import StartError
from backend.privacy.audit import SYSTEM
from backend.privacy.export import export_person
from backend.privacy.retention import delete_expired
from backend.realtime.options import read_options
from backend.server import run_server
from backend.support.catalogue import list_faults, load_catalogue
from backend.support.research import export_study
from backend.trends.rollup import roll_up
from inference.card import load_card
from inference.errors import InferenceError
from settings import ROOT, Settings, add_settings_arguments, settings_from_arguments

Command = Callable[[Settings, argparse.Namespace], None]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it worked."""
    arguments = build_parser().parse_args(argv)
    settings = settings_from_arguments(arguments)
    try:
        arguments.command(settings, arguments)
    except (AttuneError, InferenceError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()[0]
        print(f"error: The database cannot be used ({cause}); check ATTUNE_DATABASE_URL.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def build_parser() -> argparse.ArgumentParser:
    """Describe every command."""
    parser = argparse.ArgumentParser(prog="python -m backend", description=__doc__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    serve = _add(commands, "serve", "serve the API, the live classes and the pages", serve_command)
    serve.add_argument("--demo", action="store_true", help="migrate and fill the demo first")
    serve.add_argument("--reload", action="store_true", help="for development: restart when a file changes")
    serve.add_argument("--public-demo", action="store_true", help="let the demo listen beyond this computer")
    migrate = _add(commands, "migrate", "bring the database to this version's shape", migrate_command)
    migrate.add_argument("--down-to", metavar="REVISION", help="take migrations back instead")
    _add(commands, "seed-demo", "fill the demo with accounts and courses", seed_command)
    _add(commands, "retention", "delete what is over its time, once", retention_command)
    _add(commands, "rollup", "publish what is over and add the trends up, once", rollup_command)
    backup = _add(
        commands, "backup", "copy database and uploads into one file, also while serving", backup_command
    )
    backup.add_argument("file", type=Path)
    restore = _add(commands, "restore", "put a backup in place; the server must be stopped", restore_command)
    restore.add_argument("file", type=Path)
    export = _add(commands, "export-schemas", "write the shapes of the wire", export_command)
    export.add_argument("--folder", type=Path, default=ROOT / "frontend", metavar="FOLDER")
    simulate = _add(commands, "simulate-class", "play an invented class on the demo", simulate_command)
    simulate.add_argument("--minutes", type=float, default=5.0)
    simulate.add_argument("--students", type=int, default=len(CLASSMATES), metavar="N")
    person = _add(
        commands, "export-person", "write everything about one person into one zip", export_person_command
    )
    person.add_argument("email")
    person.add_argument("file", type=Path)
    study = _add(
        commands, "export-study", "write the pseudonymous study export with its codebook", study_command
    )
    study.add_argument("file", type=Path)
    _add(commands, "lint-messages", "check the words of every message of support", lint_command)
    admin = _add(commands, "create-admin", "make an administrator's account", create_admin_command)
    admin.add_argument("email")
    admin.add_argument("--name", default="Administrator")
    admin.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    return parser


def serve_command(settings: Settings, arguments: argparse.Namespace) -> None:
    """Check everything that can be wrong, then serve."""
    serve, environment = settings.serve, settings.environment
    is_demo = environment.deployment == "demo"
    if is_demo and not arguments.public_demo:
        preflight.require_loopback(serve.host)
    config = _prepare(settings)
    if not arguments.reload:
        preflight.require_free_port(serve.host, serve.port)
        preflight.require_pages(config.pages_dir)
    files = {config.detectors_dir / known.file: known.sha256 for known in serve.detectors.values()}
    preflight.require_release(config.release_dir, files)
    if arguments.demo:
        _require_demo(settings, config)
        migrate_command(settings, argparse.Namespace(down_to=None))
        seed_command(settings, arguments)
    _require_current(config.database_url)
    if not is_demo:
        require_no_demo(config.database_url)
    sockets = settings.realtime.max_sockets
    run_server(lambda: wsgi.build_server(settings), serve.host, serve.port, sockets, arguments.reload)


def migrate_command(settings: Settings, arguments: argparse.Namespace) -> None:
    """Change the database's shape, and only that."""
    url = _prepare(settings).database_url
    if arguments.down_to:
        downgrade_database(url, arguments.down_to)
    else:
        upgrade_database(url)


def seed_command(settings: Settings, arguments: argparse.Namespace) -> None:
    """Fill the demo; a second time changes nothing."""
    _require_demo(settings, _prepare(settings))
    app = _open_app(settings)
    with app.app_context():
        seed_demo()
        rule = read_options(settings.realtime.model_dump()).aggregate
        add_term(rule, load_card(app.config["ATTUNE"].release_dir))
    print(f"Attune demo on http://localhost:{settings.serve.port}")
    for account in ACCOUNTS[:3]:
        print(f"  {account.role.value:<8} {account.email}  password {account.password}")


def simulate_command(settings: Settings, arguments: argparse.Namespace) -> None:
    """Fill a live class with invented students, through login and sockets like real ones."""
    actors = [Actor(account.email, account.password) for account in ACCOUNTS]
    students = actors[FIRST_CLASSMATE:][: max(1, arguments.students)]
    url = f"http://{settings.serve.host}:{settings.serve.port}"
    tutor = actors[1]
    print(f"{len(students)} invented students for {arguments.minutes:g} minutes; watch as {tutor.email}")
    report = play_class(url, tutor, students, 60 * arguments.minutes)
    print(f"{report.readings} readings, {report.check_ins} check-ins, {report.messages} messages")


def create_admin_command(settings: Settings, arguments: argparse.Namespace) -> None:
    """Make the first administrator; the password is asked for, never an argument."""
    read = sys.stdin.readline if arguments.password_stdin else lambda: getpass.getpass("Password: ")
    with _open_app(settings).app_context():
        create_admin(arguments.email, arguments.name, _read_password(read))
    print(f"{arguments.email} may log in now.")


def retention_command(settings: Settings, arguments: argparse.Namespace) -> None:
    """Run the deletion once and say what it did."""
    with _open_app(settings).app_context():
        for table, rows in delete_expired().items():
            print(f"{rows:>8}  {table}")
        print(f"{remove_strays():>8}  uploads that no lesson names")


def rollup_command(settings: Settings, arguments: argparse.Namespace) -> None:
    """Run the rollup once and say what it did."""
    with _open_app(settings).app_context():
        report = roll_up()
    print(f"{report.published} classes and days published, {report.days} days added up.")


def backup_command(settings: Settings, arguments: argparse.Namespace) -> None:
    """Write one file that `restore` takes."""
    config = _prepare(settings)
    _require_current(config.database_url)
    write_backup(config.database_url, config.var_dir / UPLOADS, arguments.file.resolve())
    print(f"Wrote {arguments.file} ({arguments.file.stat().st_size:,} bytes).")


def restore_command(settings: Settings, arguments: argparse.Namespace) -> None:
    """Replace database and uploads by those of a backup."""
    preflight.require_free_port(settings.serve.host, settings.serve.port)
    config = _prepare(settings)
    read_backup(config.database_url, config.var_dir / UPLOADS, arguments.file)
    print("Restored. Run `python -m backend migrate` if this version is newer than the backup.")


def export_person_command(settings: Settings, arguments: argparse.Namespace) -> None:
    """Write what somebody who cannot log in would get, without anybody reading it on a page."""
    preflight.require_writable_file(arguments.file)
    with _open_app(settings).app_context():
        user = find_user(arguments.email)
        if user is None:
            raise StartError(f"There is no account with the address {arguments.email}.")
        arguments.file.write_bytes(export_person(user, SYSTEM))
    print(f"Wrote {arguments.file} ({arguments.file.stat().st_size:,} bytes).")


def study_command(settings: Settings, arguments: argparse.Namespace) -> None:
    """Write what people agreed to give to research, without their names."""
    preflight.require_writable_file(arguments.file)
    with _open_app(settings).app_context():
        config = current_config()
        arguments.file.write_bytes(export_study(config.support.study, config.is_demo))
    print(f"Wrote {arguments.file} ({arguments.file.stat().st_size:,} bytes).")


def lint_command(settings: Settings, arguments: argparse.Namespace) -> None:
    """Say what is wrong with the catalogue; exit 2 when anything is."""
    faults = list_faults()
    if faults:
        raise StartError("\n".join(faults))
    print(f"{len(load_catalogue())} messages are clean.")


def export_command(settings: Settings, arguments: argparse.Namespace) -> None:
    """Write openapi.json and socket.json, the same bytes for the same code."""
    documents = {"openapi.json": wsgi.describe_http(), "socket.json": wsgi.describe_live()}
    for name, document in documents.items():
        text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        preflight.require_writable_file(arguments.folder / name)
        (arguments.folder / name).write_text(text, encoding="utf-8")


def _add(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str,
         command: Command) -> argparse.ArgumentParser:  # fmt: skip
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(command=command)
    add_settings_arguments(parser)
    return parser


def _read_password(read: Callable[[], str]) -> str:
    try:
        password = read().rstrip("\n")
        password.encode()
    except EOFError:
        raise StartError("Nobody is here to type the password; hand it over with --password-stdin.") from None
    except UnicodeError:
        raise StartError("The password is not text in UTF-8; type it again.") from None
    return password


def _prepare(settings: Settings) -> AppConfig:
    preflight.require_writable_folder(settings.environment.var_dir)
    return wsgi.build_config(settings)


def _open_app(settings: Settings) -> Flask:
    config = _prepare(settings)
    _require_current(config.database_url)
    return wsgi.build_app(settings)


def _require_demo(settings: Settings, config: AppConfig) -> None:
    if settings.environment.deployment != "demo":
        raise StartError("Only a demo is filled with known accounts; set ATTUNE_DEPLOYMENT=demo for one.")
    require_no_people(config.database_url)


def _require_current(url: str) -> None:
    if not is_current(url):
        raise StartError("The database is not of this version; run `python -m backend migrate`.")
