// Keys of who leads a workshop, as long as this browser wants them; and what another facilitator did is shown at once,
// unless something is being typed.

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

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.requestConfig.elt.matches("[data-note]")) isTyped = false;
  if (document.querySelector("[data-moved]") && !isTyped) location.reload();
});
