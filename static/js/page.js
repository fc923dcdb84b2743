// Two small courtesies. Everything works without them.
"use strict";

// After HTMX changed the page, reading goes on where it matters: the errors or the news, else the heading.
document.addEventListener("htmx:afterSettle", (event) => {
  const changed = event.detail.elt;
  const place = changed.querySelector(".error-summary, [role=alert]") || changed.querySelector("h1");
  if (!place) return;
  place.setAttribute("tabindex", "-1");
  place.focus();
});

// A form is sent once; when the network is slow its button says so.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sending = "1";
  const button = event.submitter;
  const words = button && button.textContent;
  const timer = setTimeout(() => {
    if (!button || !form.dataset.sending) return;
    button.setAttribute("aria-disabled", "true");
    button.textContent = document.documentElement.lang === "en" ? "Sending…" : "Mengirim…";
  }, 300);
  const release = () => {
    clearTimeout(timer);
    delete form.dataset.sending;
    if (!button) return;
    button.removeAttribute("aria-disabled");
    button.textContent = words;
  };
  setTimeout(release, 20000);
  form.addEventListener("htmx:afterRequest", release, { once: true });
  window.addEventListener("pageshow", (shown) => shown.persisted && release(), { once: true });
}, true);
