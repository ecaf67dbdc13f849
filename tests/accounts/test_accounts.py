"""Accounts over a real catalogue: who may sign in, what ends a session, and what the record says of it."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indexer.accounts import Accounts, Wanted
from indexer.accounts.secret import secret_key
from indexer.catalogue import Catalogue
from indexer.errors import AccountNotFound, PasswordRefused, WrongUse
from indexer.model import Act, Role
from tests.accounts.cheap import cheap

PASSWORD = "Mật khẩu dài của Linh"  # noqa: S105  # of nobody


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(tmp_path / "catalogue.db")
    yield opened
    opened.close()


@pytest.fixture
def accounts(catalogue: Catalogue) -> Accounts:
    made = cheap(Accounts(catalogue, session_hours=12))
    made.add("Linh", Role.LIBRARIAN, PASSWORD, "test")
    return made


def test_a_name_is_one_whatever_its_capitals_and_a_password_however_it_was_typed(accounts: Accounts) -> None:
    decomposed = "Ma\u0302\u0323t kha\u0302\u0309u da\u0300i cu\u0309a Linh"
    session = accounts.sign_in("linh", decomposed)
    assert session is not None
    assert (session.account.name, session.account.role) == ("Linh", Role.LIBRARIAN)
    assert accounts.of_session(session.token) == accounts.account("LINH")
    with pytest.raises(WrongUse, match="there is an account 'LINH'"):
        accounts.add("LINH", Role.READER, PASSWORD, "test")


@pytest.mark.parametrize(("name", "password"), [("linh", PASSWORD.lower()), ("linh", ""), ("khác", PASSWORD), ("", "")])
def test_nobody_else_signs_in(accounts: Accounts, name: str, password: str) -> None:
    assert accounts.sign_in(name, password) is None


def test_neither_passwords_nor_tokens_are_kept(accounts: Accounts, tmp_path: Path) -> None:
    session = accounts.sign_in("linh", PASSWORD)
    assert session is not None
    kept = "\n".join(sqlite3.connect(tmp_path / "catalogue.db").iterdump())
    assert session.token not in kept
    assert PASSWORD not in kept


def test_passwords_are_hashed_at_the_cost_of_rfc_9106_and_anew_where_they_were_not(catalogue: Catalogue) -> None:
    cheap(Accounts(catalogue, session_hours=12)).add("an", Role.READER, PASSWORD, "test")
    assert Accounts(catalogue, session_hours=12).sign_in("an", PASSWORD)
    found = catalogue.users.named("an")
    assert found
    assert found[1].startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    "end",
    [
        lambda accounts: accounts.set_password("Linh", "một mật khẩu khác hẳn", "test"),
        lambda accounts: accounts.set_role("Linh", Role.READER, "test"),
        lambda accounts: accounts.disable("Linh", "test"),
        lambda accounts: accounts.remove("Linh", "test"),
    ],
)
def test_every_session_ends_with_a_change(accounts: Accounts, end: object) -> None:
    session = accounts.sign_in("Linh", PASSWORD)
    assert session is not None
    assert callable(end)
    end(accounts)
    assert accounts.of_session(session.token) is None


def test_a_token_is_worth_nothing_after_signing_out(accounts: Accounts) -> None:
    first, second = accounts.sign_in("Linh", PASSWORD), accounts.sign_in("Linh", PASSWORD)
    assert first is not None
    assert second is not None
    accounts.sign_out(first)
    assert accounts.of_session(first.token) is None
    assert accounts.of_session(second.token) is not None


def test_a_session_ends_by_itself(accounts: Accounts, catalogue: Catalogue) -> None:
    session = accounts.sign_in("Linh", PASSWORD)
    assert session is not None
    with catalogue._writing() as connection:
        connection.exec_driver_sql(
            "UPDATE sessions SET begun_at = ?", (str(datetime.now(UTC).replace(tzinfo=None) - timedelta(hours=13)),)
        )
    assert accounts.of_session(session.token) is None


def test_a_disabled_account_signs_in_again_when_it_is_let(accounts: Accounts) -> None:
    accounts.disable("linh", "test")
    assert accounts.sign_in("linh", PASSWORD) is None
    accounts.disable("linh", "test", disabled=False)
    assert accounts.sign_in("linh", PASSWORD) is not None


@pytest.mark.parametrize("password", ["ngắn", "aaaaaaaaaaaaaaaa", "nguyenvanlinh1", "x" * 1001])
def test_passwords_that_are_easy_to_guess_are_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(PasswordRefused):
        accounts.add("nguyenvanlinh", Role.READER, password, "test")


@pytest.mark.parametrize("name", ["", "có cách", "a\nb", "a" * 65, "<b>", "linh\u202e"])
def test_names_that_would_mislead_are_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(WrongUse, match="account name"):
        accounts.add(name, Role.READER, PASSWORD, "test")


def test_what_is_unknown_is_told(accounts: Accounts) -> None:
    for change in (accounts.remove, accounts.disable):
        with pytest.raises(AccountNotFound, match="no account"):
            change("khong", "test")


def test_the_record_says_who_did_what(accounts: Accounts, catalogue: Catalogue) -> None:
    accounts.sign_in("linh", "sai", address="192.0.2.1")
    accounts.sign_in("mật khẩu gõ nhầm ô", "x")
    accounts.set_role("linh", Role.ADMIN, "quản-trị")
    accounts.remove("linh", "quản-trị")
    told = [(each.who, each.act, each.about, dict(each.details)) for each in catalogue.audit.all()]
    assert told == [
        ("quản-trị", Act.ACCOUNT_REMOVED, "Linh", {}),
        ("quản-trị", Act.ROLE_CHANGED, "Linh", {"role": "admin"}),
        ("", Act.SIGN_IN_REFUSED, "", {}),
        ("", Act.SIGN_IN_REFUSED, "Linh", {"address": "192.0.2.1"}),
        ("test", Act.ACCOUNT_ADDED, "Linh", {"role": "librarian"}),
    ]
    assert [each.act for each in catalogue.audit.deeds(Wanted(words="192.0"))] == [Act.SIGN_IN_REFUSED]
    assert [each.act for each in catalogue.audit.deeds(Wanted(who="test"))] == [Act.ACCOUNT_ADDED]
    assert [each.act for each in catalogue.audit.deeds(Wanted(words="quản admin"))] == [Act.ROLE_CHANGED]
    assert catalogue.audit.deeds(Wanted(until=datetime(2020, 1, 1, tzinfo=UTC))) == []
    assert catalogue.audit.deeds(Wanted(words="%")) == []
    first, *_ = catalogue.audit.deeds(limit=1)
    assert catalogue.audit.deeds(limit=1, before=first.number)[0].act is Act.ROLE_CHANGED


def test_a_role_may_do_what_those_before_it_may() -> None:
    assert [[one.covers(other) for other in Role] for one in Role] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


# ---- the key


def _make_key(home: Path, waiting: object, kept: object) -> None:
    waiting.wait()  # type: ignore[attr-defined]  # a barrier
    kept.put(secret_key(home))  # type: ignore[attr-defined]  # a queue


def test_processes_that_make_the_key_at_once_get_the_same(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    waiting, kept = context.Barrier(4), context.Queue()
    processes = [context.Process(target=_make_key, args=(tmp_path / "home", waiting, kept)) for _ in range(4)]
    for each in processes:
        each.start()
    keys = {kept.get(timeout=60) for _ in processes}
    for each in processes:
        each.join()
    assert keys == {(tmp_path / "home" / "secret.key").read_bytes()}
    assert stat.S_IMODE((tmp_path / "home" / "secret.key").stat().st_mode) == 0o600


def test_a_key_that_others_may_read_or_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    secret_key(tmp_path)
    (tmp_path / "secret.key").chmod(0o644)
    with pytest.raises(WrongUse, match="chmod 600"):
        secret_key(tmp_path)
    (tmp_path / "secret.key").chmod(0o600)
    os.truncate(tmp_path / "secret.key", 8)
    with pytest.raises(WrongUse, match="damaged"):
        secret_key(tmp_path)
