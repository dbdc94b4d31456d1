// Whoever is about to leave an assessment without having kept its link is reminded, once.

const dialog = document.querySelector("[data-keep-link]");
const inside = dialog.dataset.keepLink; // the path of its overview, which ends with its id
const id = inside.split("/").filter(Boolean).pop();
const leave = dialog.querySelector("[data-leave]");
const remembered = `reminded ${inside}`;

// Safari before 15.4 knows no dialogs: there the header's way to the link has to do.
const isReminded = () => !dialog.showModal || sessionStorage.getItem(remembered) !== null;

// Whoever came by the link has it.
if (new URLSearchParams(location.search).has("opened")) sessionStorage.setItem(remembered, "");

const staysWithIt = ({ pathname, searchParams }) =>
  pathname.split("/").includes(id) || searchParams.get("after") === id; // its next round

function remind(address) {
  sessionStorage.setItem(remembered, "");
  if (address) leave.dataset.leave = address;
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || isReminded() || dialog.open) return;
  if (link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const to = new URL(link.href);
  if (to.origin === location.origin && staysWithIt(to)) return;
  if (to.pathname === location.pathname) return;
  event.preventDefault();
  remind(link.href);
});

// On the way to the tabs or the address bar.
document.documentElement.addEventListener("mouseleave", (event) => {
  if (event.clientY <= 0 && !isReminded() && !dialog.open) remind("");
});

leave.addEventListener("click", () => {
  dialog.close();
  if (leave.dataset.leave) location.assign(leave.dataset.leave);
});
