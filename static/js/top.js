// What the room is at stands at the top of a phone. Whoever chose the last answer looks at the bottom: when the room goes
// on, the page goes to its top, at once, so that nothing moves for whoever wants less motion.

const stage = () => document.querySelector("[data-stage]")?.dataset.stage;
let seen = stage();

document.addEventListener("htmx:afterSwap", () => {
  if (stage() === seen) return;
  seen = stage();
  scrollTo({ top: 0, behavior: "instant" });
});
