// Taking a quiz: keys, ordering by buttons, the passage at its paragraph, and whether an answer is saved.
(() => {
  "use strict";
  const state = document.getElementById("state");
  const say = (what) => { if (state) state.textContent = state.dataset[what] || ""; };

  // Keys: 1 to 9 choose, Enter answers or goes on.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input:not([type=radio]), select, textarea, button, a, summary");
    if (/^[1-9]$/.test(event.key) && !field) {
      const choice = document.querySelector(`#stage input[name=choice][value="${event.key}"]`);
      if (!choice) return;
      choice.checked = true;
      choice.focus();
      event.preventDefault();
    } else if (event.key === "Enter" && !field) {
      const onward = document.getElementById("onward");
      const form = document.querySelector("form[data-answer]");
      if (onward) onward.click();
      else if (form) form.requestSubmit();
      else return;
      event.preventDefault();
    } else if (event.key === "Escape" && document.querySelector(".passage:target, .passage :target")) {
      location.hash = "#question";
    }
  });

  // Ordering: two buttons for each event; the numbers that the form sends follow the list.
  function orderable(list) {
    list.removeAttribute("data-ordering");
    const items = [...list.children];
    const chosen = (item) => Number(item.querySelector("select").value) || 99;
    items.sort((a, b) => chosen(a) - chosen(b)).forEach((item) => list.append(item));
    const told = document.getElementById("how");
    if (told) told.textContent = "Move each to its place: what came first stands at the top.";
    for (const item of items) {
      const select = item.querySelector("select");
      const words = item.querySelector("span").textContent;
      select.hidden = true;
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

  // On a wide screen the text stands beside the question, scrolled to what matters.
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
    end.textContent = left >= 3600 ? end.textContent : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (end.previousSibling) end.previousSibling.textContent = left >= 3600 ? "Until " : "Time left ";
  }

  function furnish() {
    document.querySelectorAll("[data-ordering]").forEach(orderable);
    openPassage();
    countDown();
  }

  document.addEventListener("htmx:beforeRequest", () => say("sending"));
  document.addEventListener("htmx:afterRequest", (event) => say(event.detail.successful ? "saved" : "waiting"));
  document.addEventListener("htmx:afterSettle", () => {
    furnish();
    const focus = document.querySelector("#faults, #verdict, #stem");
    if (focus) {
      if (focus.id === "faults") focus.tabIndex = -1;
      focus.focus({ preventScroll: true });
    }
  });
  furnish();
  setInterval(countDown, 1000);
})();
