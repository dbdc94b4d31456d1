// Passkeys by django-allauth's own scripts; which part of a page is which, its attributes say.
// What goes wrong is said beside the button: most often somebody stopped, or there is no passkey.
const parts = document.querySelectorAll("[data-passkey]");

for (const part of parts) {
  const { passkey, ...ids } = part.dataset;
  window.allauth.webauthn.forms[passkey]({ ids });
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const part of parts) {
    part.querySelector("[data-trouble]").hidden = false;
  }
});
