// Sends files one by one, a few at once, each as the body of a request of its own. Without this the form sends all together.
{
  const form = document.getElementById("gui");
  const dropped = document.getElementById("tha");
  const said = document.getElementById("da-chon");
  const wrong = document.getElementById("sai");
  const token = form.elements.csrf_token.value;
  const most = Number(form.dataset.megabytes) * 1e6;
  const AT_ONCE = 3;
  const TRIES = 5; // of a file whose sending was cut short
  let chosen = new Map(); // path → file
  let sending = false;

  for (const each of form.querySelectorAll("[data-scripted]")) each.hidden = false;

  const say = (words) => { said.textContent = words; };
  const number = (count) => count.toLocaleString(document.documentElement.lang);

  function take(files) {
    for (const [path, file] of files) chosen.set(path, file);
    const large = [...chosen].filter(([, file]) => file.size > most).map(([path]) => path);
    for (const path of large) chosen.delete(path);
    const left = large.length ? _(" Không nhận %(files)s: lớn hơn %(megabytes)s MB.", { files: large.map((path) => `“${path}”`).join(", "), megabytes: form.dataset.megabytes }) : "";
    say(_("Đã chọn %(n)s tệp.", { n: number(chosen.size) }) + left);
  }

  const ofField = (field) => [...field.files].map((file) => [file.webkitRelativePath || file.name, file]);
  form.elements.tep.addEventListener("change", () => take(ofField(form.elements.tep)));
  const folder = document.getElementById("thu-muc");
  folder.addEventListener("change", () => take(ofField(folder)));

  // ---- dropped files and folders

  async function* inside(entry, path) {
    if (entry.isFile) {
      yield [path + entry.name, await new Promise((done, failed) => entry.file(done, failed))];
      return;
    }
    const reader = entry.createReader();
    for (;;) { // a reader gives a hundred at a time
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return;
      for (const each of some) yield* inside(each, `${path}${entry.name}/`);
    }
  }

  dropped.addEventListener("dragover", (event) => { event.preventDefault(); dropped.classList.add("over"); });
  dropped.addEventListener("dragleave", () => dropped.classList.remove("over"));
  dropped.addEventListener("drop", async (event) => {
    event.preventDefault();
    dropped.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const plain = [...event.dataTransfer.files].map((file) => [file.name, file]);
    const found = [];
    for (const entry of entries) for await (const file of inside(entry, "")) found.push(file);
    take(entries.length ? found : plain);
  });

  // ---- the table of metadata, looked at before anything is sent

  function tellWrong(answer) {
    wrong.querySelector("ul").replaceChildren(...answer.sai.map((words) => {
      const line = document.createElement("li");
      line.textContent = words;
      return line;
    }));
    wrong.hidden = false;
  }

  form.elements.bang.addEventListener("change", async () => {
    wrong.hidden = true;
    const told = document.getElementById("bang-bao");
    told.textContent = "";
    if (!form.elements.bang.files.length) return;
    const body = new FormData();
    body.append("bang", form.elements.bang.files[0]);
    const answer = await fetch(form.dataset.table, { method: "POST", body, headers: { "X-CSRFToken": token } });
    if (answer.status === 422) tellWrong(await answer.json());
    else if (answer.ok) told.textContent = _("Bảng dùng được.");
  });

  // ---- sending

  async function sendOne(address, path, file) {
    for (let tried = 1; ; tried += 1) {
      try {
        const answer = await fetch(`${address}?ten=${encodeURIComponent(path)}`, {
          method: "POST",
          body: file,
          headers: { "X-CSRFToken": token, "Content-Type": "application/octet-stream" },
        });
        if (answer.ok || answer.status < 500 || tried === TRIES) return answer.ok;
      } catch (error) {
        if (tried === TRIES) return false;
      }
      await new Promise((done) => setTimeout(done, 1000 * tried));
    }
  }

  form.addEventListener("submit", async (event) => {
    if (!chosen.size) return; // the form itself says that nothing was chosen
    event.preventDefault();
    if (sending) return;
    sending = true;
    const body = new FormData();
    body.append("bo-suu-tap", form.elements["bo-suu-tap"].value);
    if (form.elements.bang.files.length) body.append("bang", form.elements.bang.files[0]);
    const begun = await fetch(form.dataset.begin, { method: "POST", body, headers: { "X-CSRFToken": token } });
    if (!begun.ok) {
      sending = false;
      if (begun.status === 422) tellWrong(await begun.json());
      else say(_("Máy chủ chưa nhận được. Hãy tải lại trang rồi gửi lại."));
      return;
    }
    const { gui, xem } = await begun.json();
    const files = [...chosen];
    const lost = new Map();
    let next = 0;
    let done = 0;
    const work = async () => {
      while (next < files.length) {
        const [path, file] = files[next++];
        if (!(await sendOne(gui, path, file))) lost.set(path, file);
        done += 1;
        say(_("Đã gửi %(done)s/%(total)s tệp.", { done: number(done), total: number(files.length) }));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (!lost.size) {
      window.location.assign(xem);
      return;
    }
    sending = false;
    chosen = lost;
    say(_("Không gửi được %(n)s tệp: %(files)s. Bấm Gửi để gửi lại các tệp này.", { n: number(lost.size), files: [...lost.keys()].map((path) => `“${path}”`).join(", ") }));
  });
}
