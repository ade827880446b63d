// Creates elements. Text becomes text nodes only: no part of this page reads text as markup.

/**
 * Creates an element with attributes and children. Functions become event listeners, true and false set or omit an attribute,
 * and "style" sets single properties. Children that are null or false are omitted.
 */
export function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (typeof value === 'function') {
            made.addEventListener(key, value);
        } else if (key === 'style') {
            Object.entries(value).forEach(([property, text]) => made.style.setProperty(property, text));
        } else if (value === true) {
            made.setAttribute(key, '');
        } else if (value !== false && value !== null && value !== undefined) {
            made.setAttribute(key, value);
        }
    }

    append(made, children);
    return made;
}

export function button(attributes, ...children) {
    return element('button', { type: 'button', ...attributes }, ...children);
}

/** Replaces the children of an element. */
export function fill(parent, ...children) {
    parent.replaceChildren();
    append(parent, children);
    return parent;
}

export function byId(id) {
    return document.getElementById(id);
}

function append(parent, children) {
    for (const child of children.flat(Infinity)) {
        if (child !== null && child !== undefined && child !== false) {
            parent.append(child);
        }
    }
}
