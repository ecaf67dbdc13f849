// SAID: the words of a page in another language.
const _ = (text, facts) => (self.SAID?.[text] ?? text).replace(/%\((\w+)\)s/g, (all, name) => facts[name]);

// Keys for those who read much: an element names its key in aria-keyshortcuts. /tro-giup switches the letters off.
const lettersOff = () => {
  try {
    return localStorage.getItem("phim-tat") === "tat";
  } catch {
    return false;
  }
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, [contenteditable], .table")) return;
  for (const element of document.querySelectorAll("[aria-keyshortcuts]")) {
    if (element.getAttribute("aria-keyshortcuts") !== event.key || (event.key.length === 1 && lettersOff())) continue;
    event.preventDefault();
    if (element.matches("input")) {
      element.focus();
      element.select();
    } else {
      element.click();
    }
    return;
  }
});
