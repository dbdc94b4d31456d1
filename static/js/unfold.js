// Opens the fold that the address points at, and all of them while the page is printed.

const folds = [...document.querySelectorAll("details[data-unfold]")];

function openNamed() {
  const named = folds.find((fold) => `#${fold.id}` === location.hash);
  if (!named || named.open) return;
  named.open = true;
  named.scrollIntoView();
}

let opened = [];
window.addEventListener("beforeprint", () => {
  opened = folds.filter((fold) => !fold.open);
  for (const fold of opened) fold.open = true;
});
window.addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false;
});
window.addEventListener("hashchange", openNamed);
openNamed();
