import pytest
from voicejournal_template import TemplateAnalyzer

from voicejournal.testing import a_note, check_analyzer

SAID = {"en": "Well , I don't know if I will go .", "fr": "Enfin , je ne sais pas si j’irai ."}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_phrase_is_found_where_it_is_said(language):
    note = a_note(SAID[language], language=language)
    (finding,) = TemplateAnalyzer().analyze(note)
    assert finding.quote in SAID[language]
    assert finding.evidence[0].start == pytest.approx(0.3)


def test_it_keeps_the_promises_of_an_analyzer():
    notes = [a_note(said, language=language) for language, said in SAID.items()]
    check_analyzer(TemplateAnalyzer(), notes)
