// On every page: a button that prints, and the helper that opens pages again without a network, where the browser
// allows one.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register("/sw.js").catch(() => {});
  const wanted = [...document.querySelectorAll("[data-keep]")].map((link) => link.dataset.keep);
  if (wanted.length) navigator.serviceWorker.ready.then((ready) => ready.active?.postMessage({ keep: wanted }));
})();
