// Copies the address beside a button. The button is there only with script; it may come with a part of a page.

function offerIn(root) {
  for (const button of root.querySelectorAll("[data-copy]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const address = document.getElementById(button.dataset.copy);
  address.select();
  try {
    await navigator.clipboard.writeText(address.value);
    button.querySelector("[role=status]").textContent = button.dataset.copied;
  } catch {
    address.focus(); // selected: the person copies it by hand
  }
});

document.addEventListener("htmx:afterSwap", (event) => offerIn(event.target));
offerIn(document);
