"""Every string of the pages is translated, and French looks like French."""

import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from voicejournal.views.assets import web_folder

PAGES = {
    web_folder() / "templates": [("**.html", "jinja2.ext:babel_extract")],
    web_folder().parent / "voicejournal" / "views": [("**.py", "python")],
}
# A straight space before these; « without, » without a no-break space. Times such as 12:30 pass.
STRAIGHT = re.compile(r" [;!?:»]|\S[;!?](?=\s|$)|«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»")


@pytest.fixture(scope="module")
def french():
    with (web_folder() / "locale/fr/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale="fr")


def wordings(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def extracted():
    for folder, method_map in PAGES.items():
        for _file, _line, message, _comments, _context in extract_from_dir(folder, method_map):
            yield message


def test_every_string_of_the_pages_is_translated(french):
    found = {message if isinstance(message, str) else message[0] for message in extracted()}
    assert len(found) > 100
    missing = [text for text in found if text not in french or not all(wordings(french[text]))]
    assert missing == []


def test_no_translation_is_fuzzy_or_left_over(french):
    found = {message if isinstance(message, str) else message[0] for message in extracted()}
    assert not french.fuzzy
    assert [one.id for one in french if one.id and one.fuzzy] == []
    ids = {one.id if isinstance(one.id, str) else one.id[0] for one in french if one.id}
    assert ids - found == set()


def test_placeholders_survive_translation(french):
    def places(text):
        return set(re.findall(r"%\(\w+\)s|\{\w+\}", text))

    wrong = [
        one.id
        for one in french
        if one.id and isinstance(one.id, str) and places(one.id) != places(one.string)
    ]
    assert wrong == []


def test_french_typography(french):
    wrong = [
        text for one in french if one.id for text in wordings(one) if STRAIGHT.search(without(text))
    ]
    assert wrong == []
    assert [text for one in french if one.id for text in wordings(one) if "'" in text] == []


def without(text):
    """Return the text without placeholders and with good spaces marked as such."""
    bare = re.sub(r"%\(\w+\)s|\{\w+\}", "x", text)
    return re.sub("[\u00a0\u202f][;!?:]", "", bare)


def test_the_typography_check_sees_mistakes():
    assert STRAIGHT.search(without("Quoi ?"))
    assert STRAIGHT.search(without("Quoi?"))
    assert STRAIGHT.search(without("«Quoi»"))
    assert not STRAIGHT.search(without("Quoi\u202f?"))
    assert not STRAIGHT.search(without("«\u202fQuoi\u202f»"))
