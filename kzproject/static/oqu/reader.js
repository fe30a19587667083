// Reading: glosses beside the word, the section one is in, highlights and notes, text size without a reload.
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
    const top = below ? Math.max(8, at.bottom + 8) : at.top - box.height - 8;
    gloss.style.insetBlockStart = `${Math.max(16, Math.min(top, window.innerHeight - box.height - 16))}px`;
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

  // Highlights and notes: select words or tap a sentence; each paragraph's plus leads to the same form as a page.
  const bar = document.getElementById("note-bar");
  if (bar) {
    const words = document.getElementById("chosen-words");
    const more = document.getElementById("note-open");
    const field = bar.querySelector(".field");
    const card = document.createElement("div");
    card.className = "note-bar";
    card.hidden = true;
    card.setAttribute("role", "group");
    card.setAttribute("aria-label", "Your note");
    bar.after(card);
    let chosen = null;

    // Offsets count characters as the server does, not the halves of those beyond the first plane.
    const length = (string) => [...string].length;

    const close = () => {
      bar.hidden = card.hidden = true;
      chosen?.classList.remove("chosen");
      chosen = null;
    };
    const open = (sentence, start, end, quote, box) => {
      close();
      chosen = sentence;
      if (start === 0 && end === length(sentence.textContent)) sentence.classList.add("chosen");
      bar.action = sentence.closest("p").querySelector(".jot").href;
      bar.elements.sentence.value = sentence.id.slice(1);
      bar.elements.start.value = start;
      bar.elements.end.value = end;
      words.textContent = `“${quote.length > 90 ? `${quote.slice(0, 88)}…` : quote}”`;
      field.hidden = true;
      more.hidden = bar.hidden = false;
      document.getElementById("note-keep").textContent = "Highlight";
      place(bar, { getClientRects: () => [box] });
    };
    const wordsBefore = (sentence, node, offset) => {
      const range = document.createRange();
      range.setStart(sentence, 0);
      range.setEnd(node, offset);
      return range.toString();
    };
    // A selection over several sentences counts up to the end of the first: a note is tied to one sentence.
    const selected = () => {
      const selection = document.getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return;
      const range = selection.getRangeAt(0);
      if (!text.contains(range.commonAncestorContainer)) return;
      const sentence = [...text.querySelectorAll(".s")].find((s) => range.intersectsNode(s) && inside(range, s).trim());
      if (!sentence) return;
      const quote = inside(range, sentence);
      const isFromStart = !sentence.contains(range.startContainer);
      const before = isFromStart ? "" : wordsBefore(sentence, range.startContainer, range.startOffset);
      const start = length(before) + length(quote) - length(quote.trimStart());
      open(sentence, start, start + length(quote.trim()), quote.trim(), range.getBoundingClientRect());
    };
    const inside = (range, sentence) => {
      const part = document.createRange();
      part.selectNodeContents(sentence);
      if (sentence.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
      if (sentence.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
      return part.toString();
    };
    const show = (mark) => {
      const note = document.querySelector(`#note-${mark.dataset.note} .own-note`);
      if (!note) return;
      close();
      const shut = document.getElementById("note-close").cloneNode(true);
      shut.removeAttribute("id");
      shut.addEventListener("click", close);
      card.replaceChildren(note.cloneNode(true), shut);
      card.hidden = false;
      place(card, mark);
    };

    let waiting;
    document.addEventListener("selectionchange", () => {
      clearTimeout(waiting);
      waiting = setTimeout(selected, 250);
    });
    text.addEventListener("click", (event) => {
      if (event.target.closest("a, button") || !document.getSelection().isCollapsed) return;
      const mark = event.target.closest("mark.own");
      const sentence = event.target.closest(".s");
      if (mark) return show(mark);
      if (!sentence || sentence === chosen) return close();
      const quote = sentence.textContent;
      open(sentence, 0, length(quote), quote, sentence.getClientRects()[0]);
    });
    more.addEventListener("click", () => {
      field.hidden = false;
      more.hidden = true;
      document.getElementById("note-keep").textContent = "Keep";
      place(bar, chosen);
      bar.elements.text.focus();
    });
    document.getElementById("note-close").addEventListener("click", close);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !(bar.hidden && card.hidden)) close();
    });

    // She stays where she was reading when the page comes back with her mark in it.
    const AT = "oqu-reading-at";
    bar.addEventListener("submit", (event) => {
      if (navigator.onLine) return sessionStorage.setItem(AT, window.scrollY);
      // What she wrote would be lost with the page: it stays open until the network is back.
      event.preventDefault();
      words.textContent = "There is no network just now. Leave this open and try again when it is back.";
    });
    const was = sessionStorage.getItem(AT);
    if (was !== null) {
      sessionStorage.removeItem(AT);
      window.addEventListener("load", () => window.scrollTo({ top: Number(was), behavior: "instant" }));
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
