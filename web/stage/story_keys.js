// What a key means to someone who presents: the same in the app and in the exported file.

const NAMED = {
  PageDown: "next", " ": "next", Enter: "next", ArrowDown: "next", PageUp: "back", Backspace: "back", ArrowUp: "back",
  Home: "first", End: "last", Escape: "leave", ".": "blank",
};
const LETTERS = { B: "blank", F: "full", G: "overview", L: "languages", N: "notes", O: "overview", P: "speaker" };
const DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";

// "next", "back", "first", "last", "leave", "blank", "full", "languages", "notes", "overview", "speaker", or nothing. The arrows follow the
// direction of reading; letters count by their place on the keyboard, as an Arabic layout has others there.
export function storyKey({ key, code = "", target, ctrlKey, metaKey, altKey }, lang) {
  if (ctrlKey || metaKey || altKey || target.closest?.("input, textarea, [contenteditable]")) return undefined;
  if ((key === " " || key === "Enter") && target.closest?.("button, a, summary")) return undefined; // it presses what has the focus
  const ahead = lang === "ar" ? "ArrowLeft" : "ArrowRight";
  if (key === "ArrowLeft" || key === "ArrowRight") return key === ahead ? "next" : "back";
  if (Object.hasOwn(NAMED, key)) return NAMED[key];
  return LETTERS[code.startsWith("Key") ? code.slice(3) : key.toUpperCase()]; // one key may type two letters: لا
}

// The digit that a key types on any layout, also where digits need the shift key (code), as text; or nothing.
export function digitKey({ key, code = "", ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return undefined;
  const at = key.length === 1 ? DIGITS.indexOf(key) : -1;
  return at >= 0 ? String(at % 10) : /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
}
