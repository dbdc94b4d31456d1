// Words that somebody is writing are not taken away when the room goes on: the next topic waits for them.

const ready = document.querySelector("[data-ready]");
const form = () => document.querySelector("[data-comment]");
const words = () => form()?.querySelector("textarea");

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig, xhr } = event.detail;
  if (target.id !== "room" || requestConfig.verb !== "get" || xhr.status !== 200) return;
  const isWriting = Boolean(words()?.value.trim());
  event.detail.shouldSwap = !isWriting;
  ready.hidden = !isWriting;
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt !== form() || !event.detail.successful) return;
  words().value = "";
  ready.hidden = true;
  document.dispatchEvent(new Event("sent"));
});

ready.querySelector("button").addEventListener("click", () => form()?.requestSubmit());
