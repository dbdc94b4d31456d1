// Whoever leaves a form with words that were not sent is asked first, by the browser in its own words.

for (const form of document.querySelectorAll("form[data-unsaved]")) {
  let hasWords = form.dataset.unsaved === "true"; // it came back with what was typed, and was not stored

  form.addEventListener("input", () => (hasWords = true));
  form.addEventListener("submit", () => (hasWords = false));
  window.addEventListener("beforeunload", (event) => {
    if (hasWords) event.preventDefault();
  });
}
