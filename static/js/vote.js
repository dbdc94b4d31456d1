// Sends a choice the moment it is made, and again until the server has it. Without it the form has a button.

const FIRST_RETRY = 2000;
const LONGEST_RETRY = 8000;

const root = document.documentElement;
const unsent = document.querySelector("[data-unsent]");
let edits = 0;
let sent = 0;
let tries = 0;
let timer;

root.classList.add("scripted");

const form = () => document.querySelector("[data-vote]");

function send() {
  clearTimeout(timer);
  form()?.dispatchEvent(new Event("save"));
}

document.addEventListener("change", (event) => {
  if (!event.target.closest("[data-vote]")) return;
  edits += 1;
  tries = 0;
  root.dataset.sending = "yes";
  document.getElementById("vote-state").hidden = true; // until the server says so
  send();
});

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt === form()) sent = edits;
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.requestConfig.elt.matches("[data-vote]")) return; // which may be replaced by now
  const { status } = event.detail.xhr;
  if (status === 0 || status === 408 || status === 429 || status >= 500) return sendLater();
  unsent.hidden = true;
  if (edits > sent) return send();
  delete root.dataset.sending;
  if (status >= 400 && status !== 409 && status !== 422) location.reload(); // which says what is the matter
  document.dispatchEvent(new Event("sent"));
});

function sendLater() {
  unsent.hidden = false;
  tries += 1;
  clearTimeout(timer);
  timer = setTimeout(send, Math.min(FIRST_RETRY * 2 ** (tries - 1), LONGEST_RETRY) * (1 + Math.random() / 4));
}

window.addEventListener("online", () => root.dataset.sending && send());
document.addEventListener("visibilitychange", () => root.dataset.sending && send());
