// One slide at a time, moved by keys, by a clicker, which sends Page Up and Page Down, or by the buttons. Escape leaves.
// Without it the slides stand below each other.

const FORWARD = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

const slides = [...document.querySelectorAll("[data-deck] .slide")];
const place = document.querySelector("[data-place]");
const leave = document.querySelector("[data-leave]");
const full = document.querySelector("[data-full]");
let now = Math.max(0, slides.findIndex((slide) => `#${slide.id}` === location.hash));

function show(number) {
  now = Math.min(Math.max(number, 0), slides.length - 1);
  for (const slide of slides) slide.hidden = slide !== slides[now];
  slides[now].scrollTop = 0;
  place.textContent = place.dataset.place.replace("{now}", now + 1).replace("{all}", slides.length);
  history.replaceState(null, "", `#${slides[now].id}`);
}

function moveOf({ key, shiftKey, target }) {
  if (key === " " && target.closest("button, a")) return 0; // presses that
  if (BACK.includes(key) || (key === " " && shiftKey)) return -1;
  return FORWARD.includes(key) ? 1 : 0;
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") return leave.click();
  const aim = { Home: 0, End: slides.length - 1 }[event.key] ?? now + moveOf(event);
  if (aim === now) return;
  event.preventDefault();
  show(aim);
});

for (const button of document.querySelectorAll("[data-move]")) {
  button.hidden = false;
  button.addEventListener("click", () => show(now + Number(button.dataset.move)));
}

full.hidden = !document.fullscreenEnabled;
full.addEventListener("click", () => document.documentElement.requestFullscreen());
document.addEventListener("fullscreenchange", () => {
  if (!document.fullscreenElement) leave.click(); // the Escape that ends it reaches no page
});

document.documentElement.classList.add("presents");
show(now);
