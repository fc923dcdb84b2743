"""Three stories again, in Chromium with HTMX, on a phone of 360 by 800 pixels."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import CODE, REFERENCE
from tests.town import a_photo

pytestmark = pytest.mark.browser
WORDS = "Fotokopi diminta tiga rangkap padahal sudah saya unggah."
ANSWER = "Mulai 1 Desember fotokopi tidak diminta lagi."


def press(page, words):
    page.locator("main").get_by_role("button", name=words, exact=True).click()


def propose(page, title):
    """Answers the proposal form; returns number and code from the receipt."""
    page.goto("/sampaikan/usulan")
    page.select_option("[name=topic]", "perizinan")
    page.fill("[name=title]", title)
    page.fill("[name=body]", WORDS)
    page.fill("[name=change]", "Cukup sekali unggah.")
    page.fill("[name=beneficiaries]", "Pengusaha kecil")
    page.check("[name=may_publish][value=ya]")
    page.check("[name=identity][value=anonymous]")
    photo = {"name": "loket.png", "mimeType": "image/png", "buffer": a_photo()}
    page.set_input_files("[name=files]", photo)
    press(page, "Kirim usulan")
    expect(page.locator("main")).to_contain_text(REFERENCE)
    text = " ".join(page.locator("main").inner_text().split())
    return REFERENCE.search(text)[0], CODE.search(text)[0]


def follow(page, code):
    page.goto("/lacak")
    page.fill("[name=code]", code)
    press(page, "Buka")
    page.wait_for_url("**/lacak/laporan")


def test_a_citizen_sends_keeps_the_code_and_follows_the_case(visitor):
    page = visitor().page
    reference, code = propose(page, "Sekali unggah saja")
    follow(visitor().page, code)
    other = visitor().page
    follow(other, code.lower())
    expect(other.locator("main")).to_contain_text(reference)
    expect(other.locator("main")).to_contain_text("loket.png")


def test_staff_answer_and_the_citizen_reads_and_replies(visitor):
    reference, code = propose(visitor().page, "Loket buka lebih pagi")
    desk = visitor("yani").page
    desk.goto("/antrean/")
    desk.locator("main").get_by_role("link", name="Loket buka lebih pagi").click()
    desk.wait_for_url(f"**/antrean/{reference}")
    step(desk, "Terima untuk diverifikasi")
    expect(desk.locator("main")).to_contain_text("Verifikasi")
    step(desk, "Kirim jawaban", ANSWER)
    expect(desk.locator("main")).to_contain_text("Sudah dijawab")
    phone = visitor().page
    follow(phone, code)
    expect(phone.locator("main")).to_contain_text(ANSWER)
    phone.fill("[name=body]", "Terima kasih, sudah saya coba.")
    press(phone, "Kirim balasan")
    expect(phone.locator("main")).to_contain_text("Terima kasih, sudah saya coba.")
    assert phone.url.endswith("/lacak/laporan")


def test_an_achievement_is_written_approved_by_another_and_read_by_everyone(visitor):
    title = "Paket pengadaan bisa Anda lihat"
    desk = visitor("dimas").page
    desk.goto("/redaksi/baru")
    desk.check("[name=kind][value=process]")
    desk.fill("[name=title]", title)
    desk.fill("[name=summary]", "Semua paket tayang di e-katalog lokal.")
    desk.fill("[name=body]", "Warga bisa melihat **harga** dan pemenangnya.")
    desk.fill("[name=impact_public]", "Anda bisa melihat harga.")
    press(desk, "Simpan naskah")
    desk.wait_for_url(re.compile(r"/redaksi/paket-pengadaan"))
    address = desk.url
    step(desk, "Ajukan untuk diperiksa")
    expect(desk.locator("main")).to_contain_text("Menunggu pemeriksaan")
    second = visitor("ayu").page
    second.goto(address)
    step(second, "Setujui")
    expect(second.locator("main")).to_contain_text("Disetujui")
    desk.goto(address)
    step(desk, "Terbitkan")
    expect(desk.locator("main")).to_contain_text("Terbit")
    reader = visitor().page
    reader.goto("/capaian")
    reader.get_by_role("link", name=title).first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text(title)


def step(page, words, note=""):
    """Presses a step's button, opening the fold it stands in and answering first."""
    fold = page.locator("main details:not([open])", has_text=words)
    if fold.count():
        fold.locator("summary", has_text=words).click()
    button = page.get_by_role("button", name=words, exact=True)
    if note:
        page.locator("main form", has=button).locator("[name=note]").fill(note)
    page.locator("main").get_by_role("button", name=words, exact=True).click()
