"""A passkey, in Chromium's own virtual authenticator: joined, then enough on its own."""

import pytest

from tests.browser.test_pages import look_from_everywhere
from tests.town import PASSWORD

pytestmark = pytest.mark.browser
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def device(visitor, site):
    """Somebody's laptop with a finger reader, at the site's own name."""

    def at_hand(**values):
        # Passkeys belong to a name, not to a number.
        page = visitor(address=site.address.replace("127.0.0.1", "localhost")).page
        tools = page.context.new_cdp_session(page)
        tools.send("WebAuthn.enable")
        made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | values})
        return page, tools, made["authenticatorId"]

    return at_hand


def come_in(page, person):
    page.goto("/masuk")
    page.locator("main [name=email]").fill(f"{person}@tirtaraya.example")
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Masuk", exact=True).click()


def join(page, name):
    page.get_by_role("link", name="Tambah kunci sandi").click()
    page.locator("[name=name]").fill(name)
    page.locator("main").get_by_role("button", name="Tambah kunci sandi").click()


def test_a_passkey_is_joined_at_the_door_and_then_enough_on_its_own(device):
    page, tools, key = device()
    come_in(page, "baru-kunci")
    page.wait_for_url("**/akun/keamanan")
    look_from_everywhere(page)
    join(page, "Laptop kantor")
    page.get_by_role("heading", name="Simpan kode cadangan").wait_for()
    look_from_everywhere(page)
    assert page.locator("main ol li").count() == 10
    kept = tools.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
    assert [credential["isResidentCredential"] for credential in kept] == [True]
    page.get_by_role("link", name="Sudah saya simpan").click()
    page.wait_for_url("**/akun/")
    page.get_by_role("button", name="Keluar").click()
    page.goto("/masuk?next=/akun/sesi")
    page.get_by_role("button", name="Pakai kunci sandi").click()
    page.wait_for_url("**/akun/sesi")
    assert "Kunci sandi" in page.locator("main").inner_text()


def test_a_passkey_is_also_a_second_factor_and_asks_again(device):
    page, _tools, _key = device()
    come_in(page, "baru-kedua")
    page.wait_for_url("**/akun/keamanan")
    join(page, "Ponsel")
    page.get_by_role("link", name="Sudah saya simpan").click()
    page.get_by_role("button", name="Keluar").click()
    come_in(page, "baru-kedua")
    page.wait_for_url("**/masuk/kode")
    look_from_everywhere(page)
    page.get_by_role("link", name="Pakai kode cadangan").click()
    look_from_everywhere(page)
    page.go_back()
    page.get_by_role("button", name="Pakai kunci sandi").click()
    page.wait_for_url("**/akun/")
    page.goto("/akun/konfirmasi?next=/akun/keamanan")
    page.get_by_role("button", name="Pakai kunci sandi").click()
    page.wait_for_url("**/akun/keamanan")
    assert "Ponsel" in page.locator("main").inner_text()
    assert page.get_by_role("button", name="Hapus Ponsel").count() == 0


def test_a_device_without_finger_or_pin_opens_nothing(device):
    page, tools, key = device()
    come_in(page, "baru-jari")
    page.wait_for_url("**/akun/keamanan")
    join(page, "Laptop")
    page.get_by_role("link", name="Sudah saya simpan").click()
    page.get_by_role("button", name="Keluar").click()
    tools.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.goto("/masuk")
    page.get_by_role("button", name="Pakai kunci sandi").click()
    page.locator("[data-failed]:visible").wait_for()
    assert page.url.endswith("/masuk")


def test_a_password_can_be_looked_at(visitor, site):
    page = visitor().page
    page.goto("/undangan/" + site.names["invitation"])
    field = page.locator("[name=password]")
    field.fill("kolam-sepeda-teh-lontar")
    page.get_by_role("button", name="Tampilkan kata sandi").click()
    assert field.get_attribute("type") == "text"
    page.get_by_role("button", name="Sembunyikan kata sandi").click()
    assert field.get_attribute("type") == "password"
