/* Before the first paint: light or dark, and large print, as the reader last chose or as the system asks. */
(function () {
  var root = document.documentElement;
  var kept = {};
  root.classList.add("js");
  try {
    kept = JSON.parse(localStorage.getItem("m-ui") || "{}");
  } catch (e) {
    // storage is closed in this browser: the system's choice it is
  }
  var dark = window.matchMedia && matchMedia("(prefers-color-scheme: dark)").matches;
  root.setAttribute("data-bs-theme", kept.theme || (dark ? "dark" : "light"));
  if (kept.lg) root.classList.add("lg");
})();
