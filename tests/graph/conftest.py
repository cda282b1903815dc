"""What the tests of graph/ share."""

from __future__ import annotations

import pytest
from made_graph import Made, make


@pytest.fixture
def made() -> Made:
    """Two invented articles, extracted and resolved by hand."""
    return make()
