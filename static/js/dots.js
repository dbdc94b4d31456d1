// No more dots than everybody has: one too many is taken away again, and the form says so.

document.addEventListener(
  "change",
  (event) => {
    const form = event.target.closest("[data-dots]");
    if (!form) return;
    const isTooMany = form.querySelectorAll(":checked").length > Number(form.dataset.dots);
    form.querySelector("[data-too-many]").hidden = !isTooMany;
    if (!isTooMany) return;
    event.target.checked = false;
    event.stopPropagation(); // it is not sent
  },
  true,
);
