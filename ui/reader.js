// The reader: shows the panel's HTML, raises the same pick as the map from passages and marked words, and lights what the
// map lights (and the reverse) without a rerun.

const readers = new WeakMap();

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let reader = readers.get(parentElement);
  if (!reader) {
    reader = new Reader(parentElement);
    readers.set(parentElement, reader);
  }
  reader.picks.send = (picks) => setTriggerValue("picks", picks);
  reader.show(data);
}

class Reader {
  constructor(parent) {
    this.box = parent.querySelector(".d-reader");
    this.picks = new Picks();
    this.box.addEventListener("click", (event) => this.pick(event));
    this.box.addEventListener("keydown", (event) => {
      if ((event.key === "Enter" || event.key === " ") && event.target.matches("mark[data-pick]")) {
        event.preventDefault();
        this.pick(event);
      }
    });
    for (const [name, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
      this.box.addEventListener(name, (event) => this.hint(event, on));
    }
    window.addEventListener("dalil:light", ({ detail }) => this.light(detail));
  }

  show(data) {
    this.picks.acknowledge(data.received);
    if (this.html === data.html) return;
    const same = this.focus === data.focus;
    const top = same ? this.box.scrollTop : 0;
    this.box.innerHTML = this.html = data.html;
    this.focus = data.focus;
    this.box.scrollTop = top;
  }

  pick(event) {
    const target = event.target.closest("[data-pick]");
    if (target) this.picks.push(target.dataset.pick, true);
  }

  hint(event, on) {
    const mark = event.target.closest && event.target.closest("[data-entity]");
    if (mark) light(mark.dataset.entity, on);
  }

  light({ id, on }) {
    for (const mark of this.box.querySelectorAll("[data-entity]")) {
      if (mark.dataset.entity === id) mark.classList.toggle("d-hint", on);
    }
  }
}
