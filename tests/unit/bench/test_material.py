import pytest

from voicejournal.bench.material import Recorded, gather
from voicejournal.errors import AudioError


def test_given_files_are_cut_into_pieces_of_one_voice(material, tmp_path):
    with pytest.raises(AudioError):
        gather([tmp_path / "nothing.wav"])


def test_demo_notes_bring_their_true_words(clinic):
    found = gather([], every=40)
    assert len(found.recordings) == 2
    assert all(isinstance(one, Recorded) and one.spoken for one in found.recordings)
    assert found.length.startswith("2 demo notes")
