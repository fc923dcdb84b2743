"""The reference files are loaded whole, once."""

from sqlalchemy import func

from domain.reference.models import Holiday, NationalAction, Region, RegionLevel, Term, Vocabulary
from domain.reference.queries import confirmed_actions, terms
from extensions import db


def amount(model, **where):
    return db.session.scalar(db.select(func.count()).select_from(model).filter_by(**where))


def test_every_region_of_the_country_is_there(db):
    levels = [RegionLevel.PROVINCE, RegionLevel.REGENCY, RegionLevel.DISTRICT]
    assert [amount(Region, level=level) for level in levels] == [38, 514, 7285]


def test_every_list_has_its_entries(db):
    found = {vocabulary: len(terms(vocabulary)) for vocabulary in Vocabulary}
    assert found[Vocabulary.TOPIC] == 13
    assert found[Vocabulary.UNIT_TEMPLATE] == 33
    assert found[Vocabulary.ANTIKORUPSI_INDICATOR] == 19
    assert all(found.values())


def test_only_verified_names_of_national_actions_are_fact(db):
    confirmed = confirmed_actions()
    assert confirmed
    assert len(confirmed) < amount(NationalAction)
    assert not any("belum dapat dipastikan" in action.name for action in confirmed)


def test_a_second_load_adds_nothing_and_keeps_edits(app, db):
    term = db.session.scalars(db.select(Term).filter_by(code="perizinan")).one()
    term.label = "Izin usaha"
    db.session.commit()
    before = [amount(model) for model in (Region, Holiday, Term, NationalAction)]
    answer = app.test_cli_runner().invoke(args=["reference", "load"])
    assert answer.exit_code == 0, answer.output
    assert [amount(model) for model in (Region, Holiday, Term, NationalAction)] == before
    db.session.expire_all()
    assert (
        db.session.scalars(db.select(Term).filter_by(code="perizinan")).one().label == "Izin usaha"
    )
