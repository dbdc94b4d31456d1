// A page that asks for news: silent while nobody looks, at once when somebody looks again.

const live = () => document.querySelectorAll("[data-live]");

document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.detail.elt.matches("[data-live]")) event.preventDefault();
});

function look() {
  if (document.hidden) return;
  for (const element of live()) element.dispatchEvent(new Event("look"));
}

document.addEventListener("visibilitychange", look);
window.addEventListener("online", look);
window.addEventListener("pageshow", (event) => event.persisted && look());
