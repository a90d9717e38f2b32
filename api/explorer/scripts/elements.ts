// Elements of a page, made one by one: text is always text, and nothing has a style of its own
// (the policy of the pages allows neither markup in strings nor style attributes).

type Attributes = Readonly<Record<string, string | boolean>>;

/** An element with attributes and children; a string is text, false leaves an attribute out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** A name of somebody's, set apart so that its direction turns nothing else round. */
export function nameOf(text: string, language = ""): HTMLElement {
  return element("bdi", language ? { lang: language } : {}, text);
}

/** A button that does something. */
export function button(text: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
}
