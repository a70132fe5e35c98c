"""When each recording of a folder was made."""

import os
from datetime import UTC, datetime

import pytest

from voicejournal.cli.dated import FolderError, dated_files

PARIS = "Europe/Paris"


@pytest.fixture
def put(tmp_path):
    def put_it(name, content=b"RIFF"):
        (tmp_path / name).write_bytes(content)
        return tmp_path

    return put_it


def moments(folder, zone="UTC"):
    return {one.file.name: one.recorded_at.isoformat() for one in dated_files(folder, zone)}


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("2026-03-02.wav", "2026-03-02T12:00:00+00:00"),
        ("2026-03-02T21-30.opus", "2026-03-02T21:30:00+00:00"),
        ("2026-03-02_2130.m4a", "2026-03-02T21:30:00+00:00"),
        ("anna 2026-03-02 21.30.15 evening.WEBM", "2026-03-02T21:30:15+00:00"),
        ("20260302.flac", "2026-03-02T12:00:00+00:00"),
        ("2026-03-02-1.ogg", "2026-03-02T12:00:00+00:00"),
    ],
)
def test_a_name_tells_when(put, name, at):
    assert moments(put(name)) == {name: at}


def test_a_name_is_read_in_the_persons_zone(put):
    assert moments(put("2026-07-01T00-30.wav"), PARIS)["2026-07-01T00-30.wav"].startswith(
        "2026-06-30T22:30"
    )


def test_a_table_comes_before_names(put):
    put("2026-03-02.wav")
    folder = put("notes.csv", b"file,recorded_at\n2026-03-02.wav,2026-03-01T08:00\n")
    assert moments(folder, PARIS) == {"2026-03-02.wav": "2026-03-01T07:00:00+00:00"}


@pytest.mark.parametrize("name", ["interview.wav", "2026-13-45.wav", "12026-03-021.wav"])
def test_without_a_date_the_file_itself_is_asked_and_it_is_said(put, tmp_path, name):
    put(name)
    os.utime(tmp_path / name, (1_770_000_000, 1_770_000_000))
    (one,) = dated_files(tmp_path, "UTC")
    assert one.guessed
    assert one.recorded_at == datetime.fromtimestamp(1_770_000_000, UTC)


def test_oldest_first_and_nothing_but_recordings(put):
    put("2026-03-03.wav")
    put("readme.txt")
    assert list(moments(put("2026-03-02.wav"))) == ["2026-03-02.wav", "2026-03-03.wav"]


def test_an_empty_folder_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(FolderError) as error:
        dated_files(tmp_path, "UTC")
    assert ".opus" in error.value.fix


@pytest.mark.parametrize(
    "table",
    [b"file,recorded_at\na.wav,yesterday\n", b"name,when\na.wav,2026-03-02\n", b"file\na.wav\n"],
)
def test_a_table_that_cannot_be_read_names_its_line(put, table):
    put("a.wav")
    with pytest.raises(FolderError, match="Line 2"):
        dated_files(put("notes.csv", table), "UTC")


def test_a_table_may_not_name_what_is_not_there(put):
    put("a.wav")
    with pytest.raises(FolderError, match=r"b\.wav"):
        dated_files(put("notes.csv", b"file,recorded_at\nb.wav,2026-03-02\n"), "UTC")
