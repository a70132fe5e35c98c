"""People, and who cares for whom."""

import pytest
from argon2 import PasswordHasher

from voicejournal.errors import NotAllowedError, NotFoundError, SignInError, WeakPasswordError
from voicejournal.model.note import AccountId, PatientId
from voicejournal.store.accounts import InvitationError, UsernameTakenError
from voicejournal.store.passwords import Passwords
from voicejournal.store.tables import AccountRow

PASSWORD = "a long enough password"


@pytest.fixture
def invite(store):
    def invite_one(username="ben", role="patient"):
        return store.accounts.invite(
            username, role=role, display_name="Ben", language="en", zone="Europe/London"
        )

    return invite_one


def test_names_are_compared_without_case(store, people):
    account_id = people.account_id("Änna")
    assert store.accounts.sign_in(" äNNA ", PASSWORD).account_id == account_id
    with pytest.raises(UsernameTakenError):
        people.account_id("ÄNNA")


def test_a_wrong_password_an_unknown_name_and_a_closed_account_say_the_same(store, people):
    closed = people.account_id("closed")
    store.accounts.set_active(AccountId(closed), active=False)
    people.account_id("anna")
    said = set()
    for name, password in (("anna", "wrong password"), ("nobody", PASSWORD), ("closed", PASSWORD)):
        with pytest.raises(SignInError) as caught:
            store.accounts.sign_in(name, password)
        said.add(str(caught.value))
    assert len(said) == 1


def test_an_unknown_name_costs_one_hash_like_a_known_one():
    verified = []

    class Counting(PasswordHasher):
        def verify(self, *given):
            verified.append(given)
            return super().verify(*given)

    passwords = Passwords(Counting(time_cost=1, memory_cost=8, parallelism=1))
    assert not passwords.fits("any password", None)
    assert passwords.fits(PASSWORD, passwords.hash(PASSWORD))
    assert not passwords.fits("nobody has this password", None)
    assert len(verified) == 3


def test_a_hash_made_too_cheaply_is_renewed_at_sign_in(store, people):
    account_id = people.account_id("anna")
    weak = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    with store.database.write() as session:
        session.get_one(AccountRow, account_id).password_hash = weak
    store.accounts.sign_in("anna", PASSWORD)
    with store.database.read() as session:
        assert session.get_one(AccountRow, account_id).password_hash != weak
    store.accounts.sign_in("anna", PASSWORD)


def test_an_invitation_works_once(store, invite):
    token = invite()
    account = store.accounts.accept(token, PASSWORD)
    assert store.accounts.sign_in("ben", PASSWORD) == account
    with pytest.raises(InvitationError):
        store.accounts.accept(token, PASSWORD)


def test_an_invited_person_cannot_sign_in_yet(store, invite):
    invite()
    with pytest.raises(SignInError):
        store.accounts.sign_in("ben", PASSWORD)
    invited = store.accounts.named("ben")
    assert store.accounts.account(invited.account_id) is None


def test_an_invitation_expires(store, invite, clock):
    token = invite()
    clock.pass_by(14 * 86_400 + 1)
    with pytest.raises(InvitationError):
        store.accounts.accept(token, PASSWORD)


def test_a_weak_password_leaves_the_invitation_valid(store, invite):
    token = invite()
    for weak in ("", "too short", "x" * 501):
        with pytest.raises(WeakPasswordError):
            store.accounts.accept(token, weak)
    assert store.accounts.accept(token, PASSWORD).username == "ben"


def test_a_reset_replaces_the_invitation_before(store, invite):
    first = invite()
    second = store.accounts.reset("BEN")
    with pytest.raises(InvitationError):
        store.accounts.accept(first, PASSWORD)
    assert store.accounts.accept(second, PASSWORD).username == "ben"
    with pytest.raises(NotFoundError):
        store.accounts.reset("nobody")


def test_a_new_password_ends_what_was_begun_under_the_old_one(store, invite):
    ben = store.accounts.accept(invite(), PASSWORD).account_id
    mark = store.accounts.password_mark(ben)
    token = store.accounts.reset("ben")
    assert store.accounts.signed_in(ben, mark).username == "ben"
    store.accounts.accept(token, "another long password")
    assert store.accounts.signed_in(ben, mark) is None
    assert store.accounts.signed_in(ben, store.accounts.password_mark(ben)).username == "ben"


def test_a_device_in_wrong_hands_is_signed_out_at_once(store, invite):
    ben = store.accounts.accept(invite(), PASSWORD).account_id
    mark = store.accounts.password_mark(ben)
    token = store.accounts.reset("ben", at_once=True)
    assert (store.accounts.password_mark(ben), store.accounts.signed_in(ben, mark)) == ("", None)
    assert store.accounts.signed_in(ben, "") is None
    with pytest.raises(SignInError):
        store.accounts.sign_in("ben", PASSWORD)
    assert store.accounts.accept(token, PASSWORD).username == "ben"


def test_the_token_itself_is_not_kept(store, invite, settings):
    token = invite().encode()
    files = [one for one in settings.data.rglob("*") if one.is_file()]
    assert all(token not in one.read_bytes() for one in files)


def test_a_new_password_replaces_the_old_one(store, people):
    account_id = AccountId(people.account_id("anna"))
    store.accounts.set_password(account_id, "another long password")
    store.accounts.sign_in("anna", "another long password")
    with pytest.raises(SignInError):
        store.accounts.sign_in("anna", PASSWORD)


def test_a_language_is_remembered(store, people):
    account_id = AccountId(people.account_id("anna"))
    store.accounts.set_language(account_id, "en")
    assert store.accounts.account(account_id).language == "en"


def test_everybody_is_listed_by_name(store, people, invite):
    people.account_id("zoe")
    people.account_id("Anna")
    invite()
    assert [one.username for one in store.accounts.list()] == ["Anna", "ben", "zoe"]


@pytest.fixture
def martin(people):
    return AccountId(people.account_id("martin", "clinician"))


def test_care_goes_both_ways(store, people, patient, martin):
    store.accounts.assign(martin, patient)
    store.accounts.assign(martin, patient)
    assert [one.username for one in store.accounts.patients_of(martin)] == ["anna"]
    assert [one.username for one in store.accounts.clinicians_of(patient)] == ["martin"]
    assert store.accounts.relations(store.accounts.account(martin)) == {patient}
    assert store.accounts.relations(store.accounts.named("anna")) == frozenset()


def test_care_ends_and_may_begin_again(store, patient, martin):
    store.accounts.assign(martin, patient)
    store.accounts.end(martin, patient)
    assert store.accounts.patients_of(martin) == ()
    assert store.accounts.relations(store.accounts.account(martin)) == frozenset()
    store.accounts.assign(martin, patient)
    assert len(store.accounts.patients_of(martin)) == 1


def test_only_clinicians_care_and_only_for_patients(store, people, patient, martin):
    with pytest.raises(NotAllowedError):
        store.accounts.assign(AccountId(patient), patient)
    with pytest.raises(NotAllowedError):
        store.accounts.assign(martin, PatientId(people.account_id("op", "operator")))
    with pytest.raises(NotFoundError):
        store.accounts.assign(martin, PatientId("nobody"))
