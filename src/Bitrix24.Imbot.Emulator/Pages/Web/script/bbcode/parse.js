// Parses BB codes into a tree. Unknown, unclosed and wrongly closed tags remain text.

/** Tags that are nested deeper remain text, so that a message can't create a huge tree of elements. */
const maxDepth = 24;

const paired = new Set(['b', 'i', 'u', 's', 'size', 'color', 'url', 'user', 'chat', 'context', 'put', 'send', 'call']);
const raw = new Set(['code', 'img']);
const single = new Set(['br', 'icon', 'timestamp', 'disk']);
const tagPattern = /\[(\/?)([a-z]{1,9})(?:(=|\s)([^\]\n]{0,2000}))?\]/gi;

/** Nodes: strings, and { tag, value, options, children, opening, closing }. */
export function parse(text) {
    const root = { children: [] };
    const open = [root];
    const missing = new Set();
    let last = 0;
    tagPattern.lastIndex = 0;
    for (let match = tagPattern.exec(text); match; match = tagPattern.exec(text)) {
        const [whole, slash, givenName] = match;
        const tag = givenName.toLowerCase();
        const takeText = () => {
            addText(open.at(-1), text.slice(last, match.index));
            last = match.index + whole.length;
        };

        if (slash) {
            const at = open.findLastIndex((node) => node.tag === tag);
            if (at > 0) {
                takeText();
                close(open, at, whole);
            }
        } else if (raw.has(tag)) {
            const end = missing.has(tag) ? -1 : indexOfClosing(text, tag, tagPattern.lastIndex);
            if (end < 0) {
                missing.add(tag);
            } else {
                takeText();
                const after = end + `[/${tag}]`.length;
                open.at(-1).children.push({
                    tag, ...attributes(match), children: [text.slice(last, end)], opening: whole, closing: text.slice(end, after),
                });
                last = after;
                tagPattern.lastIndex = last;
            }
        } else if (single.has(tag)) {
            takeText();
            open.at(-1).children.push({ tag, ...attributes(match), children: [], opening: whole, closing: '' });
        } else if (paired.has(tag) && open.length <= maxDepth) {
            takeText();
            open.push({ tag, ...attributes(match), children: [], opening: whole, closing: '' });
        }
    }

    addText(open.at(-1), text.slice(last));
    close(open, 1, '');
    return root.children;
}

/** Closes the tag at an index of the stack. The tags above it were never closed, so they become text, and their children move up. */
function close(open, at, closing) {
    while (open.length > at) {
        const node = open.pop();
        const parent = open.at(-1);
        if (open.length === at && closing) {
            node.closing = closing;
            parent.children.push(node);
        } else {
            addText(parent, node.opening);
            node.children.forEach((child) => (typeof child === 'string' ? addText(parent, child) : parent.children.push(child)));
        }
    }
}

function addText(node, text) {
    if (!text) {
        return;
    }

    if (typeof node.children.at(-1) === 'string') {
        node.children[node.children.length - 1] += text;
    } else {
        node.children.push(text);
    }
}

function attributes([, , , sign, value = '']) {
    const options = {};
    const bare = value.replace(/(?:^|\s)([a-z]{1,12})=(\S+)/gi, (whole, name, text) => {
        options[name.toLowerCase()] = text;
        return '';
    });
    return { value: sign === '=' ? value.trim() : '', first: sign === '=' ? bare.trim() : '', options };
}

function indexOfClosing(text, tag, from) {
    const pattern = new RegExp(`\\[/${tag}\\]`, 'gi');
    pattern.lastIndex = from;
    return pattern.exec(text)?.index ?? -1;
}
