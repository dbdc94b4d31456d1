// Says before a form is filled in that nothing can be stored without cookies. Tried with one, which goes at once: that
// cookies are enabled is what WebKitGTK says of itself where it keeps none.

const PROBE = "probe=1";
const HERE = "; path=/; samesite=lax";

function keepsCookies() {
  document.cookie = PROBE + HERE;
  const isKept = document.cookie.split("; ").includes(PROBE);
  document.cookie = `${PROBE}${HERE}; max-age=0`;
  return isKept;
}

for (const warning of document.querySelectorAll("[data-without-cookies]")) warning.hidden = keepsCookies();
