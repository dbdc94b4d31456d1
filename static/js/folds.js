// What a fold of a question shows is brought into sight: several stand at the lower end of a screen.

let pressed;
document.addEventListener("click", (event) => {
  pressed = event.target.closest("[data-question] summary")?.parentElement;
});
document.addEventListener("toggle", ({ target }) => {
  if (target === pressed && target.open) target.scrollIntoView({ block: "nearest" });
}, true);
