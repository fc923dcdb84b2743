// Passkeys, and a button that shows a password. Without this file both simply are not there.
"use strict";

const english = document.documentElement.lang === "en";

// Show what is typed in a password field, on demand.
for (const field of document.querySelectorAll("input[data-reveal]")) {
  const button = document.createElement("button");
  const say = (shown) => {
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
    button.textContent = shown
      ? (english ? "Hide password" : "Sembunyikan kata sandi")
      : (english ? "Show password" : "Tampilkan kata sandi");
  };
  button.type = "button";
  button.className = "link-button";
  say(false);
  button.addEventListener("click", () => say(field.type === "password"));
  field.after(button);
  field.form.addEventListener("submit", () => say(false));
}

// WebAuthn speaks in bytes, our pages in base64url.
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const asked = (options) => {
  const ready = { ...options, challenge: bytes(options.challenge) };
  if (options.user) ready.user = { ...options.user, id: bytes(options.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (options[list]) ready[list] = options[list].map((key) => ({ ...key, id: bytes(key.id) }));
  }
  return ready;
};

const told = (credential) => {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment || undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
};

if (window.PublicKeyCredential) {
  for (const note of document.querySelectorAll("[data-no-passkey]")) note.hidden = true;
  for (const place of document.querySelectorAll("[data-passkey]")) {
    const form = place.querySelector("form");
    const failed = place.querySelector("[data-failed]");
    place.hidden = false;
    // Before page.js marks the form as sent: it is sent when the device has answered.
    form.addEventListener("click", async (event) => {
      if (!event.target.closest("button") || event.target.type === "button") return;
      event.preventDefault();
      if (!form.reportValidity()) return;
      failed.hidden = true;
      try {
        const publicKey = asked(JSON.parse(place.dataset.options));
        const credential = await navigator.credentials[place.dataset.passkey]({ publicKey });
        form.elements.credential.value = told(credential);
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }
}
