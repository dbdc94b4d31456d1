// Says before a form is filled in that nothing can be stored without cookies.
for (const warning of document.querySelectorAll("[data-without-cookies]")) {
  warning.hidden = navigator.cookieEnabled;
}
