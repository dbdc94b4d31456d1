// Keys for whoever fills in without a mouse; js/one-question.js goes on. Never inside a field for text, and letters and
// digits only as long as this browser wants them.

const root = document.documentElement;
const form = document.querySelector("[data-answers]");
const help = form.querySelector("[data-help]");
const OPTION_KEYS = ["1A", "2B", "3C", "4D"]; // of each option: its level, and the letter on its card
const TEXT = "textarea, select, input:not([type=radio], [type=checkbox])";
const isOne = () => root.dataset.pace === "one";

function current() {
  if (isOne()) return form.querySelector("[data-front]");
  const focused = document.activeElement.closest("[data-question]");
  if (focused) return focused;
  return [...form.querySelectorAll("[data-question]")].find((each) => !each.querySelector(".options input:checked"));
}

function choose(value) {
  const radio = current()?.querySelector(`:is(.options, .options__rest) input[value="${value}"]`);
  if (!radio || radio.matches(":disabled")) return false;
  radio.focus({ preventScroll: isOne() });
  if (radio.checked) return true;
  radio.dispatchEvent(new Event("digit", { bubbles: true }));
  radio.click();
  return true;
}

function note() {
  const fold = current()?.querySelector("details.note");
  if (!fold) return false;
  fold.open = true;
  fold.querySelector("textarea").focus();
  return true;
}

function press(selector) {
  if (!isOne()) return false;
  form.querySelector(selector).click();
  return true;
}

// Closed, it leads back to the question: the list stands below it, out of a laptop's first view.
function toggleHelp() {
  help.open = !help.open;
  if (!help.open) return backToQuestion();
  help.querySelector("summary").focus();
  help.scrollIntoView({ block: "nearest" });
  return true;
}

function backToQuestion() {
  current()?.querySelector("legend").focus({ preventScroll: isOne() });
  if (isOne()) window.scrollTo(0, 0);
  return true;
}

function act(key) {
  const option = OPTION_KEYS.findIndex((keys) => keys.includes(key)) + 1;
  if (option) return choose(option);
  if (key === "0") return choose("unknown");
  if (key === "N") return note();
  if (key === "P") return press("[data-back]");
  if (key === "?") return toggleHelp();
  return false;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.isComposing || event.altKey) return;
  const { target, key } = event;
  if (target.closest("dialog")) return;
  const takesText = target.matches(TEXT);
  const isCommand = event.ctrlKey || event.metaKey;
  if (key === "Enter") {
    const isMeant = takesText ? isCommand : !isCommand && !target.closest("a, button, summary");
    if (isMeant && press("[data-on]")) event.preventDefault();
    return;
  }
  if (key === "Escape" && target.matches("textarea")) {
    backToQuestion();
    return;
  }
  if (takesText || isCommand || key.length !== 1 || root.dataset.byItself === "no") return;
  if (act(key.toUpperCase())) event.preventDefault();
});
