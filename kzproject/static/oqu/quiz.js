// Taking a quiz: keys, ordering by buttons, the passage at its paragraph, and answers that outlast a lost network.
(() => {
  "use strict";
  const stage = () => document.getElementById("stage");
  const state = document.getElementById("state");
  const say = (what) => { if (state) state.textContent = state.dataset[what] || ""; };

  // ---- Keys: 1 to 9 choose, Enter answers or goes on.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const radio = event.target.closest("input[type=radio]");
    const field = event.target.closest("input:not([type=radio]), select, textarea, button, a, summary");
    const scope = event.target.closest("[data-question]") || stage();
    if (!scope || field) return;
    if (/^[1-9]$/.test(event.key)) {
      const choice = scope.querySelector(`input[name=choice][value="${event.key}"]`);
      if (!choice) return;
      choice.checked = true;
      choice.focus();
      event.preventDefault();
    } else if (event.key === "Enter") {
      const onward = scope.querySelector("#onward");
      const form = radio ? radio.form : scope.querySelector("form[data-answer]");
      if (onward) onward.click();
      else if (form) form.requestSubmit();
      else return;
      event.preventDefault();
    } else if (event.key === "Escape" && document.querySelector(".passage:target, .passage :target")) {
      location.hash = "#question";
    }
  });

  // ---- Ordering: two buttons for each event; the numbers that the form sends follow the list.
  function orderable(list) {
    list.removeAttribute("data-ordering");
    const items = [...list.children];
    const chosen = (item) => Number(item.querySelector("select").value) || 99;
    items.sort((a, b) => chosen(a) - chosen(b)).forEach((item) => list.append(item));
    const told = list.previousElementSibling;
    if (told && told.classList.contains("about")) told.textContent = "Move each to its place: what came first stands at the top.";
    for (const item of items) {
      item.querySelector("select").hidden = true;
      const words = item.querySelector("span").textContent;
      const movers = document.createElement("span");
      movers.className = "movers";
      for (const [step, sign, name] of [[-1, "↑", "up"], [1, "↓", "down"]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = sign;
        button.setAttribute("aria-label", `Move ${name}: ${words}`);
        button.addEventListener("click", () => {
          const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
          if (!other) return;
          if (step < 0) other.before(item); else other.after(item);
          number();
          (button.disabled ? movers.querySelector("button:not([disabled])") : button).focus();
        });
        movers.append(button);
      }
      item.append(movers);
    }
    function number() {
      [...list.children].forEach((item, at, all) => {
        item.querySelector("select").value = String(at + 1);
        const [up, down] = item.querySelectorAll(".movers button");
        up.disabled = at === 0;
        down.disabled = at === all.length - 1;
      });
    }
    number();
  }

  // ---- On a wide screen the text stands beside the question, scrolled to what matters.
  function openPassage() {
    const passage = document.getElementById("passage");
    if (!passage || passage.scrollHeight <= passage.clientHeight) return;
    const target = passage.querySelector("mark.evidence") || passage.querySelector("#here");
    if (!target || getComputedStyle(passage).display === "none") return;
    const offset = target.getBoundingClientRect().top - passage.getBoundingClientRect().top;
    passage.scrollTop += offset - passage.clientHeight / 3;
  }

  function countDown() {
    const end = document.querySelector("[data-deadline]");
    if (!end) return;
    const left = Math.max(0, Math.round((new Date(end.dateTime) - Date.now()) / 1000));
    if (left >= 3600) return;
    end.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (end.previousSibling) end.previousSibling.textContent = "Time left ";
  }

  // ---- The queue: answers that could not be sent stay on this device, under the attempt they belong to. Each carries
  // its token, so that the server counts it once however often it arrives.
  const QUEUE = "oqu-answers";
  const queue = {
    all() { try { return JSON.parse(localStorage.getItem(QUEUE)) || []; } catch { return []; } },
    keep(list) { try { list.length ? localStorage.setItem(QUEUE, JSON.stringify(list)) : localStorage.removeItem(QUEUE); } catch { /* a private window keeps nothing */ } },
    add(entry) { this.keep([...this.all().filter((other) => other.url !== entry.url), entry]); },
    drop(token) { this.keep(this.all().filter((other) => other.token !== token)); },
  };
  const A_MONTH = 30 * 24 * 60 * 60 * 1000;
  const mine = () => queue.all().filter((entry) => entry.back === stage()?.dataset.back);
  let sending = false;

  async function flush() {
    if (sending || !queue.all().length) return;
    sending = true;
    let arrived = 0;
    try {
      for (const entry of queue.all()) {
        const outcome = await send(entry);
        if (outcome === "later") break;
        if (outcome === "another") {
          // Somebody else is signed in on this device: keep it for whoever answered, but not for ever.
          if (Date.now() - entry.at > A_MONTH) queue.drop(entry.token);
          continue;
        }
        queue.drop(entry.token);
        arrived += 1;
      }
    } finally {
      sending = false;
    }
    if (mine().length) say("waiting");
    else if (arrived) {
      say("saved");
      const here = stage();
      if (here && here.dataset.offline) location.assign(here.dataset.back);
    }
  }

  async function send(entry) {
    try {
      let response = await post(entry, entry.body);
      if (response.status === 403) {
        // The page's token grew old: take a fresh one and send again.
        const page = await (await fetch(entry.back, { credentials: "same-origin" })).text();
        const fresh = page.match(/name="csrfmiddlewaretoken" value="([^"]+)"/);
        if (!fresh) return "later";
        const body = new URLSearchParams(entry.body);
        body.set("csrfmiddlewaretoken", fresh[1]);
        response = await post(entry, body.toString());
      }
      if (response.status === 404) return "another";
      return response.status >= 500 || response.status === 403 || response.status === 429 ? "later" : "arrived";
    } catch {
      return "later";
    }
  }

  const post = (entry, body) => fetch(entry.url, {
    method: "POST", body, credentials: "same-origin",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });

  // ---- Without a network the quiz goes on with the questions that were fetched while there was one.
  let others = null;
  async function fetchOthers() {
    const here = stage();
    if (others || !here || !here.dataset.all) return;
    try {
      const response = await fetch(here.dataset.all, { credentials: "same-origin" });
      if (!response.ok) return;
      others = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch { /* no network, nothing to go on with */ }
  }

  // The server would refuse what is not whole, long after she left the question: it is said now.
  function isWhole(form) {
    const given = new FormData(form);
    const fields = form.querySelectorAll("input[type=radio], input[name=text], select");
    return [...fields].every((each) => String(given.get(each.name) ?? "").trim());
  }

  function goOnWithout(form) {
    const here = stage();
    if (!isWhole(form)) {
      note(form, "Something is still open here. Answer all of it; it is kept on this device until the network is back.");
      say(mine().length ? "waiting" : "");
      return;
    }
    queue.add({
      url: form.getAttribute("action"),
      body: new URLSearchParams(new FormData(form)).toString(),
      token: form.elements.token.value,
      back: here.dataset.back,
      at: Date.now(),
    });
    say("waiting");
    const number = Number(form.dataset.answer);
    here.dataset.offline = "yes";
    const waiting = new Set(queue.all().map((entry) => entry.url));
    const open = others ? [...others.querySelectorAll("[data-question]:not([data-is-answered])")]
      .filter((section) => !waiting.has(section.querySelector("form")?.getAttribute("action"))) : [];
    const next = open.find((section) => Number(section.dataset.question) > number) || open[0];
    const place = form.closest("[data-question], #question");
    if (!place) return;
    if (form.elements.from) {
      note(form, "Kept on this device. It is sent as soon as the network is back.");
      return;
    }
    if (!next) {
      place.replaceChildren(words("h2", "stem", "Every question you could reach is answered"),
        words("p", "quiet", "Your answers are kept on this device and are sent as soon as the network is back. You may close the page and come back later."));
      return;
    }
    const copy = document.importNode(next, true);
    copy.querySelector("input[name=from]")?.remove();
    place.replaceChildren(...copy.childNodes);
    const fresh = place.querySelector("form");
    for (const [name, value] of [["hx-target", "#stage"], ["hx-select", "#stage"], ["hx-push-url", "true"]]) fresh.setAttribute(name, value);
    if (window.htmx) window.htmx.process(place);
    furnish();
    place.querySelector(".stem")?.focus();
  }

  function words(tag, style, text) {
    const made = document.createElement(tag);
    made.className = style;
    made.textContent = text;
    return made;
  }

  function note(form, text) {
    form.querySelector(".notice")?.remove();
    const line = words("p", "notice", text);
    line.setAttribute("role", "alert");
    form.prepend(line);
  }

  // ---- Putting it together.
  function furnish() {
    document.querySelectorAll("[data-ordering]").forEach(orderable);
    openPassage();
    countDown();
  }

  // Once the answer has replaced its form, the event comes from what is left of the page: ask the request itself.
  const answering = (event) => (event.detail.requestConfig?.elt ?? event.target).closest?.("form[data-answer]");
  document.addEventListener("htmx:beforeRequest", (event) => { if (answering(event)) say("sending"); });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (answering(event) && event.detail.successful) say(mine().length ? "waiting" : "saved");
  });
  document.addEventListener("htmx:sendError", (event) => {
    const form = answering(event);
    if (form) goOnWithout(form);
    else if (event.target.href) say("waiting");
  });
  document.addEventListener("htmx:responseError", (event) => {
    const form = answering(event);
    if (form && event.detail.xhr.status >= 500) goOnWithout(form);
    else if (form) location.reload();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    others = null;
    furnish();
    fetchOthers();
    const scope = event.target.closest?.("[data-question]") || stage();
    scope?.querySelector(".faults, .verdict, .stem[tabindex]")?.focus({ preventScroll: true });
  });
  window.addEventListener("online", flush);
  setInterval(flush, 4000);
  setInterval(countDown, 1000);
  furnish();
  flush();
  if ("requestIdleCallback" in window) requestIdleCallback(fetchOthers); else setTimeout(fetchOthers, 500);
})();
