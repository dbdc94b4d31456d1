// How much of the planned time is left: counted on here from what the server said, and below zero without a word about
// it. Nothing closes by itself.

const seen = new WeakMap();

function show(timer) {
  if (!seen.has(timer)) seen.set(timer, performance.now() + Number(timer.dataset.left) * 1000);
  const left = Math.round((seen.get(timer) - performance.now()) / 1000);
  const [minutes, seconds] = [Math.trunc(Math.abs(left) / 60), Math.abs(left) % 60];
  const said = `${left < 0 ? "+" : ""}${minutes}:${String(seconds).padStart(2, "0")}`;
  if (timer.textContent !== said) timer.textContent = said;
}

const showAll = () => document.querySelectorAll("[data-left]").forEach(show);
showAll();
setInterval(showAll, 500);
document.addEventListener("htmx:afterSwap", showAll);
