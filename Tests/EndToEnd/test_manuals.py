"""The manual pages and `--help` tell of the same options."""

import re
import subprocess

import pytest

from conftest import ROOT


@pytest.mark.parametrize("program, page", [("haosd", "haosd.8"), ("haosh", "haosh.1")])
def test_the_manual_has_every_option(binaries, program, page):
    shown = subprocess.run([binaries / program, "--help"], capture_output=True, text=True, timeout=10, check=True).stdout
    manual = (ROOT / "Documentation/man" / page).read_text()
    headings = [line.split("  ")[0] for line in re.findall(r"^  (-.*)$", shown, re.MULTILINE)]
    options = {name for heading in headings for name in re.findall(r"(?<!\S)--?([a-z-]+)", heading)}
    assert len(options) > 4
    items = re.findall(r"^\.It (Fl .*)$", manual, re.MULTILINE)
    assert {name.lstrip("-") for item in items for name in re.findall(r"Fl (\S+)", item)} == options
