"""F. An empty house: from the operator's link to the first achievement and the first answer."""

import re
from urllib.parse import urlsplit

import pytest
from passlib.totp import TOTP

from domain.accounts.models import Institution
from domain.clock import now
from domain.notifications.models import OutboxLetter
from extensions import db as database
from tests.journeys.people import Citizen
from tests.pages import Page
from web.letters import written

PASSWORD = "tujuh gajah menari di pematang"
ANSWER = "Mulai bulan depan cukup sekali unggah."
TITLE = "Semua loket memakai antrean elektronik"


def first_link(app):
    said = app.test_cli_runner().invoke(args=["setup"])
    assert said.exit_code == 0, said.output
    return urlsplit(re.search(r"http\S+", said.output)[0]).path


def come_in(page):
    """Choose a password and join an app, as the pages ask."""
    page = page.fill(password=PASSWORD)
    assert page.status == 200, page.errors
    page.follow("Pasang aplikasi")
    key = page.soup.select_one(".code-box").get_text(strip=True)
    page.fill("Pasang", code=TOTP(key).generate(time=int(now().timestamp())).token)
    assert "Simpan kode cadangan" in page.text
    return page.follow("Sudah saya simpan")


def invited(app, email):
    """Somebody opens the letter that waits for them, and takes the place."""
    letters = database.session.scalars(database.select(OutboxLetter).filter_by(recipient=email))
    _, text, _ = written(letters.one())
    page = Page(app.test_client(), urlsplit(re.search(r"http\S+", text)[0]).path, 200)
    return come_in(page).client


@pytest.fixture
def johan(app, db):
    page = Page(app.test_client(), first_link(app), 200).fill(
        name="Kabupaten Banyu Bening",
        kind="regency",
        region="kabupaten cilacap",
        contact="Jalan Bening 1",
        person="Johan",
        email="johan@banyubening.example",
    )
    assert "Selamat datang, Johan" in page.text, page.errors
    return come_in(page).client


def walk(johan):
    """Every step of the wizard, as a newcomer takes it."""
    page = Page(johan, "/akun/").follow("Lanjutkan persiapan")
    assert page.heading == "Identitas dan kontak"
    page.fill(data_protection_contact="Kepala Bagian Hukum, 0281 555 001")
    assert page.follow("Lanjut:").heading == "Unit kerja"
    assert "56 unit ditambahkan" in page.fill("Tambahkan unit lazim").text
    assert "Kecamatan Kedungreja" in page.text
    assert "isi per wilayah" not in page.text
    page.follow("Lanjut:")
    for name, role in (
        ("Yani", "inspectorate_admin"),
        ("Hendra", "focal_point"),
        ("Dimas", "public_relations"),
        ("Ratih", "head"),
    ):
        page.follow("Undang orang baru")
        page.fill(name=name, email=f"{name.lower()}@banyubening.example", role=role)
        assert "Undangan dibuat" in page.text, page.errors
    assert page.follow("Lanjut:").heading.startswith("Kalender kerja")
    assert page.follow("Lanjut:").heading == "Tenggat"
    assert page.follow("Lanjut:").heading == "Topik dan unit"
    unit = next(
        o["value"]
        for o in page.soup.select("#unit option")
        if "Perizinan" in o.text or "Penanaman Modal" in o.text
    )
    page.fill("Simpan aturan", topic="perizinan", unit=unit)
    assert page.follow("Lanjut:").heading == "Merek"
    page.fill("Simpan warna", accent="#1A6B45")
    assert page.follow("Lanjut:").heading == "Penerimaan dan tayangan"
    return page.follow("Lanjut:")


def test_an_empty_house_is_live_the_same_hour(app, johan):
    page = walk(johan)
    assert page.heading == "Yang belum lengkap"
    assert "(dikerjakan Humas)" in page.text
    assert page.text.count("Sudah diundang") == 4
    invited(app, "ratih@banyubening.example")
    dimas = invited(app, "dimas@banyubening.example")
    hendra = invited(app, "hendra@banyubening.example")
    yani = invited(app, "yani@banyubening.example")
    tell_of_the_first_achievement(dimas, hendra)
    answer_the_first_citizen(app, yani)
    assert "Semua yang wajib sudah ada" in Page(johan, page.path).text
    assert "belum siap" not in Page(johan, "/akun/").text


def tell_of_the_first_achievement(dimas, hendra):
    page = (
        Page(dimas, "/redaksi/")
        .follow("Tulis")
        .fill(
            kind="process",
            title=TITLE,
            summary="Warga mengambil nomor dari rumah dan datang pada jamnya.",
            body="Semua loket di **kantor perizinan** memakai antrean elektronik sejak Senin.",
            impact_public="Anda tidak perlu menunggu lama.",
        )
    )
    assert page.status == 200, page.errors
    page.fill("Ajukan untuk diperiksa")
    assert Page(hendra, page.path).fill("Setujui").status == 200
    Page(dimas, page.path).fill("Terbitkan")
    visitor = dimas.application.test_client()
    assert TITLE in Page(visitor, "/capaian", 200).text
    assert "/merek/" in Page(visitor, "/").response.text


def answer_the_first_citizen(app, yani):
    citizen = Citizen(app)
    citizen.sends(
        citizen.visits("/sampaikan/usulan"),
        topic="perizinan",
        title="Izin cukup sekali unggah",
        body="Fotokopi diminta tiga rangkap padahal sudah saya unggah.",
        change="Petugas mengambil berkas dari sistem.",
        beneficiaries="Pengusaha kecil",
        identity="anonymous",
        may_publish="tidak",
    )
    page = Page(yani, f"/antrean/{citizen.reference}", 200)
    assert "Saran unit dari aturan topik" in page.text
    page.fill("Terima untuk diverifikasi")
    page.fill("Kirim jawaban", note=ANSWER)
    assert page.status == 200, page.errors
    assert ANSWER in citizen.comes_back().text


def test_the_link_opens_nothing_a_second_time(app, db):
    link = first_link(app)
    client = app.test_client()
    page = Page(client, link).fill(
        name="Kota Satu", kind="city", person="Johan", email="johan@satu.example"
    )
    assert "Selamat datang" in page.text
    assert database.session.scalars(database.select(OutboxLetter)).all() == []
    assert Page(app.test_client(), link).status == 410
    assert app.test_cli_runner().invoke(args=["setup"]).exit_code != 0


def test_an_empty_house_tells_a_visitor_nothing(client):
    assert "mulai" not in Page(client, "/").response.text
    assert Page(client, "/kelola/mulai/salah").status == 404


def test_nothing_is_chosen_beforehand_and_the_zone_follows_the_region(app, db):
    page = Page(app.test_client(), first_link(app))
    page.fill(name="Kabupaten Alor", region="Kabupaten Alor", person="Johan", email="j@a.example")
    assert page.errors == ["Pilih jenis instansi."]
    page.fill(kind="regency")
    alor = database.session.scalars(database.select(Institution)).one()
    assert (alor.region_code, alor.timezone) == ("53.05", "Asia/Makassar")


def test_what_is_wrong_is_said_and_what_was_typed_stays(app, db):
    page = Page(app.test_client(), first_link(app)).fill(
        name="Kota Satu", kind="city", region="99.99", person="", email="bukan email"
    )
    assert page.status == 422
    assert "Kota Satu" in str(page.soup)
    page.fill(region="", person="Johan")
    assert page.errors == ["Tulis alamat email yang lengkap."]
    assert "Selamat datang" in page.fill(email="johan@satu.example").text
