// Stores each answer the moment it is given. htmx sends and swaps; this file decides when, shows what the server
// does not have yet, and tries again. Without it the page is one plain form.

const form = document.querySelector("[data-answers]");
const AFTER_CHOICE = 250; // arrow keys pass over options: the one they stop at is sent
const AFTER_TYPING = 1000;
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 30000;
const BETWEEN_WORDS = 4000;

// What the server may not have: question id -> {edits, sent, tries, timer, inFlight, lost}
const unsaved = new Map();
let leavesWhenSaved = false; // or the address to go to
let submits = false;
let wasEdited = false;

for (const words of document.querySelectorAll("[data-scripted]")) words.hidden = !words.hidden;

const sectionOf = (element) => element.closest?.("[data-question]");
const stateOf = (id) => document.getElementById(`${id}-state`);

function show(id, words) {
  const state = stateOf(id);
  const hidden = state.querySelectorAll("input[type=hidden]"); // what the next save replaces
  const template = form.querySelector(`template[data-words=${words}]`);
  state.replaceChildren(template.content.cloneNode(true), ...hidden);
}

function edited(section, delay) {
  wasEdited = true;
  const note = unsaved.get(section.id) ?? { edits: 0, sent: 0, tries: 0 };
  note.edits += 1;
  unsaved.set(section.id, note);
  show(section.id, "saving");
  saveIn(section.id, delay);
}

function saveIn(id, delay) {
  const note = unsaved.get(id);
  clearTimeout(note.timer);
  note.timer = setTimeout(() => document.getElementById(id).dispatchEvent(new Event("save")), delay);
}

function saveAllNow() {
  for (const id of unsaved.keys()) saveIn(id, 0);
}

form.addEventListener("change", (event) => {
  const section = sectionOf(event.target);
  if (section) edited(section, AFTER_CHOICE);
});

form.addEventListener("input", (event) => {
  const section = sectionOf(event.target);
  if (section && event.target.matches("textarea")) edited(section, AFTER_TYPING);
});

form.addEventListener("click", (event) => {
  const section = event.target.closest("[data-retry]") && sectionOf(event.target);
  if (section) edited(section, 0);
});

document.addEventListener("htmx:configRequest", (event) => {
  const note = unsaved.get(event.detail.elt.id);
  if (!note) return;
  const { formData } = event.detail;
  if (note.lost) {
    // Nobody knows whether the server stored this. Sending it once more is harmless and tells its version,
    // which the newer choice needs, or it would seem to contradict an answer of ours.
    for (const name of [...formData.keys()]) formData.delete(name);
    for (const [name, value] of note.lost) formData.append(name, value);
  } else {
    note.sent = note.edits;
  }
  note.inFlight = [...formData];
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { id } = event.detail.elt;
  const note = unsaved.get(id);
  if (!note) return;
  const { status } = event.detail.xhr;
  if (status === 0 || status === 408 || status === 429 || status >= 500) return retryLater(id, event.detail.xhr);
  note.lost = undefined;
  note.tries = 0;
  if (status === 409 || status === 422) return refused(id);
  if (status === 403 && !note.hasNewToken) return sendWithNewToken(id);
  if (status >= 400) return failed(id, status === 404 ? "forgotten" : "failed");
  if (note.edits > note.sent) {
    show(id, "saving");
    saveIn(id, 0);
    return;
  }
  clearTimeout(note.timer);
  unsaved.delete(id);
  if (unsaved.size === 0) aloud.textContent = ""; // so that "not saved" is said again when it happens again
  say(`${aloud.dataset.saved}: ${document.getElementById("count")?.textContent ?? ""}`);
  goOn();
  for (const [other, waiting] of unsaved) if (waiting.tries) saveIn(other, 0);
});

function retryLater(id, xhr) {
  const note = unsaved.get(id);
  note.lost = note.inFlight;
  note.tries += 1;
  leavesWhenSaved = false;
  const backOff = Math.min(FIRST_RETRY * 2 ** (note.tries - 1), LONGEST_RETRY);
  const asked = Number(xhr.status && xhr.getResponseHeader("Retry-After")) * 1000;
  const words = xhr.status === 503 ? "unstored" : "waiting";
  show(id, words);
  say(aloud.dataset[words]);
  saveIn(id, (asked || backOff) * (1 + Math.random() / 4)); // not everybody in the same second
}

function refused(id) {
  const note = unsaved.get(id);
  if (note.edits > note.sent) return saveIn(id, 0);
  leavesWhenSaved = false;
  say(aloud.dataset.unsaved);
  const section = document.getElementById(id);
  if (section.contains(document.activeElement) && !document.activeElement.matches("textarea")) {
    section.querySelector("[data-trouble]")?.focus();
  }
}

function failed(id, words) {
  leavesWhenSaved = false;
  unsaved.get(id).hasNewToken = false; // trying again tries this again
  show(id, words);
  say(aloud.dataset.unsaved);
}

// The browser threw its cookies away since the page came. Any page of ours brings a token with a cookie that fits.
async function sendWithNewToken(id) {
  const note = unsaved.get(id);
  note.hasNewToken = true;
  try {
    const text = await (await fetch(location.href)).text();
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[name=csrfmiddlewaretoken]");
    for (const token of document.querySelectorAll("[name=csrfmiddlewaretoken]")) token.value = fresh.value;
    saveIn(id, 0);
  } catch {
    failed(id, "failed");
  }
}

// The page's button stores the page. What is under way goes first, so that the two do not overtake each other.
form.addEventListener("submit", (event) => {
  if (unsaved.size === 0) {
    submits = true;
    return;
  }
  event.preventDefault();
  const undecided = [...unsaved.keys()].find((id) => document.getElementById(id).querySelector(".conflict"));
  if (undecided) {
    document.getElementById(undecided).querySelector("[data-trouble]").focus();
    return;
  }
  leavesWhenSaved = true;
  saveAllNow();
});

function goOn() {
  if (!leavesWhenSaved || unsaved.size > 0) return;
  if (typeof leavesWhenSaved === "string") location.assign(leavesWhenSaved);
  else submit();
}

// Safari before 16 has no requestSubmit.
function submit() {
  if (form.requestSubmit) form.requestSubmit();
  else form.querySelector("button[data-on]").click();
}

// A choice was the last one of the page: js/one-question.js says where the next question is.
form.addEventListener("leave", (event) => {
  leavesWhenSaved = event.detail;
  saveAllNow();
  goOn();
});

// A phone that puts the page away may never come back to it, and a link may leave it unasked: what is not stored yet is
// sent at that moment. The page may live on, so that it is sent once more: the same answer twice is one answer.
function sendBeforeHidden() {
  for (const [id, note] of unsaved) {
    const section = document.getElementById(id);
    const fields = fieldsOf(section);
    note.lost = fields;
    note.sent = note.edits;
    const headers = { "HX-Request": "true" };
    const body = new URLSearchParams(fields);
    fetch(section.getAttribute("hx-post"), { method: "POST", body, headers, keepalive: true }).catch(() => {});
    saveIn(id, 0);
  }
}

// WebKit keeps a page that was left for whoever comes back to it, and resets a form that it may not complete by itself:
// what was chosen and typed is then what it is reset to.
function keepThroughReset() {
  for (const field of form.elements) {
    if (field.matches("[type=radio]")) field.defaultChecked = field.checked;
    else if (field.matches("textarea")) field.defaultValue = field.value;
  }
}

function fieldsOf(section) {
  const names = section.getAttribute("hx-params").split(",");
  return [...new FormData(form)].filter(([name]) => names.includes(name));
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") sendBeforeHidden();
  else saveAllNow();
});
window.addEventListener("pagehide", () => {
  sendBeforeHidden();
  keepThroughReset();
});
window.addEventListener("online", saveAllNow);
window.addEventListener("beforeunload", (event) => {
  if (unsaved.size > 0 && !submits) event.preventDefault();
});

// One polite voice for the page: at most every few seconds, and only when there is something new to say.
const aloud = form.querySelector("[data-said-aloud]");
let lastSaid = 0;
let saying;

function say(text) {
  clearTimeout(saying);
  saying = setTimeout(() => {
    lastSaid = Date.now();
    if (aloud.textContent !== text) aloud.textContent = text;
  }, Math.max(0, lastSaid + BETWEEN_WORDS - Date.now()));
}

// A browser may show a page again without its choices (WebKit over http, after Back): the server's stand is put back,
// for what is empty says nothing. What was chosen while this file was still on its way is stored.
function takeStock() {
  for (const section of form.querySelectorAll("[data-question]")) {
    if (unsaved.has(section.id)) continue;
    const radios = [...section.querySelectorAll("input[type=radio]")];
    const texts = [...section.querySelectorAll("textarea")];
    if (!radios.some((radio) => radio.checked)) for (const radio of radios) radio.checked = radio.defaultChecked;
    for (const text of texts) if (!text.value) text.value = text.defaultValue;
    const isTouched =
      radios.some((radio) => radio.checked !== radio.defaultChecked) ||
      texts.some((text) => text.value !== text.defaultValue);
    if (isTouched) edited(section, AFTER_CHOICE);
  }
}

document.addEventListener("DOMContentLoaded", takeStock);
window.addEventListener("pageshow", (event) => {
  submits = false;
  if (!event.persisted && !wasEdited) takeStock();
});
