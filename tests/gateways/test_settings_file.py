"""Writing to the settings file: one table changes, the rest stays to the letter, and only its owner reads it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as some

from demenagement.errors import FilesInvalid, StorageFailed
from demenagement.gateways.settings_file import SettingsFile

BEFORE = """# mes réglages
[zone-tendue]
address = "https://exemple.fr/liste.csv" # la nouvelle

[maileva] # lettres
base = "https://api.exemple.fr"
# mon mot de passe
"password" = "vieux"

[mail-server]
host = "smtp.exemple.fr"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that the person wrote, open to everybody."""
    file = tmp_path / "settings.toml"
    file.write_text(BEFORE, encoding="utf-8")
    file.chmod(0o644)
    return file


def test_a_value_takes_the_place_of_the_one_before(path: Path) -> None:
    """Comments, order and other tables are left as they are."""
    SettingsFile(path).write("maileva", {"password": "neuf", "username": "anne"})
    expected = BEFORE.replace('"password" = "vieux"\n', 'password = "neuf"\nusername = "anne"\n')
    assert path.read_text(encoding="utf-8") == expected


def test_a_file_that_was_written_to_is_its_owner_s_alone(path: Path) -> None:
    """Whatever it was before."""
    SettingsFile(path).write("maileva", {"password": "neuf"})
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_is_made_with_its_folder(tmp_path: Path) -> None:
    """For their owner alone."""
    path = tmp_path / "config" / "settings.toml"
    SettingsFile(path).write("maileva", {"password": "neuf"})
    assert path.read_text(encoding="utf-8") == '[maileva]\npassword = "neuf"\n'
    assert [each.stat().st_mode & 0o777 for each in (path, path.parent)] == [0o600, 0o700]


def test_a_link_to_a_file_kept_elsewhere_stays_a_link(path: Path, tmp_path: Path) -> None:
    """People keep their settings where they like."""
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    SettingsFile(link).write("maileva", {"password": "neuf"})
    assert (link.is_symlink(), "neuf" in path.read_text(encoding="utf-8")) == (True, True)


def test_a_table_that_is_emptied_goes_and_the_others_stay(path: Path) -> None:
    """Their comments too."""
    SettingsFile(path).remove("mail-server", ["host", "password"])
    assert path.read_text(encoding="utf-8") == BEFORE.replace('[mail-server]\nhost = "smtp.exemple.fr"\n', "")


def test_what_the_program_did_not_set_stays(path: Path) -> None:
    """The address is the person's own doing."""
    SettingsFile(path).remove("maileva", ["password"])
    assert tomllib.loads(path.read_text(encoding="utf-8"))["maileva"] == {"base": "https://api.exemple.fr"}


def test_removing_from_a_file_that_is_not_there_makes_none(tmp_path: Path) -> None:
    """There was nothing to forget."""
    SettingsFile(tmp_path / "settings.toml").remove("maileva", ["password"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        'maileva = { password = "vieux" }\n',
        'maileva.password = "vieux"\n',
        '[maileva]\npassword = """\nvieux\n"""\n',
        '[zone-tendue]\nnote = """\n[maileva]\n"""\n',
    ],
)
def test_what_is_written_in_an_unusual_way_is_left_to_the_person(tmp_path: Path, text: str) -> None:
    """Rather than be broken."""
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FilesInvalid) as caught:
        SettingsFile(path).write("maileva", {"password": "neuf"})
    (problem,) = caught.value.problems
    assert (problem.code, problem.key, path.read_text(encoding="utf-8")) == ("settings-by-hand", "maileva", text)


def test_a_folder_that_can_t_be_written_to_is_told(tmp_path: Path) -> None:
    """A file stands where the folder should."""
    (tmp_path / "config").write_text("", encoding="utf-8")
    with pytest.raises(StorageFailed):
        SettingsFile(tmp_path / "config" / "settings.toml").write("maileva", {"password": "neuf"})


@given(some.text(some.characters(exclude_categories=("Cs",)), max_size=20), some.sampled_from(["", BEFORE]))
def test_any_value_is_read_back_as_it_was_given(value: str, before: str) -> None:
    """Quotes, backslashes, line ends and letters of any kind; and every other setting with it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "settings.toml"
        path.write_text(before, encoding="utf-8")
        SettingsFile(path).write("maileva", {"password": value})
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    expected = tomllib.loads(before)
    expected.setdefault("maileva", {})["password"] = value
    assert found == expected
