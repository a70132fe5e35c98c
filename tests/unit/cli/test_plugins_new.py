import pytest
from click.testing import CliRunner

from voicejournal.cli import main
from voicejournal.cli.plugins.new import checked_name, make_package, template_folder
from voicejournal.errors import PluginError


def new(*arguments):
    return CliRunner().invoke(main, ["plugins", "new", *arguments])


def files_of(folder):
    return {
        one.relative_to(folder).as_posix(): one.read_text()
        for one in folder.rglob("*")
        if one.is_file()
    }


def test_a_package_is_made_under_its_name_alone(tmp_path):
    made = files_of(make_package("long-pauses", tmp_path))
    assert set(made) == {
        "README.md",
        "pyproject.toml",
        "src/voicejournal_long_pauses/__init__.py",
        "src/voicejournal_long_pauses/py.typed",
        "tests/test_long_pauses.py",
    }
    assert 'name = "voicejournal-long-pauses"' in made["pyproject.toml"]
    assert 'long_pauses = "voicejournal_long_pauses"' in made["pyproject.toml"]
    assert "class LongPausesAnalyzer" in made["src/voicejournal_long_pauses/__init__.py"]
    assert not [name for name, text in made.items() if "template" in (name + text).lower()]


def test_a_name_may_hold_the_word_that_names_are_put_for(tmp_path):
    made = files_of(make_package("my-template", tmp_path))
    assert 'name = "voicejournal-my-template"' in made["pyproject.toml"]
    assert 'my_template = "voicejournal_my_template"' in made["pyproject.toml"]


def test_what_other_tools_leave_in_the_template_is_not_copied(tmp_path, monkeypatch):
    kept = tmp_path / "kept"
    (kept / "src/__pycache__").mkdir(parents=True)
    (kept / "src/__pycache__/old.pyc").write_bytes(b"\xff")
    (kept / "README.md").write_text("voicejournal-template")
    monkeypatch.setattr("voicejournal.cli.plugins.new.template_folder", lambda: kept)
    assert files_of(make_package("sighs", tmp_path)) == {"README.md": "voicejournal-sighs"}


def test_the_prefix_of_distributions_may_be_given_too():
    assert checked_name("voicejournal-sighs") == "sighs"


@pytest.mark.parametrize(
    "name",
    ["", "Sighs", "1st", "a_b", "a--b", "-a", "a-", "../a", "a/b", "é", "a b", "a\n", "a" * 41],
)
def test_a_name_that_no_module_can_have_is_refused(name):
    with pytest.raises(PluginError, match="cannot be called"):
        checked_name(name)


@pytest.mark.parametrize("name", ["standard", "pauses", "template", "voicejournal"])
def test_a_name_that_is_taken_is_refused(name, tmp_path):
    result = new(name, "--into", str(tmp_path))
    assert result.exit_code == 1
    assert "is taken" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_exists_is_left_as_it_is(tmp_path):
    there = tmp_path / "voicejournal-sighs"
    there.mkdir()
    result = new("sighs", "--into", str(tmp_path))
    assert result.exit_code == 1
    assert "exists already" in result.output
    assert list(there.iterdir()) == []


def test_the_way_on_is_shown(tmp_path):
    result = new("long-sighs", "--into", str(tmp_path))
    assert result.exit_code == 0
    assert "uv pip install -e" in result.output
    assert "voicejournal plugins check long_sighs" in result.output


def test_without_uv_pip_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("voicejournal.cli.plugins.new.find_spec", lambda _name: None)
    assert " -m pip install -e" in new("sighs", "--into", str(tmp_path)).output


def test_the_template_is_found_and_whole():
    assert (template_folder() / "pyproject.toml").is_file()
