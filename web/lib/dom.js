// Elements, and what the reader asked of his system.

// An element with properties and content: make("p", { className: "d-note" }, "text").
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export function makeButton(className, action) {
  const button = make("button", { type: "button", className });
  button.addEventListener("click", action);
  return button;
}

// A text for a title: without the letters that isolate directions, which a system may show.
export const unmarked = (text) => text.replace(/[\u2066-\u2069]/g, "");

export const direction = (lang) => (lang === "ar" ? "rtl" : "ltr");

export const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
