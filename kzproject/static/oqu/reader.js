// Reading: glosses beside the word, the section one is in, text size without a reload.
(() => {
  "use strict";
  const text = document.getElementById("text");
  if (!text) return;

  // A concept opens its gloss; without script the link leads to the concept's page.
  text.addEventListener("click", (event) => {
    const word = event.target.closest("a.concept");
    if (!word || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const gloss = document.getElementById(word.dataset.gloss);
    if (!gloss || !gloss.showPopover) return;
    event.preventDefault();
    gloss.showPopover();
    place(gloss, word);
    word.setAttribute("aria-expanded", "true");
    gloss.querySelector("a, button").focus({ preventScroll: true });
    gloss.addEventListener("toggle", (change) => {
      if (change.newState === "closed") {
        word.removeAttribute("aria-expanded");
        word.focus({ preventScroll: true });
      }
    }, { once: true });
  });

  function place(gloss, word) {
    if (window.innerWidth < 640) return;
    const at = word.getClientRects()[0];
    const box = gloss.getBoundingClientRect();
    const left = Math.max(16, Math.min(at.left, window.innerWidth - box.width - 16));
    const below = at.bottom + 8 + box.height < window.innerHeight;
    gloss.style.insetInlineStart = `${left}px`;
    gloss.style.insetBlockEnd = "auto";
    gloss.style.insetBlockStart = `${below ? at.bottom + 8 : Math.max(16, at.top - box.height - 8)}px`;
  }

  // The thread shows which section is being read.
  const links = new Map([...document.querySelectorAll(".thread a")].map((link) => [link.hash.slice(1), link]));
  if (links.size && "IntersectionObserver" in window) {
    const seen = new IntersectionObserver((changes) => {
      for (const change of changes) {
        if (!change.isIntersecting) continue;
        for (const link of links.values()) link.removeAttribute("aria-current");
        links.get(change.target.id)?.setAttribute("aria-current", "true");
      }
    }, { rootMargin: "-30% 0px -65% 0px" });
    for (const id of links.keys()) {
      const section = document.getElementById(id);
      if (section) seen.observe(section);
    }
  }

  // Reading aloud by the browser's own voice, sentence by sentence, with the spoken one lit.
  const listen = document.getElementById("listen");
  const voice = window.speechSynthesis;
  const tellMute = () => {
    listen.hidden = false;
    listen.disabled = true;
    listen.textContent = "This browser has no voice to read aloud with";
  };
  if (listen && !(voice && window.SpeechSynthesisUtterance)) tellMute();
  else if (listen) {
    const sentences = [...text.querySelectorAll(".s, h2")];
    let at = -1;
    listen.hidden = false;
    const stop = () => {
      const was = at;
      at = -1;
      voice.cancel();
      sentences[was]?.classList.remove("spoken");
      listen.textContent = "Read aloud";
      listen.setAttribute("aria-pressed", "false");
    };
    const speak = (place) => {
      sentences[at]?.classList.remove("spoken");
      if (place >= sentences.length) return stop();
      at = place;
      const sentence = sentences[at];
      const words = new SpeechSynthesisUtterance(sentence.textContent);
      words.lang = text.lang || "en";
      words.rate = 0.95;
      words.onend = () => { if (at === place) speak(place + 1); };
      words.onerror = (fault) => {
        if (at !== place) return;
        stop();
        if (["synthesis-unavailable", "synthesis-failed", "voice-unavailable"].includes(fault.error)) tellMute();
      };
      sentence.classList.add("spoken");
      const box = sentence.getBoundingClientRect();
      if (box.bottom > window.innerHeight * 0.85 || box.top < 60) sentence.scrollIntoView({ block: "center" });
      voice.speak(words);
    };
    listen.addEventListener("click", () => {
      if (at >= 0) return stop();
      const first = sentences.findIndex((sentence) => sentence.getBoundingClientRect().bottom > 80);
      listen.textContent = "Stop reading";
      listen.setAttribute("aria-pressed", "true");
      speak(first < 0 ? 0 : first);
    });
    window.addEventListener("pagehide", stop);
  }

  // Text size: at once, and kept by the same form that works without script.
  const sizes = document.querySelector(".sizes");
  sizes?.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || !window.fetch) return;
    event.preventDefault();
    document.documentElement.dataset.text = button.value;
    for (const other of sizes.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
    const body = new FormData(sizes);
    body.set("size", button.value);
    fetch(sizes.action, { method: "POST", body, credentials: "same-origin", redirect: "manual" }).catch(() => {});
  });
})();
