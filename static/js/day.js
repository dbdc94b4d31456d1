// Says with a form what day it is where the visitor is, when it is sent: the page may lie open past midnight, and the
// server stand where it is tomorrow already.

const digits = (number, length) => String(number).padStart(length, "0");

function today() {
  const now = new Date();
  return [digits(now.getFullYear(), 4), digits(now.getMonth() + 1, 2), digits(now.getDate(), 2)].join("-");
}

for (const field of document.querySelectorAll("[data-today]")) {
  field.form.addEventListener("submit", () => (field.value = today()));
}
