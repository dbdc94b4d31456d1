// Opens the fold that the address points at, and all of them while the page is printed. The roomy ones are open where
// there is room: a phone begins with them closed, and only a phone shows what opens them.

const folds = [...document.querySelectorAll("details[data-unfold]")];
const phone = matchMedia("(max-width: 63.99rem)"); // as in result.css
const drawer = document.querySelector("[data-drawer]");

function fitRoom() {
  for (const fold of folds) if (fold.dataset.unfold === "roomy") fold.open = !phone.matches;
}

function openNamed() {
  const named = document.getElementById(location.hash.slice(1));
  const fold = named?.closest("details[data-unfold]");
  if (!fold || fold.open) return;
  fold.open = true;
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
drawer?.addEventListener("click", (event) => {
  if (phone.matches && event.target.closest("a")) drawer.open = false;
});
phone.addEventListener("change", fitRoom);
window.addEventListener("hashchange", openNamed);
fitRoom();
openNamed();
