// How many are in, while a room gathers: the answer that nothing is new says it, so that nobody who joins has all other
// phones fetch a page.

document.addEventListener("htmx:afterRequest", (event) => {
  const people = Number(event.detail.xhr.getResponseHeader("X-People"));
  const told = document.querySelector("[data-people]");
  if (!people || !told) return;
  const [first, more] = told.children;
  more.querySelector("b").textContent = people;
  first.hidden = people > 1;
  more.hidden = people < 2;
});
