"""Static files: collected under hashed names that a browser may keep for ever, and complete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client

HASHED = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


@pytest.fixture
def collected(settings, tmp_path: Path) -> Path:
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = HASHED
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_every_file_is_collected_under_a_hashed_name_and_packed(collected):
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    for name in ("oqu/admin.css", "admin/css/base.css"):
        hashed = paths[name]
        assert hashed != name
        assert (collected / hashed).exists()
        assert (collected / f"{hashed}.gz").exists()


@pytest.mark.django_db
def test_hashed_files_may_be_kept_for_ever(collected, settings):
    settings.WHITENOISE_AUTOREFRESH = False
    client = Client()
    answer = client.get(staticfiles_storage.url("oqu/admin.css"))
    assert answer.status_code == 200
    assert "immutable" in answer["Cache-Control"]
    assert b"oqu-passage" in b"".join(answer.streaming_content)


@pytest.mark.django_db
def test_pages_point_to_the_hashed_names(collected):
    page = Client().get("/admin/login/").content.decode()
    assert staticfiles_storage.url("oqu/admin.css") in page


def test_our_own_styles_reach_for_nothing_outside():
    """No font, picture or script of another server: a child's reading never leaves the school."""
    own = Path(finders.find("oqu/admin.css")).parent
    for path in own.rglob("*"):
        if path.suffix in {".css", ".js", ".svg"}:
            text = path.read_text("utf-8").replace("http://www.w3.org/", "")
            assert "http://" not in text, path
            assert "https://" not in text, path
            assert "@import" not in text, path
