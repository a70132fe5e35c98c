def test_the_whole_sound_is_sent(visit, practice_journal):
    answer = visit("daniel").get("/sound/note-0")
    assert answer.status_code == 200
    assert answer.mimetype == "audio/wav"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.data == practice_journal.sounds["note-0"]


def test_a_range_is_sent_as_a_part(visit, practice_journal):
    answer = visit("daniel").get("/sound/note-0", headers={"Range": "bytes=100-199"})
    size = len(practice_journal.sounds["note-0"])
    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == f"bytes 100-199/{size}"
    assert answer.data == practice_journal.sounds["note-0"][100:200]


def test_a_range_from_somewhere_on_reaches_the_end(visit, practice_journal):
    answer = visit("daniel").get("/sound/note-0", headers={"Range": "bytes=335000-"})
    assert answer.data == practice_journal.sounds["note-0"][335000:]


def test_a_range_beyond_the_sound_is_refused(visit):
    answer = visit("daniel").get("/sound/note-0", headers={"Range": "bytes=9999999-"})
    assert answer.status_code == 416
