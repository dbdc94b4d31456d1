// Copies the address beside a button. The button is there only with script.

for (const button of document.querySelectorAll("[data-copy]")) {
  const address = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    address.select();
    try {
      await navigator.clipboard.writeText(address.value);
      button.querySelector("[role=status]").textContent = button.dataset.copied;
    } catch {
      address.focus(); // selected: the person copies it by hand
    }
  });
}
