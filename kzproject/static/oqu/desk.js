// The desk's conveniences. Every page works without this file; here are one-key decisions, printing, and a sign of work.
const root = document.documentElement;
root.classList.add("has-script");

// One key decides: elements say theirs in data-key. The switch beside them turns it off (WCAG 2.1.4) and is remembered.
const KEYS = "oqu-desk-keys";
const stored = () => { try { return localStorage.getItem(KEYS); } catch { return null; } };
const note = document.querySelector("[data-keys-note]");
const keySwitch = document.querySelector("[data-keys-switch]");
if (note && keySwitch) {
  note.hidden = false;
  keySwitch.checked = stored() !== "off";
  keySwitch.addEventListener("change", () => {
    try { localStorage.setItem(KEYS, keySwitch.checked ? "on" : "off"); } catch { /* private window: this page only */ }
  });
}
const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
  if (keySwitch && !keySwitch.checked) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const wanted = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key.split(" ").includes(key));
  if (wanted) { event.preventDefault(); wanted.click(); }
});

// Long work says so, and is not started twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (!form.closest("main") || form.method !== "post") return;
  form.dataset.sent = "yes";
  if (!form.dataset.busy) return;
  const line = document.createElement("span");
  line.className = "busy-note";
  line.setAttribute("role", "status");
  line.textContent = form.dataset.busy;
  const button = event.submitter || form.querySelector("button");
  button.after(line);
  setTimeout(() => { button.disabled = true; });
});
// Coming back by the browser's own button finds the page as it was left: ready again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const line of document.querySelectorAll(".busy-note")) line.remove();
  for (const button of document.querySelectorAll("form[data-busy] button[disabled]")) button.disabled = false;
});

// Points are stored as soon as they are changed.
for (const input of document.querySelectorAll("[data-submit]")) {
  input.addEventListener("change", () => {
    const act = document.createElement("input");
    act.type = "hidden"; act.name = "act"; act.value = input.dataset.submit;
    input.form.append(act);
    input.form.requestSubmit();
  });
}

// Browsers open `.pick` at its top: bring the chosen sentence into view without moving the page.
const chosen = document.querySelector(".pick input:checked");
if (chosen) {
  const box = chosen.closest(".pick");
  box.scrollTop = chosen.parentElement.offsetTop - box.offsetTop - box.clientHeight / 3;
}

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
