// Copies a passage with its citation, and keeps passages in the basket. Without this file "Trích dẫn" opens a page to copy.
const KEY = "gio-trich-dan";
const held = () => {
  try {
    const rows = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(rows) ? rows : [];
  } catch {
    return [];
  }
};

// The slice of the document's text that is selected on the page being read, in code points; null if nothing is.
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const leaf = document.querySelector(".leaf");
  if (!leaf || !leaf.contains(range.commonAncestorContainer)) return null;
  const spans = [];
  for (const block of leaf.querySelectorAll("[data-at]")) {
    if (!range.intersectsNode(block)) continue;
    const start = Number(block.dataset.at);
    const inside = (node, offset, edge) => {
      if (!block.contains(node)) return edge;
      const before = document.createRange();
      before.selectNodeContents(block);
      before.setEnd(node, offset);
      return [...before.toString()].length;
    };
    const whole = [...block.textContent].length;
    const table = block.matches("tr"); // its cells are not written as its text is: all of it or nothing
    const low = table ? 0 : inside(range.startContainer, range.startOffset, 0);
    const high = table ? whole : inside(range.endContainer, range.endOffset, whole);
    if (low < high) spans.push(`${start + low}-${start + high}`);
  }
  return spans.length ? spans.slice(0, 50).join(",") : null;
}

function told(element, words) {
  const said = element.parentElement.querySelector("[role=status]") || element.parentElement.appendChild(document.createElement("span"));
  said.setAttribute("role", "status");
  said.className = "said";
  said.textContent = words;
  setTimeout(() => (said.textContent = ""), 4000);
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-copy]");
  for (const link of page.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), location.origin).href;
  const lines = [...page.querySelectorAll("p")].map((each) => each.textContent);
  return { plain: lines.join("\n"), rich: page.innerHTML, link: page.querySelector("p:last-child a").href };
}

async function copy(link) {
  const spans = link.closest(".cite-page") ? selected() : null;
  const address = new URL(link.href);
  if (spans) {
    address.searchParams.delete("trang");
    address.searchParams.set("doan", spans);
  }
  const both = fetched(address);
  try {
    const blob = (type, name) => both.then((each) => new Blob([each[name]], { type }));
    await navigator.clipboard.write([
      new ClipboardItem({ "text/plain": blob("text/plain", "plain"), "text/html": blob("text/html", "rich") }),
    ]);
    told(link, _("Đã chép"));
  } catch {
    location.href = address; // the page to copy by hand
  }
}

function keep(button) {
  const spans = (button.closest(".cite-page") && selected()) || button.dataset.spans;
  const row = { id: button.dataset.id, trang: spans ? "" : button.dataset.page, doan: spans || "", "ghi-chu": "" };
  const rows = held();
  const same = (each) => each.id === row.id && each.doan === row.doan && String(each.trang) === String(row.trang);
  if (rows.some(same)) return told(button, _("Đã có trong giỏ"));
  try {
    localStorage.setItem(KEY, JSON.stringify([...rows, row]));
    told(button, _("Đã bỏ vào giỏ"));
    if (spans) mark(row, button);
  } catch {
    told(button, _("Trình duyệt không cho giữ giỏ"));
  }
  count();
}

// Keeps with a row the fingerprint of its words, by which the library finds them when their text was extracted anew.
async function mark(row, button) {
  const address = new URL(button.parentElement.querySelector("[data-cite]").href);
  address.searchParams.delete("trang");
  address.searchParams.set("doan", row.doan);
  const page = await fetched(address).catch(() => null); // the basket asks again when it is opened
  const van = page && new URL(page.link).searchParams.get("van");
  const rows = held();
  const kept = rows.find((each) => each.id === row.id && each.doan === row.doan);
  if (van && kept) localStorage.setItem(KEY, JSON.stringify((Object.assign(kept, { van }), rows)));
}

function count() {
  const place = document.querySelector("[data-basket]");
  if (!place) return;
  place.hidden = !held().length;
  place.querySelector("b").textContent = held().length;
}

for (const button of document.querySelectorAll("[data-keep]")) button.hidden = false;
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-cite]");
  const button = event.target.closest("[data-keep]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && navigator.clipboard && window.ClipboardItem) {
    event.preventDefault();
    copy(link);
  } else if (button) keep(button);
});
count();
