// Answers the first suggestion of the list by a key: d (đúng) takes it, s (sai) refuses it.
{
  const ANSWERS = { d: "1", s: "0" };
  for (const each of document.querySelectorAll("[data-scripted]")) each.hidden = false;
  document.addEventListener("keydown", (event) => {
    const answer = ANSWERS[event.key];
    if (!answer || lettersOff() || event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    document.querySelector(`[data-goi-y] button[value="${answer}"]`)?.click();
  });
}
