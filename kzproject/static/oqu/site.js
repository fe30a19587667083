// On every page: the helper that opens pages again without a network, where the browser allows one.
(() => {
  "use strict";
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register("/sw.js").catch(() => {});
  const wanted = [...document.querySelectorAll("[data-keep]")].map((link) => link.dataset.keep);
  if (wanted.length) navigator.serviceWorker.ready.then((ready) => ready.active?.postMessage({ keep: wanted }));
})();
