"""`voicejournal user` and `voicejournal db`: people and tables, from the command line."""

from contextlib import closing

import pytest
from click.testing import CliRunner

from voicejournal.cli import main
from voicejournal.errors import SignInError
from voicejournal.settings import Settings
from voicejournal.store import open_store, schema_state

PASSWORD = "a long enough password"


@pytest.fixture
def data(tmp_path):
    return tmp_path / "practice"


@pytest.fixture
def call(data):
    """Runs a command on the data folder, and returns its exit code and what it printed."""

    def call_it(*words):
        result = CliRunner().invoke(main, [*words, "--data", str(data)])
        return result.exit_code, result.output

    return call_it


@pytest.fixture
def invite(call):
    def invite_one(username, role):
        return call("user", "invite", username, "--role", role, "--name", username.title())

    return invite_one


def accept(data, output):
    store = open_store(Settings(data=data))
    try:
        link = output.splitlines()[0]
        return store.accounts.accept(link.removeprefix("/invitation/"), PASSWORD)
    finally:
        store.close()


def test_an_invitation_prints_the_link_that_lets_a_person_in(data, invite):
    code, output = invite("anna", "patient")
    account = accept(data, output)
    assert (code, account.username, account.role) == (0, "anna", "patient")


def test_a_taken_name_is_said_in_a_sentence(invite):
    invite("anna", "patient")
    code, output = invite("ANNA", "clinician")
    assert (code, "already signs in with this name" in output) == (1, True)


def test_a_reset_prints_a_new_link(data, call, invite):
    invite("anna", "patient")
    code, output = call("user", "reset", "anna")
    assert (code, accept(data, output).username) == (0, "anna")


def test_a_reset_at_once_ends_the_old_password(data, call, invite):
    accept(data, invite("anna", "patient")[1])
    assert call("user", "reset", "anna", "--at-once")[0] == 0
    with closing(open_store(Settings(data=data))) as store, pytest.raises(SignInError):
        store.accounts.sign_in("anna", PASSWORD)


def test_an_unknown_name_is_said_in_a_sentence(call):
    code, output = call("user", "reset", "nobody")
    assert (code, "Error" in output) == (1, True)


def test_an_unknown_zone_is_refused(call):
    code, output = call(
        "user", "invite", "anna", "--role", "patient", "--name", "A", "--zone", "Mars/Olympus"
    )
    assert (code, "Mars/Olympus" in output) == (2, True)


def test_people_are_listed(call, invite):
    invite("zoe", "clinician")
    invite("anna", "patient")
    assert call("user", "list") == (0, "anna\tpatient\tAnna\nzoe\tclinician\tZoe\n")


def test_a_clinician_is_given_a_patient(data, call, invite):
    invite("anna", "patient")
    invite("zoe", "clinician")
    assert call("user", "assign", "zoe", "anna")[0] == 0
    store = open_store(Settings(data=data))
    zoe = store.accounts.named("zoe")
    patients = [one.username for one in store.accounts.patients_of(zoe.account_id)]
    store.close()
    assert patients == ["anna"]


def test_a_patient_is_given_no_patient(call, invite):
    invite("anna", "patient")
    invite("ben", "patient")
    code, output = call("user", "assign", "anna", "ben")
    assert (code, "not a clinician" in output) == (1, True)


def test_the_database_is_brought_up_to_date_twice(data, call):
    for _ in range(2):
        assert call("db", "upgrade") == (0, "The database is up to date.\n")
    assert schema_state(Settings(data=data)) == "current"


def test_letters_go_where_a_clinician_wishes(call, invite, data):
    invite("martin", "clinician")
    assert call("user", "email", "martin", "martin@example.org")[0] == 0
    store = open_store(Settings(data=data))
    assert store.notices.email(store.accounts.named("martin").account_id) == "martin@example.org"
    store.close()
    assert "No more letters" in call("user", "email", "martin")[1]


def test_what_is_no_address_is_refused(call, invite):
    invite("martin", "clinician")
    assert call("user", "email", "martin", "not an address")[0] == 2


def test_patients_get_no_letters(call, invite):
    invite("anna", "patient")
    assert call("user", "email", "anna", "anna@example.org")[0] == 1
