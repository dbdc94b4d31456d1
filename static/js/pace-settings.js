// Lets a person choose the pace, and remembers it in this browser (read by js/pace.js).

const root = document.documentElement;
const byItself = document.querySelector("[data-by-itself][type=checkbox]");

function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // it then holds for this page
  }
}

for (const button of document.querySelectorAll("[data-pace-to]")) {
  button.addEventListener("click", () => {
    root.dataset.pace = button.dataset.paceTo;
    remember("pace", root.dataset.pace);
    document.dispatchEvent(new Event("pace"));
  });
}

byItself.checked = root.dataset.byItself === "yes";
byItself.addEventListener("change", () => {
  root.dataset.byItself = byItself.checked ? "yes" : "no";
  remember("by itself", root.dataset.byItself);
});
