// On /tro-giup: switches the keys that are letters off and on, in this browser.
{
  const button = document.getElementById("phim-tat");
  const said = document.getElementById("phim-tat-bao");
  const show = () => {
    button.textContent = lettersOff() ? _("Bật phím tắt là chữ và dấu") : _("Tắt phím tắt là chữ và dấu");
    said.textContent = lettersOff() ? _("Đang tắt.") : _("Đang bật.");
  };
  button.addEventListener("click", () => {
    try {
      if (lettersOff()) localStorage.removeItem("phim-tat");
      else localStorage.setItem("phim-tat", "tat");
      show();
    } catch {
      said.textContent = _("Trình duyệt này không cho trang lưu gì, nên không nhớ được lựa chọn.");
    }
  });
  document.getElementById("phim-tat-chon").hidden = false;
  show();
}
