// A file that was waited for is fetched as soon as it is there, once. The link stays.

document.addEventListener("htmx:afterSettle", () => {
  document.querySelector("[data-file]")?.click();
});
