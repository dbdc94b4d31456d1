// A page that asks for news: after a while, but not everybody in the same moment; silent while nobody looks; at once
// when somebody looks again or the connection is back. How long it waits is said by the element that is replaced.

const SLOWEST = 8000;
const offline = document.querySelector("[data-offline]");
let failures = 0;
let slowest = 0; // that the server asks for, of a room with many phones
let timer;

const live = () => document.querySelector("[data-live]");
// A choice that is on its way comes first: what is replaced would show it as not made.
const mayLook = () => !document.hidden && !document.documentElement.dataset.sending;

function look() {
  if (mayLook()) live()?.dispatchEvent(new Event("look"));
  plan();
}

function plan() {
  clearTimeout(timer);
  const pace = Number(live()?.dataset.live);
  if (!pace) return;
  const wait = failures ? Math.min(pace * 2 ** failures, SLOWEST) : Math.max(pace, slowest);
  timer = setTimeout(look, wait * (0.8 + Math.random() * 0.4));
}

document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.requestConfig.elt.matches("[data-live]")) return; // which may be replaced by now
  const { status } = event.detail.xhr;
  slowest = 1000 * Number(event.detail.xhr.getResponseHeader("X-Poll"));
  failures = status === 0 || status === 429 || status >= 500 ? failures + 1 : 0;
  if (offline) offline.hidden = failures === 0;
});

document.addEventListener("visibilitychange", look);
window.addEventListener("online", look);
window.addEventListener("pageshow", (event) => event.persisted && look());
document.addEventListener("sent", look);
plan();
