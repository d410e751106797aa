// Copying to the clipboard, said on the button that was pressed.

const SHOWN = 1600; // ms

// Copies a text; the button says `done` for a while.
export async function copyFrom(button, text, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copySelected(text); // without https there is no clipboard to ask
  }
  button.dataset.label ??= button.textContent; // pressed again, it says `done` already
  button.textContent = done;
  setTimeout(() => { button.textContent = button.dataset.label; }, SHOWN);
}

function copySelected(text) {
  const area = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
