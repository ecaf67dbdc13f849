// Asks how the files of a batch stand, until all is done, and shows it in place.
{
  const list = document.getElementById("cac-tep");
  const told = document.getElementById("tom-tat");
  const LEAST = 700; // milliseconds between two questions; more for long lists
  const EACH = 3;

  function added(row) {
    const line = list.firstElementChild.cloneNode(true);
    line.dataset.so = row.so;
    line.classList.add("inner");
    for (const button of line.querySelectorAll("button")) {
      button.value = row.so;
      button.setAttribute("aria-label", `${button.textContent} ${row.ten}`);
    }
    list.append(line);
    return line;
  }

  function show(row) {
    const line = list.querySelector(`[data-so="${row.so}"]`) ?? added(row);
    if (line.dataset.trangThai === row.trang_thai && line.querySelector(".how").textContent === row.loi_noi) return;
    line.dataset.trangThai = row.trang_thai;
    line.querySelector(".how").textContent = row.loi_noi;
    const what = line.querySelector(".what");
    what.textContent = row.ten;
    if (row.dia_chi) {
      const link = document.createElement("a");
      link.href = row.dia_chi;
      link.textContent = row.nhan_de || row.ten;
      const name = document.createElement("span");
      name.className = "quiet";
      name.textContent = row.nhan_de ? ` ${row.ten}` : "";
      what.replaceChildren(link, name);
    }
  }

  async function ask() {
    try {
      const answer = await fetch(list.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new TypeError(answer.statusText);
      const state = await answer.json();
      state.tep.forEach(show);
      if (told.textContent !== state.tom_tat) told.textContent = state.tom_tat;
      document.querySelector("[data-loi]").hidden = !state.loi;
      document.querySelector("[data-cho]").hidden = !state.cho;
      if (!state.dang_lam) return;
      setTimeout(ask, LEAST + EACH * state.tep.length);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      setTimeout(ask, 5000); // the server is starting anew, or the way to it is cut
    }
  }

  if ("underWay" in list.dataset) setTimeout(ask, LEAST);
}
