"""One scan for all the tests of the scan: loading spaCy takes half a second."""

import pytest

from moderation.scan import Scan


@pytest.fixture(scope="session")
def scan() -> Scan:
    return Scan()
