// One question in front at a time. All of them are in the page: this file says which one is seen, and when the next
// one comes. The one before stays as a line, with its mark and its note.

const root = document.documentElement;
const form = document.querySelector("[data-answers]");
const isOne = () => root.dataset.pace === "one";
const goesByItself = () => isOne() && root.dataset.byItself === "yes";
const sections = () => [...form.querySelectorAll("[data-question]")]; // saving may put another in the place of one

const ONWARD = "#onward"; // what a browser keeps of the address when the page that is sent leads to the next one

const first = form.querySelector("[data-front]").id;
let front = first;
let before;

// The second of two taps meant for the question before falls on the one that has just come: nobody reads so fast.
const TOO_SOON = 700; // milliseconds
let cameAt = performance.now();

const chosenIn = (section) => section.querySelector(".options input:checked, .options__rest input:checked");
const isAnswered = (section) => Boolean(chosenIn(section)?.value);
const isStored = (section) => section.querySelector(".state--saved") !== null; // as the server sent the page
const answered = new Set(sections().filter(isStored).map(({ id }) => id));

function mark() {
  for (const section of sections()) {
    section.toggleAttribute("data-front", section.id === front);
    section.toggleAttribute("data-before", section.id === before);
  }
}

function neighbour(distance) {
  const all = sections();
  return all[all.findIndex(({ id }) => id === front) + distance];
}

function show(section, { isNew = true } = {}) {
  if (section.id === front) return;
  before = neighbour(1)?.id === section.id || isAfter(section) ? front : undefined;
  front = section.id;
  mark();
  if (isNew) history.pushState(null, "", `#${front}`);
  section.dataset.arrives = "";
  cameAt = performance.now();
  focusOn(section);
}

const isAfter = (section) => sections().indexOf(section) > sections().findIndex(({ id }) => id === front);

function focusOn(section) {
  section.querySelector("legend").focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

// Whoever moves through the options with the arrow keys chooses too, by a click like any other: while a key is down
// nothing goes on, nor for the space bar, which clicks as it comes up. A digit key says so before it chooses
// (js/keys.js).
let isKeyDown = false;
document.addEventListener("keydown", () => (isKeyDown = true), true);
document.addEventListener("keyup", () => setTimeout(() => (isKeyDown = false)), true);
document.addEventListener("pointerdown", () => (isKeyDown = false), true);
document.addEventListener("digit", () => (isKeyDown = false));

let isTouched = false; // by a finger, of which not every browser counts the taps
document.addEventListener("pointerdown", ({ pointerType }) => (isTouched = pointerType === "touch"), true);
form.addEventListener("click", (event) => {
  const isChoice = isOne() && event.target.closest(".options, .options__rest");
  const isSecond = event.detail > 1 || (event.detail === 1 && isTouched);
  if (isChoice && isSecond && performance.now() - cameAt < TOO_SOON) event.preventDefault();
}, true);

form.addEventListener("change", (event) => {
  const section = event.target.closest("[data-question]");
  if (section && event.target === chosenIn(section)) chose(section);
});

function chose(section) {
  const isFirst = !answered.has(section.id);
  if (isAnswered(section)) answered.add(section.id);
  const opensField = chosenIn(section).value === "not_applicable"; // where the reason may be told
  if (isFirst && isAnswered(section) && !isKeyDown && !opensField && goesByItself()) goOn(section);
}

// What was chosen while this file was still on its way; js/answers.js has found it too by now.
document.addEventListener("DOMContentLoaded", () => {
  const section = document.getElementById(front);
  if (chosenIn(section) && !chosenIn(section).defaultChecked) chose(section);
});

function goOn(section) {
  const all = sections();
  const open = all.slice(all.indexOf(section) + 1).find((each) => !isAnswered(each));
  if (open) show(open);
  else form.dispatchEvent(new CustomEvent("leave", { detail: form.dataset.next }));
}

form.addEventListener("click", (event) => {
  if (!isOne() || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const distance = event.target.closest("[data-on]") ? 1 : event.target.closest("[data-back]") ? -1 : 0;
  const there = distance && neighbour(distance);
  if (distance > 0 && !there) form.action = ONWARD;
  if (!there) return;
  event.preventDefault();
  show(there);
});

function named() {
  const element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  return element?.closest("[data-question]");
}

window.addEventListener("popstate", () => {
  if (isOne()) show(named() ?? document.getElementById(first), { isNew: false });
});

document.addEventListener("pace", () => {
  const section = document.getElementById(front);
  if (isOne()) focusOn(section);
  else section.scrollIntoView();
});
document.addEventListener("htmx:afterSwap", mark);

if (named() || location.hash === ONWARD) {
  front = named()?.id ?? front;
  mark();
  if (isOne() && named()) focusOn(named());
  // Going to the fragment of the address, a browser may take the focus away again.
  window.addEventListener("load", () => requestAnimationFrame(() => {
    if (isOne() && document.activeElement === document.body) focusOn(document.getElementById(front));
  }));
}
