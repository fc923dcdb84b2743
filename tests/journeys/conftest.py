"""A town to walk through."""

import pytest

from tests import town as ground
from tests.journeys.people import Citizen, Staff


@pytest.fixture
def town(db):
    return ground.build()


@pytest.fixture
def citizen(app, town):
    return Citizen(app)


@pytest.fixture
def staff(app, town):
    """``staff("yani")`` signs Yani in."""
    return lambda key: Staff(app, key)
