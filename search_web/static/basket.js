// The basket: its passages are kept in this browser; their words and citations come from the library.
{
  const list = document.getElementById("gio");
  const form = document.getElementById("xuat");
  const said = document.getElementById("gio-bao");
  let rows = held();
  const save = () => {
    localStorage.setItem(KEY, JSON.stringify(rows));
    form.muc.value = JSON.stringify(rows);
    form.hidden = !rows.length;
    document.getElementById("gio-trong").hidden = rows.length > 0;
    count();
  };

  async function show(focus) {
    save();
    const asked = [...rows];
    const answer = await fetch(list.dataset.passages, { method: "POST", body: new FormData(form) });
    if (!answer.ok) return (said.textContent = _("Không mở được giỏ. Hãy thử lại sau ít phút."));
    const shown = await answer.json();
    if (asked.length !== rows.length || asked.some((each, at) => each !== rows[at])) return; // another answer is on its way
    shown.forEach((each, at) => Object.assign(rows[at], each.row)); // words that moved are kept where they stand now
    save();
    list.replaceChildren(...shown.map(entry));
    if (focus) list.children[focus.at]?.querySelector(`[data-do=${focus.what}]`)?.focus();
  }

  function element(name, words = "", kind = "", lang = "") {
    const made = document.createElement(name);
    made.textContent = words;
    if (kind) made.className = kind;
    if (lang) made.lang = lang;
    return made;
  }

  function entry(each, at) {
    const item = element("li");
    if (each.words) item.append(element("blockquote", `“${each.words}”`, "", "vi"));
    if (each.html && list.dataset[each.trace]) item.append(element("p", list.dataset[each.trace], "recognised doubtful trace"));
    const line = element("p", "", "citation", each.html ? "vi" : "");
    line.innerHTML = each.html || _("Tài liệu này không còn trong thư viện."); // made by the server, and escaped there
    const link = element("a", _("Mở"));
    if (each.link) link.href = each.link;
    const note = element("textarea");
    note.value = rows[at]["ghi-chu"] || "";
    note.rows = 2;
    note.maxLength = 2000;
    note.setAttribute("aria-label", _("Ghi chú cho mục %(n)s", { n: at + 1 }));
    note.placeholder = _("Ghi chú");
    note.addEventListener("input", () => {
      rows[at]["ghi-chu"] = note.value;
      save();
    });
    const ways = element("p", "", "ways");
    if (each.link) ways.append(link, " ");
    ways.append(way("len", _("Lên"), at, at > 0), " ", way("xuong", _("Xuống"), at, at < rows.length - 1), " ", way("bo", _("Bỏ"), at, true));
    item.append(line, note, ways);
    return item;
  }

  function way(what, name, at, on) {
    const button = element("button", name);
    button.type = "button";
    button.dataset.do = what;
    button.disabled = !on;
    button.setAttribute("aria-label", _("%(way)s mục %(n)s", { way: name, n: at + 1 }));
    button.addEventListener("click", () => {
      const [row] = rows.splice(at, 1);
      const to = what === "len" ? at - 1 : at + 1;
      if (what === "bo") {
        said.textContent = _("Đã bỏ mục %(n)s.", { n: at + 1 });
        return show({ at: Math.min(at, rows.length - 1), what });
      }
      rows.splice(to, 0, row);
      said.textContent = _("Mục %(n)s đã chuyển thành mục %(to)s.", { n: at + 1, to: to + 1 });
      show({ at: to, what: to === 0 ? "xuong" : to === rows.length - 1 ? "len" : what });
    });
    return button;
  }

  form.kieu.addEventListener("change", () => show());
  addEventListener("storage", (event) => {
    if (event.key === KEY) {
      rows = held();
      show();
    }
  });
  show();
}
