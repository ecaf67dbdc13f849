// Searches of this browser, kept in it alone: nothing of this is sent. The results page notes, /lich-su shows.
{
  const KEPT = "lich-su";
  const SILENT = "lich-su-tat"; // set: nothing is noted
  const MOST = 200;
  const LONGEST = 120; // letters of a line as it is listed
  const searched = document.querySelector("[data-searched]");
  const list = document.getElementById("lich-su");

  function kept() {
    try {
      const rows = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
      return Array.isArray(rows) ? rows.filter((row) => typeof row?.query === "string" && typeof row.line === "string") : [];
    } catch (error) {
      if (error instanceof SyntaxError) return []; // written by something else
      throw error;
    }
  }

  function note({ searched: query, line, filters }) {
    if (!query || localStorage.getItem(SILENT)) return;
    const rows = [{ query, line, filters }, ...kept().filter((row) => row.query !== query)];
    localStorage.setItem(KEPT, JSON.stringify(rows.slice(0, MOST)));
  }

  function button(words, label, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "as-link";
    made.textContent = words;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", press);
    return made;
  }

  function entry(row) {
    const made = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${list.dataset.results}?${row.query}`;
    const line = row.line || _("mọi tài liệu");
    if (row.line) link.lang = "vi";
    link.textContent = line.length > LONGEST ? `${line.slice(0, LONGEST).replace(/\s+\S*$/, "")} …` : line;
    const filters = document.createElement("span");
    filters.className = "quiet";
    filters.textContent = typeof row.filters === "string" && row.filters ? ` · ${row.filters}` : "";
    const forget = button(_("Xóa"), _("Xóa %(line)s", { line: link.textContent }), () => {
      localStorage.setItem(KEPT, JSON.stringify(kept().filter((other) => other.query !== row.query)));
      show();
      document.getElementById("lich-su-bao").focus();
    });
    const searched = document.createElement("span");
    searched.className = "searched";
    searched.append(link, filters);
    made.append(searched, forget);
    return made;
  }

  function show() {
    const rows = kept();
    const silent = localStorage.getItem(SILENT) !== null;
    list.replaceChildren(...rows.map(entry));
    document.getElementById("lich-su-xoa").hidden = !rows.length;
    document.getElementById("lich-su-ghi").textContent = silent ? _("Ghi lại từ nay") : _("Thôi ghi");
    document.getElementById("lich-su-viec").hidden = false;
    document.getElementById("lich-su-bao").textContent =
      (rows.length ? _("%(n)s lần tìm, mới nhất trước.", { n: rows.length }) : _("Chưa có lần tìm nào được ghi. Hãy tìm ở ô phía trên.")) +
      (silent ? _(" Lịch sử đang tắt: những lần tìm mới không được ghi.") : "");
  }

  try {
    if (searched) note(searched.dataset);
    if (list) {
      show();
      document.getElementById("lich-su-xoa").addEventListener("click", () => {
        localStorage.removeItem(KEPT);
        show();
        document.getElementById("lich-su-bao").focus();
      });
      document.getElementById("lich-su-ghi").addEventListener("click", () => {
        if (localStorage.getItem(SILENT) === null) localStorage.setItem(SILENT, "1");
        else localStorage.removeItem(SILENT);
        show();
      });
    }
  } catch {
    // Storage is full or forbidden: searching goes on, and only the page of the history has something to say.
    if (list) document.getElementById("lich-su-bao").textContent = _("Trình duyệt này không cho trang lưu gì, nên không có lịch sử tìm.");
  }
}
