// A picker beside the field for a colour; either fills the other. The field alone is sent.

const COLOUR = /^#[0-9a-f]{6}$/i;

for (const picker of document.querySelectorAll(".accent__picker")) {
  const field = document.getElementById(picker.dataset.for);
  const follow = () => {
    if (COLOUR.test(field.value)) picker.value = field.value;
  };
  follow();
  picker.hidden = false;
  field.addEventListener("input", follow);
  picker.addEventListener("input", () => {
    field.value = picker.value;
  });
}
