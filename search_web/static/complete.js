// The search field offers lines as one types: a combobox with a list. Without this file it is a plain field.
const field = document.querySelector("#q[data-suggest]");
const list = document.getElementById("goi-y");
const KINDS = { word: "", line: _("có dấu"), title: _("tên tài liệu"), author: _("tác giả"), number: _("số, ký hiệu") };
const PAUSE = 90; // milliseconds of silence before anything is asked
let typed = "";
let waiting;
let asked = 0; // answers that come late are passed over
let shown = 0;

function choices() {
  return [...list.children];
}

function close() {
  clearTimeout(waiting);
  asked += 1;
  list.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function choose(place) {
  for (const [at, choice] of choices().entries()) choice.setAttribute("aria-selected", String(at === place));
  const choice = choices()[place];
  if (choice) {
    field.setAttribute("aria-activedescendant", choice.id);
    field.value = choice.dataset.line;
    choice.scrollIntoView({ block: "nearest" });
  } else {
    field.removeAttribute("aria-activedescendant");
    field.value = typed;
  }
}

function chosen() {
  return choices().findIndex((choice) => choice.getAttribute("aria-selected") === "true");
}

function show(suggestions) {
  list.replaceChildren(
    ...suggestions.map(({ line, kind }, place) => {
      const choice = document.createElement("li");
      choice.id = `goi-y-${place}`;
      choice.role = "option";
      choice.dataset.line = line;
      choice.setAttribute("aria-selected", "false");
      choice.append(line);
      choice.lang = "vi";
      if (KINDS[kind]) {
        const name = document.createElement("span");
        name.className = "quiet";
        name.lang = document.documentElement.lang;
        name.textContent = KINDS[kind];
        choice.append(" ", name);
      }
      return choice;
    }),
  );
  shown = suggestions.length;
  list.hidden = shown === 0;
  field.setAttribute("aria-expanded", String(shown > 0));
  field.removeAttribute("aria-activedescendant");
}

async function ask() {
  const turn = (asked += 1);
  const line = field.value;
  typed = line;
  try {
    const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: line })}`);
    const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
    if (turn === asked && document.activeElement === field) show(suggestions);
  } catch {
    if (turn === asked) close();
  }
}

if (field && list) {
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  field.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (event.isComposing) return;
    if (field.value.trim()) waiting = setTimeout(ask, PAUSE);
    else close();
  });
  field.addEventListener("compositionend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (list.hidden) {
      if (event.key === "Escape") close(); // what was asked and has not been answered is not wanted any more
      return;
    }
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      // One place beyond either end stands for the line as typed.
      choose(((chosen() + 1 + steps[event.key] + shown + 1) % (shown + 1)) - 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      choose(-1);
      close();
    } else if (event.key === "Tab") {
      close();
    }
  });
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", close);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const choice = event.target.closest("li");
    if (!choice) return;
    field.value = choice.dataset.line;
    field.form.requestSubmit();
  });
}
