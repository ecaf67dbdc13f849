// Offers to copy what is selected on the page being read with its citation, right where it is selected. cite.js does it.
const leaf = document.querySelector(".leaf");
const link = document.querySelector(".cite-page [data-cite]");

function offered() {
  const offer = document.createElement("span");
  offer.className = "cite-page offer";
  offer.hidden = true;
  const copy = link.cloneNode(false);
  copy.textContent = _("Chép kèm trích dẫn");
  offer.append(copy);
  offer.addEventListener("mousedown", (event) => event.preventDefault()); // or the selection is gone before the click
  document.body.append(offer);
  return offer;
}

if (leaf && link && navigator.clipboard && window.ClipboardItem) {
  const offer = offered();
  let settled = 0;
  const place = () => {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const inside = range && leaf.contains(range.commonAncestorContainer) && range.toString().trim();
    if (!inside && offer.contains(document.activeElement)) return;
    offer.hidden = !inside;
    if (!inside) return;
    const box = range.getBoundingClientRect();
    offer.style.top = `${box.bottom + scrollY + 6}px`;
    offer.style.left = `${Math.max(8, Math.min(box.left, innerWidth - offer.offsetWidth - 8))}px`;
  };
  document.addEventListener("selectionchange", () => {
    clearTimeout(settled);
    settled = setTimeout(place, 150);
  });
}

// Long contents stand beside the page in a box of their own: bring the section being read into it.
const section = document.querySelector(".contents [aria-current]");
const box = section?.closest("nav");
if (box) box.scrollTop = section.offsetTop - box.offsetTop - box.clientHeight / 3;
