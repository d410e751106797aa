// Elements, and what the reader asked of his system.

// An element with properties and content: make("p", { className: "d-note" }, "text").
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export const direction = (lang) => (lang === "ar" ? "rtl" : "ltr");

export const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
