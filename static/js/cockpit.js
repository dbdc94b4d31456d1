// Keys of who leads a workshop, as long as this browser wants them; what would be settled; and what another facilitator
// did is shown at once, unless something is being typed.

const TEXT = "textarea, select, input:not([type=radio], [type=checkbox])";
const NAME = "workshop keys";
const fold = document.querySelector("[data-keys]");
const wanted = document.querySelector("[data-keys-on]");
let isTyped = false;

document.documentElement.classList.add("scripted");
fold.hidden = false;
try {
  wanted.checked = localStorage.getItem(NAME) !== "no";
} catch {
  wanted.checked = true;
}

wanted.addEventListener("change", () => {
  try {
    localStorage.setItem(NAME, wanted.checked ? "yes" : "no");
  } catch {
    // it then holds for this page
  }
});

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (event.defaultPrevented || event.repeat || event.isComposing) return;
  if (event.altKey || event.ctrlKey || event.metaKey || !wanted.checked || key.length !== 1) return;
  if (target.closest(TEXT) || (key === " " && target.closest("button, a, summary, input"))) return;
  const pressed = CSS.escape(key.toUpperCase());
  const button = document.querySelector(`[data-key="${pressed}"], [data-key-also="${pressed}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

document.addEventListener("input", (event) => {
  if (event.target.matches(TEXT)) isTyped = true;
});

// The large button says what it would settle on; it waits for the words that this needs, as does the one that goes on.
const settle = document.querySelector("#settle");
const settles = document.querySelector("[data-settles]");
const buttons = document.querySelectorAll("button[form=settle]");
const NEEDED = { votes: [], disagree: ["reason", "other_reason"] };

function lacking() {
  const needed = NEEDED[settle.elements.ending.value] ?? ["reason"];
  return needed.map((name) => settle.elements[name]).find((field) => !field.value.trim());
}

function sayEnding() {
  const label = settle.querySelector("[name=ending]:checked")?.closest("label");
  settles.querySelector("[data-settles-what]").textContent = label?.textContent.trim() ?? "";
  const field = lacking();
  const why = document.querySelector("[data-settles-why]");
  for (const button of buttons) button.setAttribute("aria-disabled", Boolean(field));
  why.hidden = !field;
  if (field) why.querySelector("[data-settles-field]").textContent = field.labels[0].textContent.trim();
}

if (settle) {
  settle.addEventListener("input", sayEnding);
  const hold = (event) => {
    const field = lacking();
    if (!field) return;
    event.preventDefault();
    field.focus();
  };
  for (const button of buttons) button.addEventListener("click", hold);
  sayEnding();
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.requestConfig.elt.matches("[data-note]")) isTyped = false;
  const there = document.querySelector("[data-moved] a");
  if (there && !isTyped) location.replace(there.href); // not reload: this may be the answer to a step that was refused
});
